extension EventReader {
  /// The UID, names and status of an event.
  mutating func details(of component: ICalendarComponent) -> ICalendarEvent.Details {
    let status = component.first("STATUS")?.text.uppercased()
    let uid = uid(of: component)
    for name in ["SUMMARY", "UID"] {
      guard let line = component.first(name) else { continue }
      check(line, uid)
    }
    return ICalendarEvent.Details(
      uid: uid, line: component.line,
      summary: component.first("SUMMARY").map { displayText($0.value) } ?? "",
      categories: component.all("CATEGORIES").flatMap { displayTexts($0.value) },
      isTentative: status == "TENTATIVE", isCancelled: status == "CANCELLED")
  }

  private mutating func check(_ line: ContentLine, _ uid: String) {
    if String(validating: line.value, as: UTF8.self) == nil {
      warn(
        .notUTF8, at: line.number, uid,
        "\(line.name) is not UTF-8; what cannot be read becomes U+FFFD")
    }
    if hasForbiddenScalars(line.text) {
      warn(
        .controlCharacters, at: line.number, uid,
        "control and direction characters are taken out of \(line.name)")
    }
  }

  /// The UID, or one made from what the event says.
  private mutating func uid(of component: ICalendarComponent) -> String {
    if let line = component.first("UID") {
      let uid = displayText(line.value)
      if !uid.isEmpty { return uid }
    }
    let names = ["DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "SUMMARY"]
    let lines = names.compactMap(component.first) + component.all("RRULE") + component.all("RDATE")
    let hash = lines.reduce(fnvOffset) { hash, line in
      fnv(line.value, fnv(Array(line.name.utf8)[...], hash))
    }
    let digits = String(hash, radix: 16)
    let uid = "almanac-" + String(repeating: "0", count: 16 - digits.count) + digits
    warn(.noUID, at: component.line, uid, "the event has no UID")
    return uid
  }
}

private let fnvOffset: UInt64 = 0xcbf2_9ce4_8422_2325

/// FNV-1a, 64 bits, of a zero byte and the bytes.
private func fnv(_ bytes: ArraySlice<UInt8>, _ hash: UInt64) -> UInt64 {
  bytes.reduce((hash ^ 0) &* 0x100_0000_01b3) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
}
