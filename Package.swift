// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let asyncHTTPClient = Target.Dependency.product(
  name: "AsyncHTTPClient", package: "async-http-client")
let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let jwtKit = Target.Dependency.product(name: "JWTKit", package: "jwt-kit")
let lifecycle = Target.Dependency.product(
  name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let nioHTTPTypes = Target.Dependency.product(
  name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let unixSignals = Target.Dependency.product(
  name: "UnixSignals", package: "swift-service-lifecycle")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

func tests(
  of name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let package = Package(
  name: "almanac",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "almanac", targets: ["CLI"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", "3.12.3"..<"5.0.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
  ],
  targets: [
    .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    module("Dates"),
    module("Calendars", ["Dates", yams]),
    module("Discovery", ["Dates"]),
    module("Postgres", ["CLibPQ", "Dates"]),
    module("EmbeddedPostgres"),
    .executableTarget(name: "EmbedSQL", swiftSettings: settings),
    .plugin(
      name: "EmbedSQLPlugin", capability: .buildTool(), dependencies: ["EmbedSQL"],
      path: "Sources/EmbedSQLPlugin"),
    .target(
      name: "SQL", path: "SQL",
      exclude: [
        "bench", "examples", "live", "migrations", "queries", "shared", "source", "schema.sql",
      ],
      swiftSettings: settings, plugins: ["EmbedSQLPlugin"]),
    module("Store", ["Dates", "Discovery", "Postgres", "SQL"]),
    module("Expansion", ["Calendars", "Dates", "Discovery"]),
    module(
      "Live", ["Calendars", "Dates", "Discovery", "Expansion", "Postgres", "SQL"]),
    module("Feeds", ["Calendars", "Dates", asyncHTTPClient, nioCore, nioHTTP1, nioPosix]),
    module("Market", ["Dates", "Discovery", "Postgres", "SQL"]),
    module("Worker", ["Calendars", "Dates", "Discovery", "Expansion", "Postgres", "Store"]),
    module(
      "ReadAPI",
      [
        "CZlib", "Dates", "Discovery", "Postgres", "Store", crypto, httpTypes, hummingbirdCore,
        jwtKit, lifecycle, logging, metrics, nioCore, nioHTTP1, nioHTTPTypes, nioPosix,
      ], resources: [.embedInCode("Describing/examples.txt")]),
    module(
      "Verification",
      [
        "Calendars", "Dates", "Discovery", "Expansion", "Live", "Postgres", "ReadAPI", "Store",
        "Worker", asyncHTTPClient, httpTypes, logging, nioCore, nioHTTP1,
      ]),
    module(
      "Bench",
      [
        "Calendars", "Dates", "Discovery", "EmbeddedPostgres", "Expansion", "Live", "Postgres",
        "ReadAPI", "Store", "Worker", httpTypes, hummingbird, logging, nioCore,
      ]),
    .executableTarget(
      name: "CLI",
      dependencies: [
        "Bench", "Calendars", "Dates", "Discovery", "EmbeddedPostgres", "Expansion", "Feeds",
        "Live", "Market", "Postgres", "ReadAPI", "Store", "Verification", "Worker", argumentParser,
        asyncHTTPClient, lifecycle, logging, nioCore, nioHTTP1, unixSignals,
      ],
      swiftSettings: settings),

    .target(
      name: "TestSupport", dependencies: ["Calendars", "EmbeddedPostgres", "Postgres"],
      path: "Tests/TestSupport", swiftSettings: settings),
    .target(
      name: "Fuzzing", dependencies: ["Calendars", "Dates", "Expansion"], path: "Tests/Fuzzing",
      swiftSettings: settings),
    .executableTarget(
      name: "almanac-fuzz", dependencies: ["Calendars", "Dates", "Fuzzing"],
      path: "Tests/FuzzDriver", swiftSettings: settings),
    .executableTarget(
      name: "almanac-expansion-bench", dependencies: ["Expansion"], path: "Tests/ExpansionBench",
      swiftSettings: settings),
    tests(of: "Bench", ["Bench", "Calendars", "Dates", "Discovery", "Postgres"]),
    tests(of: "Calendars", ["Calendars", "Dates"]),
    tests(
      of: "CLI",
      [
        "Calendars", "CLI", "Dates", "Discovery", "Expansion", "Market", "Postgres", "Store",
        "TestSupport", "Worker", crypto,
      ]),
    tests(of: "Dates", ["Dates"]),
    tests(of: "Discovery", ["Dates", "Discovery"]),
    tests(of: "EmbeddedPostgres", ["EmbeddedPostgres", "Postgres", "TestSupport"]),
    tests(of: "Expansion", ["Calendars", "Dates", "Discovery", "Expansion", "TestSupport"]),
    tests(of: "Feeds", ["Calendars", "Dates", "Feeds", "TestSupport"]),
    tests(of: "Fuzz", ["Fuzzing"]),
    tests(
      of: "Live",
      [
        "Calendars", "Dates", "Discovery", "Expansion", "Live", "Market", "Postgres", "SQL",
        "Store", "TestSupport",
      ]),
    tests(
      of: "Market", ["Dates", "Discovery", "Market", "Postgres", "SQL", "TestSupport"],
      exclude: ["Fixtures"]),
    tests(of: "Postgres", ["Dates", "EmbeddedPostgres", "Postgres", "TestSupport"]),
    tests(
      of: "ReadAPI",
      [
        "Dates", "Discovery", "EmbeddedPostgres", "Postgres", "ReadAPI", "SQL", "Store",
        "TestSupport", crypto, httpTypes, lifecycle, logging, metrics, nioPosix,
      ], exclude: ["Golden/answers.txt"]),
    tests(of: "Store", ["Dates", "Postgres", "SQL", "Store", "TestSupport"]),
    tests(of: "Structure", ["Calendars", "Discovery", "Expansion", "SQL", "Verification"]),
    tests(
      of: "Verification",
      [
        "Calendars", "Dates", "Discovery", "Expansion", "Live", "Market", "Postgres", "SQL",
        "ReadAPI", "Store", "TestSupport", "Verification", "Worker", httpTypes, lifecycle, logging,
      ]),
    tests(
      of: "Worker",
      [
        "Calendars", "Dates", "Discovery", "EmbeddedPostgres", "Expansion", "Market", "Postgres",
        "SQL", "Store", "TestSupport", "Worker",
      ]),
  ]
)
