extension Composition {
  /// Reports an entry that needs a parent's holiday where no parent has one.
  mutating func reportOrphan(
    _ entry: HolidayEntry, of calendar: HolidayCalendar, _ ancestors: Set<String>
  ) -> Bool {
    let id = entry.id.value
    func hint() -> String? {
      guard diagnostics.count < Composition.hintLimit else { return nil }
      let known = drafts.map(\.entry.id.value)
        .filter { introducers[$0]?.contains { ancestors.contains($0) } ?? false }
      return Spelling.hint(for: id, among: known)
    }
    func report(_ code: CalendarCode, at location: SourceLocation, _ message: String) {
      diagnostics.append(
        Diagnostic(
          .error, code, at: location, message, hint: hint(), calendar: calendar.id.value,
          holiday: id))
    }
    if let remove = entry.remove, remove.value {
      report(
        .removeUnknown, at: remove.location,
        "'remove' names '\(id)', which no parent of \(calendar.id.value) has")
      return true
    }
    if let open = entry.open, open.value {
      report(
        .openUnknown, at: open.location,
        "'open' names '\(id)', which no parent of \(calendar.id.value) has")
      return true
    }
    guard entry.rule == nil, indexes[id] == nil else { return false }
    guard !entry.isFlawed else { return true }
    report(
      .noDateKey, at: entry.id.location,
      "holiday '\(id)' has no date key, and no parent of \(calendar.id.value) has it")
    return true
  }

  mutating func reportDisagreement(
    _ draft: HolidayDraft, _ entry: HolidayEntry, of calendar: HolidayCalendar
  ) {
    guard let mine = entry.rule, let other = draft.entry.rule, mine.value != other.value else {
      return
    }
    let child = chain.calendars.last { $0.parents.count + $0.feeds.count > 1 }
    let place = child?.parents.first { $0.value == calendar.id.value }?.location
    diagnostics.append(
      Diagnostic(
        .warning, CalendarCode.parentsDisagree,
        at: place ?? child?.parents.last?.location ?? mine.location,
        "\(draft.ruleCalendar) has '\(entry.id.value)' on \(other.value), \(calendar.id.value) on "
          + "\(mine.value); \(calendar.id.value) wins",
        hint: "give the holiday its date in the child", calendar: child?.id.value,
        holiday: entry.id.value))
  }

  mutating func reportUnknownRule(
    _ name: String, at location: SourceLocation, _ entry: HolidayEntry,
    of calendar: HolidayCalendar, _ ancestors: Set<String>
  ) {
    let known = ([calendar] + visible(ancestors)).flatMap { $0.observedRules.map(\.name.value) }
    diagnostics.append(
      Diagnostic(
        .error, CalendarCode.unknownObservedRule, at: location,
        "there is no observed rule '\(name)'",
        hint: Spelling.hint(for: name, among: known + ["none"]), calendar: calendar.id.value,
        holiday: entry.id.value))
  }

  /// A city must know when its days begin.
  mutating func checkZone() {
    guard let calendar = chain.calendars.last, calendar.id.value.hasPrefix("city/"),
      !chain.calendars.contains(where: { $0.timeZone != nil })
    else { return }
    diagnostics.append(
      Diagnostic(
        .error, CalendarCode.missingZone, at: calendar.id.location,
        "\(calendar.id.value) has no time zone, neither of its own nor from a parent",
        hint: "add 'time_zone: Europe/London', the IANA zone of the city",
        calendar: calendar.id.value))
  }

  mutating func checkOffsets() {
    for draft in drafts {
      guard let rule = draft.entry.rule, case .offset(let base, _) = rule.value else { continue }
      if indexes[base] == nil {
        let canHint = diagnostics.count < Composition.hintLimit
        diagnostics.append(
          Diagnostic(
            .error, CalendarCode.unknownOffset, at: rule.location,
            "'\(draft.entry.id.value)' counts from '\(base)', which \(draft.ruleCalendar) has not",
            hint: canHint ? Spelling.hint(for: base, among: indexes.keys) : nil,
            calendar: draft.ruleCalendar,
            holiday: draft.entry.id.value))
      } else if let path = offsetPath(from: draft.entry.id.value) {
        let line = path.joined(separator: " -> ")
        diagnostics.append(
          Diagnostic(
            .error, CalendarCode.offsetCycle, at: rule.location,
            path.first == path.last
              ? "holidays count from each other: \(line)"
              : "more than \(CalendarChain.depthLimit) holidays count one from another: \(line)",
            hint: "give one of them a date of its own", calendar: draft.ruleCalendar,
            holiday: draft.entry.id.value))
      }
    }
  }

  /// The holidays from which `id` counts, when it counts from itself or they are too many.
  private func offsetPath(from id: String) -> [String]? {
    var path = [id]
    while let last = path.last, let index = indexes[last],
      case .offset(let base, _) = drafts[index].entry.rule?.value
    {
      path.append(base)
      if base == id || path.count > CalendarChain.depthLimit { return path }
    }
    return nil
  }
}
