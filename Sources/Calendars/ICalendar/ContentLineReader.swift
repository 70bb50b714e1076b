/// Splits the bytes of a file into unfolded lines, before any decoding: a fold may split a letter.
///
/// Lines end with CR LF, LF, CR or CR CR LF; a line that begins with a space or tab continues the
/// one before.
struct ContentLineReader {
  /// An unfolded line.
  struct Line {
    /// The line of the file on which it begins, from 1.
    var number: Int
    /// At most `lineBytes` bytes and the start of a longer line.
    var bytes: ArraySlice<UInt8>
    var isTooLong: Bool
  }

  private let bytes: ArraySlice<UInt8>
  private let limit: Int
  private var position: Int
  private var number = 0
  /// Whether a line ended with anything but CR LF.
  private(set) var hasOtherLineEnds = false

  init(_ bytes: ArraySlice<UInt8>, limit: Int) {
    self.bytes = bytes
    self.limit = limit
    position = bytes.startIndex
  }

  /// The next line that is not blank.
  mutating func next() -> Line? {
    while position < bytes.endIndex {
      let start = number + 1
      let first = takePhysicalLine()
      var line = Line(
        number: start, bytes: first.prefix(limit), isTooLong: first.count > limit)
      if continues { appendContinuations(to: &line) }
      if !trimmed(line.bytes).isEmpty { return line }
    }
    return nil
  }

  private var continues: Bool {
    position < bytes.endIndex
      && (bytes[position] == UInt8(ascii: " ") || bytes[position] == UInt8(ascii: "\t"))
  }

  private mutating func appendContinuations(to line: inout Line) {
    var unfolded = Array(line.bytes)
    while continues {
      let more = takePhysicalLine().dropFirst()
      let room = limit - unfolded.count
      if more.count > room { line.isTooLong = true }
      unfolded.append(contentsOf: more.prefix(max(room, 0)))
    }
    line.bytes = unfolded[...]
  }

  private mutating func takePhysicalLine() -> ArraySlice<UInt8> {
    let rest = bytes[position...]
    let end =
      rest.firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? bytes.endIndex
    position = end
    number += 1
    skipLineEnd()
    return bytes[rest.startIndex..<end]
  }

  private mutating func skipLineEnd() {
    guard position < bytes.endIndex else { return }
    if bytes[position...].starts(with: [UInt8(ascii: "\r"), UInt8(ascii: "\n")]) {
      position += 2
    } else if bytes[position...].starts(
      with: [UInt8(ascii: "\r"), UInt8(ascii: "\r"), UInt8(ascii: "\n")])
    {
      position += 3
      hasOtherLineEnds = true
    } else {
      position += 1
      hasOtherLineEnds = true
    }
  }
}
