import Dates

/// Rows in PostgreSQL's binary COPY format: several times cheaper for the server than text.
///
/// Source: PostgreSQL documentation, COPY, "Binary Format".
struct BinaryRows {
  /// What has been written since the last ``take()``.
  private(set) var bytes: [UInt8]

  /// Begins with the signature and the header.
  init() {
    bytes = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00] + [UInt8](repeating: 0, count: 8)
  }

  /// Removes and returns the bytes written so far.
  mutating func take() -> [UInt8] {
    let taken = bytes
    bytes = []
    bytes.reserveCapacity(taken.count)
    return taken
  }

  /// Begins a row of so many fields.
  mutating func row(fields: Int) { append(Int16(fields)) }

  /// Ends the copy.
  mutating func finish() { append(Int16(-1)) }

  mutating func null() { append(Int32(-1)) }

  mutating func int4(_ value: Int32) {
    append(Int32(4))
    append(value)
  }

  mutating func int8(_ value: Int64?) {
    guard let value else { return null() }
    append(Int32(8))
    append(value)
  }

  mutating func float8(_ value: Double?) {
    guard let value else { return null() }
    append(Int32(8))
    append(value.bitPattern)
  }

  mutating func bool(_ value: Bool?) {
    guard let value else { return null() }
    append(Int32(1))
    bytes.append(value ? 1 : 0)
  }

  /// A `date`: days since 2000-01-01 on the wire.
  mutating func date(_ value: LocalDate) {
    append(Int32(4))
    append(value.dayNumber - 10_957)
  }

  mutating func text(_ value: String?) {
    guard let value else { return null() }
    append(Int32(value.utf8.count))
    bytes.append(contentsOf: value.utf8)
  }

  /// A `jsonb` from its JSON text.
  mutating func jsonb(_ json: String) {
    append(Int32(json.utf8.count + 1))
    bytes.append(1)
    bytes.append(contentsOf: json.utf8)
  }

  /// A `numeric` of so many hundredths, 0...9999 whole, with two decimals.
  mutating func numeric(hundredths: Int?) {
    guard let hundredths else { return null() }
    let digits = [Int16(hundredths / 100), Int16(hundredths % 100 * 100)]
    append(Int32(8 + 2 * digits.count))
    append(Int16(digits.count))
    append(Int16(0))
    append(Int16(0))
    append(Int16(2))
    digits.forEach { append($0) }
  }

  /// A one-dimensional `text[]`.
  mutating func textArray(_ values: [String]) {
    let body = values.reduce(0) { $0 + 4 + $1.utf8.count }
    append(Int32((values.isEmpty ? 12 : 20) + body))
    append(Int32(values.isEmpty ? 0 : 1))
    append(Int32(0))
    append(BinaryRows.textOID)
    guard !values.isEmpty else { return }
    append(Int32(values.count))
    append(Int32(1))
    values.forEach { text($0) }
  }

  private static let textOID: Int32 = 25

  private mutating func append(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
  }
}
