/// A part of answering a request, in the order in which they follow each other.
enum Stage: Int, CaseIterable, Sendable {
  case auth, parse, cache, pool, db, encode

  /// The name in headers and metrics.
  var name: StaticString {
    switch self {
    case .auth: "auth"
    case .parse: "parse"
    case .cache: "cache"
    case .pool: "pool"
    case .db: "db"
    case .encode: "encode"
    }
  }
}

/// How long the stages of a request took, for the `Server-Timing` header.
struct ServerTiming: Sendable {
  // A vector holds them without memory of its own. Below 0 stands what has not happened.
  private var nanoseconds = SIMD8<Int64>(repeating: -1)
  /// What the answers in memory had to do with it.
  var cache = CacheUse.none

  /// How long a stage took; nil when there was none.
  subscript(stage: Stage) -> Int64? {
    let taken = nanoseconds[stage.rawValue]
    return taken < 0 ? nil : taken
  }

  /// Runs a stage and notes how long it took, also when it throws.
  mutating func measure<T, E: Error>(
    _ stage: Stage, _ body: () throws(E) -> T
  ) throws(E) -> T {
    let began = ContinuousClock.now
    defer { note(stage, began.duration(to: .now)) }
    return try body()
  }

  /// Notes a stage that was measured elsewhere; one that comes again takes longer.
  mutating func note(_ stage: Stage, _ duration: Duration) {
    nanoseconds[stage.rawValue] = max(0, nanoseconds[stage.rawValue]) + duration.nanoseconds
  }

  /// Notes the stages of another request whose answer this one shares.
  mutating func note(_ other: ServerTiming) {
    for stage in Stage.allCases {
      guard let taken = other[stage] else { continue }
      nanoseconds[stage.rawValue] = max(0, nanoseconds[stage.rawValue]) + taken
    }
  }

  /// The value of the header, in milliseconds with microseconds as decimals; empty without stages.
  var header: String {
    var text: [UInt8] = []
    text.reserveCapacity(96)
    for stage in Stage.allCases {
      guard let taken = self[stage] else { continue }
      if !text.isEmpty { text += ", ".utf8 }
      stage.name.withUTF8Buffer { text += $0 }
      text += ";dur=".utf8
      text.append(milliseconds: taken)
    }
    return String(decoding: text, as: UTF8.self)
  }
}

/// Where an answer came from.
enum CacheUse: String, Sendable {
  /// It is not of a kind that is kept.
  case none
  /// It was in memory, or the client had it.
  case hit
  /// It was made, for this request or for an equal one under way.
  case miss
}

extension Duration {
  /// Whole nanoseconds.
  var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
  }

  /// Milliseconds with three decimals, such as `1.042`.
  var milliseconds: String {
    var text: [UInt8] = []
    text.append(milliseconds: nanoseconds)
    return String(decoding: text, as: UTF8.self)
  }
}

extension [UInt8] {
  /// Appends nanoseconds as milliseconds with three decimals, the rest cut off.
  fileprivate mutating func append(milliseconds nanoseconds: Int64) {
    let (whole, part) = (nanoseconds / 1000).quotientAndRemainder(dividingBy: 1000)
    if whole < 10 { append(UInt8(48 + whole)) } else { append(contentsOf: String(whole).utf8) }
    append(UInt8(ascii: "."))
    for digit in [part / 100, part / 10 % 10, part % 10] { append(UInt8(48 + digit)) }
  }
}
