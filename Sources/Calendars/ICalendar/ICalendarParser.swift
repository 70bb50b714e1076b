/// Reads the bytes of an .ics file into its components; throws when the shape is broken.
struct ICalendarParser {
  private let limits: ICalendarLimits
  private let file: String
  private(set) var findings: ICalendarFindings
  private(set) var objects: [ICalendarObject] = []
  private var stack: [ICalendarComponent] = []
  private var eventCount = 0
  private var zoneCount = 0
  private var reportedOutside = false

  init(file: String, limits: ICalendarLimits) {
    self.file = file
    self.limits = limits
    findings = ICalendarFindings(file: file, limit: limits.findings)
  }

  mutating func read(_ bytes: [UInt8]) throws(Diagnostic) {
    guard bytes.count <= limits.fileBytes else {
      throw rejection(.fileTooLarge, 1, "the file has more than \(limits.fileBytes) bytes")
    }
    let text = try checkEncoding(bytes)
    var reader = ContentLineReader(text, limit: limits.lineBytes)
    var lastLine = 1
    while let line = reader.next() {
      lastLine = line.number
      try read(line)
    }
    if let open = stack.last {
      throw rejection(
        .truncated, lastLine,
        "the file ends inside the \(shortened(open.name)) that begins on line \(open.line)")
    }
    if objects.isEmpty { throw rejection(.empty, 1, "the file is empty") }
    if reader.hasOtherLineEnds {
      findings.warn(.lineEnds, line: 1, "lines do not all end with CR LF")
    }
  }

  /// The bytes after one byte order mark.
  private mutating func checkEncoding(_ bytes: [UInt8]) throws(Diagnostic) -> ArraySlice<UInt8> {
    let marks: [([UInt8], String)] = [
      ([0xFF, 0xFE, 0, 0], "UTF-32"), ([0, 0, 0xFE, 0xFF], "UTF-32"),
      ([0xFF, 0xFE], "UTF-16 (little endian)"), ([0xFE, 0xFF], "UTF-16 (big endian)"),
      ([0x42, 0, 0x45, 0], "UTF-16 (little endian)"), ([0, 0x42, 0, 0x45], "UTF-16 (big endian)"),
    ]
    if let (_, name) = marks.first(where: { bytes.starts(with: $0.0) }) {
      throw rejection(.encoding, 1, "the file is \(name), not UTF-8")
    }
    guard bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { return bytes[...] }
    findings.warn(.byteOrderMark, line: 1, "the file begins with a byte order mark")
    return bytes.dropFirst(3)
  }

  private mutating func read(_ line: ContentLineReader.Line) throws(Diagnostic) {
    let name = ContentLine.name(of: line.bytes)
    let isBoundary = name == "BEGIN" || name == "END"
    guard isBoundary || !stack.isEmpty else {
      try readOutside(line)
      return
    }
    guard isBoundary || stack.last.map({ ICalendarComponent.isRead(name, in: $0.name) }) == true
    else {
      reportNonProperty(line)
      return
    }
    if line.isTooLong {
      give(up: line, name, .lineTooLong, "has more than \(limits.lineBytes) bytes")
      return
    }
    do {
      let content = try ContentLine(line.bytes, number: line.number)
      switch name {
      case "BEGIN": try begin(upperCased(content), line.number)
      case "END": try end(upperCased(content), line.number)
      default: keep(content)
      }
    } catch let fault as ContentLine.Fault {
      guard !isBoundary else {
        throw rejection(.structure, line.number, "the \(name) line \(fault)")
      }
      give(up: line, name, .badLine, fault.description)
    } catch let rejection as Diagnostic {
      throw rejection
    } catch {
      throw rejection(.structure, line.number, "the line cannot be read")
    }
  }

  private mutating func readOutside(_ line: ContentLineReader.Line) throws(Diagnostic) {
    guard !objects.isEmpty else {
      throw rejection(
        .notCalendar, line.number,
        "'\(shortened(String(decoding: line.bytes.prefix(60), as: UTF8.self)))' stands where "
          + "BEGIN:VCALENDAR is expected")
    }
    if "BEGIN:VCALENDAR".utf8.starts(with: line.bytes) {
      throw rejection(.truncated, line.number, "the file ends inside BEGIN:VCALENDAR")
    }
    if !reportedOutside {
      findings.warn(.outside, line: line.number, "text outside BEGIN:VCALENDAR is ignored")
    }
    reportedOutside = true
  }

