/// PostgreSQL's binary `numeric`: base-10000 digits, a weight, a sign and a display scale.
///
/// Source: `numeric_send` in PostgreSQL's numeric.c.
enum BinaryNumeric {
  /// The number as PostgreSQL writes it in text form.
  static func text(_ bytes: UnsafeRawBufferPointer) -> String {
    let count = Int(bytes.bigEndian(at: 0, as: Int16.self))
    let weight = Int(bytes.bigEndian(at: 2, as: Int16.self))
    let scale = Int(bytes.bigEndian(at: 6, as: Int16.self))
    let sign: String
    switch bytes.bigEndian(at: 4, as: UInt16.self) {
    case 0xC000: return "NaN"
    case 0xD000: return "Infinity"
    case 0xF000: return "-Infinity"
    case 0x4000: sign = "-"
    default: sign = ""
    }
    /// The digit group that stands for 10000 to the power `power`, as four decimal digits.
    func group(_ power: Int) -> String {
      let index = weight - power
      guard (0..<count).contains(index) else { return "0000" }
      let digits = String(bytes.bigEndian(at: 8 + 2 * index, as: Int16.self))
      return String(repeating: "0", count: 4 - digits.count) + digits
    }
    let whole = weight < 0 ? "0" : stride(from: weight, through: 0, by: -1).map(group).joined()
    let trimmed = whole.drop { $0 == "0" }
    let integer = sign + (trimmed.isEmpty ? "0" : trimmed)
    guard scale > 0 else { return integer }
    let fraction = (1...(scale + 3) / 4).map { group(-$0) }.joined()
    return "\(integer).\(fraction.prefix(scale))"
  }
}
