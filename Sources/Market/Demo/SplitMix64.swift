/// A small deterministic generator: equal seeds give equal sequences on every machine.
///
/// Source: G. Steele, D. Lea, C. Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA
/// 2014, in S. Vigna's formulation.
struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A generator for one thing among many: its sequence tells nothing of its neighbours'.
  init(seed: UInt64, _ parts: Int...) {
    state = parts.reduce(seed) {
      SplitMix64.mixed($0 &+ SplitMix64.step &+ UInt64(bitPattern: Int64($1)))
    }
  }

  mutating func next() -> UInt64 {
    state &+= SplitMix64.step
    return SplitMix64.mixed(state)
  }

  /// A number in 0..<1.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Whether something with this probability happens.
  mutating func chance(_ probability: Double) -> Bool { unit() < probability }

  /// An integer in the range.
  mutating func integer(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  /// One of the elements, which must not be empty.
  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int(next() % UInt64(elements.count))]
  }

  /// A number of the standard normal distribution, by the sum of twelve uniform ones.
  mutating func normal() -> Double {
    (0..<12).reduce(-6) { sum, _ in sum + unit() }
  }

  /// A well-stirred copy of the bits.
  static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15
}