  /// Reports a line of an event that is no content line at all; other lines are not read.
  private mutating func reportNonProperty(_ line: ContentLineReader.Line) {
    guard stack.last?.name == "VEVENT", !line.isTooLong else { return }
    do {
      _ = try ContentLine(line.bytes, number: line.number)
    } catch {
      findings.warn(.ignoredLine, line: line.number, "\(error.description); the line is ignored")
    }
  }

  /// Reports a line that cannot be read, and marks its component when dates depend on it.
  private mutating func give(
    up line: ContentLineReader.Line, _ name: String, _ code: ICalendarCode, _ reason: String
  ) {
    findings.warn(code, line: line.number, "the \(name) line \(reason)")
    guard let top = stack.indices.last else { return }
    let isEvent = stack[top].name == "VEVENT"
    if isEvent ? ICalendarComponent.decidesDates(name) : stack[top].name != "VCALENDAR",
      stack[top].fault == nil
    {
      stack[top].fault = (line.number, code, name)
    }
  }

  private mutating func keep(_ line: ContentLine) {
    let top = stack.count - 1
    guard let first = stack[top].keep(line),
      first.value != line.value || first.parameters != line.parameters
    else { return }
    findings.warn(
      .repeatedProperty, line: line.number,
      "\(line.name) is given twice; the one on line \(first.number) counts")
    if ICalendarComponent.decidesDates(line.name), stack[top].fault == nil {
      stack[top].fault = (line.number, .repeatedProperty, line.name)
    }
  }

  private mutating func begin(_ name: String, _ line: Int) throws(Diagnostic) {
    guard !name.isEmpty else { throw rejection(.structure, line, "BEGIN names no component") }
    if stack.isEmpty {
      guard name == "VCALENDAR" else {
        throw rejection(
          objects.isEmpty ? .notCalendar : .structure, line,
          "BEGIN:\(shortened(name)) stands outside a VCALENDAR")
      }
      objects.append(ICalendarObject())
    }
    guard stack.count < limits.depth else {
      throw rejection(.tooDeep, line, "components are nested more than \(limits.depth) deep")
    }
    if let open = stack.first(where: { $0.name == name && name.hasPrefix("V") }) {
      throw rejection(
        .structure, line,
        "\(shortened(name)) begins inside the \(shortened(name)) of line \(open.line), "
          + "which has no END")
    }
    try count(name, line)
    stack.append(ICalendarComponent(name: name, line: line))
  }

  private mutating func count(_ name: String, _ line: Int) throws(Diagnostic) {
    if name == "VEVENT" { eventCount += 1 }
    if name == "VTIMEZONE" { zoneCount += 1 }
    guard eventCount <= limits.events else {
      throw rejection(.tooManyEvents, line, "the file has more than \(limits.events) events")
    }
    guard zoneCount <= limits.zones else {
      throw rejection(.tooManyZones, line, "the file has more than \(limits.zones) zones")
    }
  }

  private mutating func end(_ name: String, _ line: Int) throws(Diagnostic) {
    guard let component = stack.popLast() else {
      throw rejection(.structure, line, "END:\(shortened(name)) has no BEGIN")
    }
    guard component.name == name else {
      throw rejection(
        .structure, line,
        "END:\(shortened(name)) stands where END:\(shortened(component.name)) is expected")
    }
    close(component)
  }

  private mutating func close(_ component: ICalendarComponent) {
    let last = objects.count - 1
    switch (component.name, stack.last?.name) {
    case ("VCALENDAR", _):
      objects[last].name = component.first("X-WR-CALNAME").map { displayText($0.value) }
      objects[last].zone = component.first("X-WR-TIMEZONE")?.text
    case ("VEVENT", "VCALENDAR"): objects[last].events.append(component)
    case ("VTIMEZONE", "VCALENDAR"): objects[last].zones.append(component)
    case ("STANDARD", "VTIMEZONE"), ("DAYLIGHT", "VTIMEZONE"):
      stack[stack.count - 1].children.append(component)
    default: break
    }
  }

  private func upperCased(_ line: ContentLine) -> String {
    String(decoding: line.value.map(upperCasedByte), as: UTF8.self)
  }

  private func rejection(_ code: ICalendarCode, _ line: Int, _ message: String) -> Diagnostic {
    findings.finding(.error, code, line: line, message)
  }
}

extension ContentLine.Fault: CustomStringConvertible {
  /// What is wrong, as the end of a sentence about a line.
  var description: String {
    switch self {
    case .noName: "has no property name"
    case .noColon: "has no colon"
    case .openQuote: "has a quote that is not closed"
    case .badParameter: "has a parameter that is not NAME=VALUE"
    }
  }
}
