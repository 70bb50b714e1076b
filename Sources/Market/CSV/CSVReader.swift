/// Reads the records of a CSV file (RFC 4180), a chunk of bytes at a time.
///
/// Fields may hold quoted commas, quotes and line breaks; lines end in LF, CRLF or CR; a byte order
/// mark is skipped, and so are blank lines. A quote inside a field that does not begin with one is
/// an ordinary character, as most writers mean it.
struct CSVReader {
  private enum State {
    case fieldStart, plain, quoted, quoteInQuoted
  }

  private let path: String
  private var source: any ByteSource
  private var chunk: [UInt8] = []
  private var position = 0
  private var line = 1
  private var isAtStart = true
  private var skipsLineFeed = false

  /// A reader of `source`, which errors call `path`.
  init(_ source: some ByteSource, path: String) {
    self.source = source
    self.path = path
  }

  /// Reads the next record into `record`, or returns false at the end of the file.
  ///
  /// - Throws: ``InputError/malformed(path:line:reason:)`` for a quoted field that never ends or that
  ///   goes on after its closing quote.
  mutating func next(_ record: inout CSVRecord) throws -> Bool {
    record.removeAll(line: line)
    var state = State.fieldStart
    while try fill() {
      if try scan(&record, &state) { return true }
    }
    if state == .quoted { throw unterminated(record) }
    guard state != .fieldStart || record.count > 0 else { return false }
    record.ends.append(record.bytes.count)
    return true
  }

  private mutating func fill() throws -> Bool {
    guard position == chunk.count else { return true }
    chunk = try source.read()
    position = 0
    if isAtStart, !chunk.isEmpty {
      isAtStart = false
      if chunk.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }
    return position < chunk.count
  }

  /// Scans the rest of the chunk; true when a record ended in it.
  private mutating func scan(_ record: inout CSVRecord, _ state: inout State) throws -> Bool {
    let bytes = chunk
    return try bytes.withUnsafeBufferPointer { buffer in
      while position < buffer.count {
        let byte = buffer[position]
        if skipsLineFeed {
          skipsLineFeed = false
          if byte == .lineFeed {
            position += 1
            continue
          }
        }
        switch state {
        case .quoted: scanQuoted(buffer, &record, &state)
        case .plain:
          scanPlain(buffer, &record)
          if try endsField(buffer, &record, &state) { return true }
        case .fieldStart where byte == .quote:
          state = .quoted
          position += 1
        case .fieldStart where !byte.isDelimiter: state = .plain
        case .quoteInQuoted where byte == .quote:
          record.bytes.append(.quote)
          state = .quoted
          position += 1
        case .quoteInQuoted where !byte.isDelimiter:
          throw InputError.malformed(
            path: path, line: line, reason: "text after the closing quote of a field")
        case .fieldStart, .quoteInQuoted:
          if try endsField(buffer, &record, &state) { return true }
        }
      }
      return false
    }
  }

  private mutating func scanQuoted(
    _ buffer: UnsafeBufferPointer<UInt8>, _ record: inout CSVRecord, _ state: inout State
  ) {
    // Constants at hand: a debug build calls a function for each global.
    let (quote, lineFeed) = (UInt8.quote, UInt8.lineFeed)
    var end = position
    while end < buffer.count, buffer[end] != quote {
      if buffer[end] == lineFeed { line += 1 }
      end += 1
    }
    record.bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[position..<end]))
    position = end
    guard end < buffer.count else { return }
    state = .quoteInQuoted
    position += 1
  }

  private mutating func scanPlain(
    _ buffer: UnsafeBufferPointer<UInt8>, _ record: inout CSVRecord
  ) {
    let (comma, lineFeed, carriageReturn) = (UInt8.comma, UInt8.lineFeed, UInt8.carriageReturn)
    var end = position
    while end < buffer.count {
      let byte = buffer[end]
      if byte == comma || byte == lineFeed || byte == carriageReturn { break }
      end += 1
    }
    record.bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[position..<end]))
    position = end
  }

  /// Ends the field at a delimiter; true when the record ended with it.
  private mutating func endsField(
    _ buffer: UnsafeBufferPointer<UInt8>, _ record: inout CSVRecord, _ state: inout State
  ) throws -> Bool {
    guard position < buffer.count else { return false }
    let byte = buffer[position]
    position += 1
    let isBlankLine = byte != .comma && state == .fieldStart && record.count == 0
    state = .fieldStart
    if byte != .comma {
      line += 1
      skipsLineFeed = byte == .carriageReturn
    }
    if isBlankLine {
      record.line = line
      return false
    }
    record.ends.append(record.bytes.count)
    return byte != .comma
  }

  private func unterminated(_ record: CSVRecord) -> InputError {
    .malformed(
      path: path, line: record.line, reason: "a quoted field of this record never ends")
  }
}

extension UInt8 {
  static let quote = UInt8(ascii: "\"")
  static let comma = UInt8(ascii: ",")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")

  fileprivate var isDelimiter: Bool {
    self == .comma || self == .lineFeed || self == .carriageReturn
  }
}
