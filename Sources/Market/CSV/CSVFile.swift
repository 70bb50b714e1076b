/// A CSV file with a header: its columns by name, then its records.
struct CSVFile {
  /// The path, for errors and reports.
  let path: String
  /// The number of columns in the header; a record of another length is damaged.
  let width: Int
  private let columns: [String: Int]
  private var reader: CSVReader

  /// Opens a plain or gzip file and reads its header.
  init(path: String, requiring required: [String]) throws {
    try self.init(try FileBytes(path: path), path: path, requiring: required)
  }

  init(_ source: some ByteSource, path: String, requiring required: [String]) throws {
    self.path = path
    reader = CSVReader(source, path: path)
    var header = CSVRecord()
    _ = try reader.next(&header)
    var columns: [String: Int] = [:]
    for index in 0..<header.count {
      let name = String(decoding: header[index], as: UTF8.self)
      if columns[name] == nil { columns[name] = index }
    }
    self.columns = columns
    width = header.count
    let missing = required.filter { columns[$0] == nil }
    guard missing.isEmpty else { throw InputError.missingColumns(path: path, columns: missing) }
  }

  /// The position of a column, or nil when the file lacks it.
  func column(_ name: String) -> Int? { columns[name] }

  /// Reads the next record, or returns false at the end.
  mutating func next(_ record: inout CSVRecord) throws -> Bool { try reader.next(&record) }
}
