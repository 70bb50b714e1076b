import Dates

/// One record of a CSV file: its fields' bytes without quoting, and the line it starts on.
struct CSVRecord {
  /// The bytes of all fields, one after the other.
  var bytes: [UInt8] = []
  /// Where each field ends in `bytes`.
  var ends: [Int] = []
  /// The line of the file on which the record begins, from 1.
  var line = 0

  /// The number of fields.
  var count: Int { ends.count }

  /// The field's bytes; empty for a column that the file lacks.
  subscript(column: Int?) -> ArraySlice<UInt8> {
    guard let column, column < ends.count else { return [] }
    return bytes[(column == 0 ? 0 : ends[column - 1])..<ends[column]]
  }

  mutating func removeAll(line: Int) {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    self.line = line
  }
}
