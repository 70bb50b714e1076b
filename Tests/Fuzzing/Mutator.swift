/// Makes damaged inputs of good ones.
public struct Mutator: Sendable {
  private let seeds: [[UInt8]]
  private let tokens: [[UInt8]]
  private let longest: Int

  /// A mutator of `seeds` that also inserts `tokens`; its inputs have at most `longest` bytes.
  public init(seeds: [[UInt8]], tokens: [String], longest: Int = 1 << 16) {
    self.seeds = seeds.isEmpty ? [[]] : seeds
    self.tokens = tokens.map { Array($0.utf8) }
    self.longest = longest
  }

  /// The input with this number; the same for the same seed, number and seeds.
  public func input(_ number: Int, seed: UInt64) -> [UInt8] {
    var random = SplitMix64(seed: seed &+ UInt64(number) &* 0xD134_2543_DE82_EF95)
    var bytes = pick(seeds, &random)
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      mutate(&bytes, &random)
    }
    return Array(bytes.prefix(longest))
  }

  private func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
    let place = Int.random(in: 0...bytes.count, using: &random)
    let length = Int.random(in: 0...min(bytes.count - place, 40), using: &random)
    let range = place..<place + length
    switch Int.random(in: 0..<10, using: &random) {
    case 0: bytes.removeSubrange(range)
    case 1: bytes.insert(contentsOf: bytes[range], at: place)
    case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
    case 3: bytes.replaceSubrange(range, with: pick(tokens, &random))
    case 4: bytes.insert(contentsOf: pick(tokens, &random), at: place)
    case 5: bytes.removeSubrange(place...)
    case 6: splice(&bytes, at: place, &random)
    case 7: replaceNumber(&bytes, from: place, &random)
    case 8: moveLine(&bytes, from: place, &random)
    default:
      guard place < bytes.count else { return }
      bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    }
  }

  private func splice(_ bytes: inout [UInt8], at place: Int, _ random: inout SplitMix64) {
    let other = pick(seeds, &random)
    let start = Int.random(in: 0...other.count, using: &random)
    bytes.replaceSubrange(place..., with: other[start...])
  }

  /// Replaces the next run of digits by a number from the edges of what numbers can be.
  private func replaceNumber(_ bytes: inout [UInt8], from place: Int, _ random: inout SplitMix64) {
    let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
    guard let first = bytes[place...].firstIndex(where: isDigit) else { return }
    let end = bytes[first...].firstIndex { !isDigit($0) } ?? bytes.count
    let edges = [
      "0", "-1", "1", "60", "99", "366", "32767", "2147483647", "4294967296",
      "9223372036854775807", "-9223372036854775808", "99999999999999999999", "00010101",
      "99991231", "20240229", "10000101",
    ]
    bytes.replaceSubrange(first..<end, with: Array(pick(edges, &random).utf8))
  }

  private func moveLine(_ bytes: inout [UInt8], from place: Int, _ random: inout SplitMix64) {
    guard let start = bytes[place...].firstIndex(of: 0x0A),
      let end = bytes[(start + 1)...].firstIndex(of: 0x0A)
    else { return }
    let line = Array(bytes[start..<end])
    if Bool.random(using: &random) { bytes.removeSubrange(start..<end) }
    bytes.insert(contentsOf: line, at: Int.random(in: 0...bytes.count, using: &random))
  }

  private func pick<Element>(_ elements: [Element], _ random: inout SplitMix64) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &random)]
  }
}
