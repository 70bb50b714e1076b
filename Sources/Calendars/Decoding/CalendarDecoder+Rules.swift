import Dates

extension CalendarDecoder {
  /// Sets what gives the dates, and reports a second date key.
  mutating func setRule(of entry: inout HolidayEntry, from holiday: WrittenHoliday) {
    let id = entry.id.value
    var found: [(key: String, rule: Placed<HolidayRule?>)] = []
    func add<Value>(
      _ key: String, _ written: Placed<Attempt<Value>>?, _ rule: (Value) -> HolidayRule?
    ) {
      guard let written else { return }
      found.append((key, written.map { $0.value.flatMap(rule) }))
    }
    add("date", holiday.date) { .date($0) }
    add("weekday", holiday.weekday) { .weekday($0) }
    add("easter", holiday.easter) { .easter($0) }
    add("orthodox_easter", holiday.orthodoxEaster) { .orthodoxEaster($0) }
    add("dates", holiday.dates) { .dates($0.map(\.value)) }
    add("rrule", holiday.rrule) { written in
      holiday.starts.map {
        .recurrence(Recurrence(text: written.text, rule: written.rule, starts: $0.value))
      }
    }
    add("offset_from", holiday.offset) { written in
      guard let base = written.holiday, let days = written.days else { return nil }
      return .offset(from: base.value, days: days.value)
    }
    add("between", holiday.between) { .between($0) }
    found.sort { $0.rule.location < $1.rule.location }
    if found.count > 1, let second = found.dropFirst().first, let first = found.first {
      report(
        .error, .twoDateKeys, at: second.rule.location,
        "'\(id)' has two date keys, '\(first.key)' and '\(second.key)'",
        hint: "keep one; a holiday that fell otherwise in the past has an id of its own",
        holiday: id)
    }
    if let first = found.first {
      entry.rule = first.rule.value.map { Placed($0, at: first.rule.location) }
    }
    entry.tablePlaces = (holiday.dates?.value.value ?? []).map(\.location)
    checkRecurrence(holiday, holidayID: id)
    checkTable(holiday, holidayID: id)
  }

  private mutating func checkRecurrence(_ holiday: WrittenHoliday, holidayID: String) {
    if let rrule = holiday.rrule, holiday.starts == nil {
      report(
        .error, .keysDisagree, at: rrule.location, "'rrule' needs 'starts'",
        hint: "add 'starts: YYYY-MM-DD', the date from which the rule counts", holiday: holidayID)
    }
    if let starts = holiday.starts, holiday.rrule == nil {
      report(
        .error, .keysDisagree, at: starts.location, "'starts' needs 'rrule'",
        hint: "'since' is the first date of any other rule", holiday: holidayID)
    }
    guard let rrule = holiday.rrule, let written = rrule.value.value, let starts = holiday.starts
    else { return }
    var doubts = written.warnings + written.rule.warnings(starting: starts.value)
    doubts = doubts.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    for doubt in doubts {
      report(
        .warning, .doubtfulRecurrence, at: rrule.location, "\(doubt)", hint: nil,
        holiday: holidayID)
    }
    let first = written.rule.occurrences(
      starting: starts.value, in: DateRange(first: starts.value, days: 1))
    if first.dates.isEmpty {
      report(
        .warning, .doubtfulRecurrence, at: starts.location,
        "the rule does not fall on \(starts.value), on which it starts; that day is not included",
        hint: "name it under 'added' if it is meant", holiday: holidayID)
    }
  }

  private mutating func checkTable(_ holiday: WrittenHoliday, holidayID: String) {
    var seen: Set<LocalDate> = []
    for date in holiday.dates?.value.value ?? [] where !seen.insert(date.value.on).inserted {
      report(
        .warning, .repeatedDate, at: date.location, "\(date.value.on) stands twice in the table",
        hint: "delete one of the two", holiday: holidayID)
    }
  }

  /// Reports what keys of an entry say against each other.
  mutating func check(_ entry: HolidayEntry) {
    let id = entry.id.value
    if let closes = entry.closesAt, let opens = entry.opensAt, closes.value <= opens.value {
      report(
        .error, .keysDisagree, at: closes.location,
        "the half day closes at \(closes.value), before it opens at \(opens.value)",
        hint: "exchange the two times", holiday: id)
    }
    if entry.remove?.value == true, let remove = entry.remove,
      entry.rule != nil || entry.open?.value == true
    {
      report(
        .error, .keysDisagree, at: remove.location,
        "'\(id)' is removed and has other keys as well",
        hint: "'remove: true' stands alone", holiday: id)
    }
    if let rule = entry.rule, case .date(let day) = rule.value, day.isLeapDay {
      report(
        .note, .leapDay, at: rule.location, "02-29 exists in leap years only",
        hint: "use 'weekday' or another day if it is meant for every year", holiday: id)
    }
    if let only = entry.onlyOn, let not = entry.notOn,
      only.value.weekdays.allSatisfy(not.value.contains)
    {
      report(
        .error, .keysDisagree, at: not.location,
        "'only_on' and 'not_on' leave '\(id)' no weekday", hint: "delete one of the two",
        holiday: id)
    }
  }
}
