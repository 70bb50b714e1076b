// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "almanac",
  platforms: [.macOS(.v15)],
  targets: [
    .target(name: "Dates", swiftSettings: settings),
    .testTarget(name: "DatesTests", dependencies: ["Dates"], swiftSettings: settings),
  ]
)
