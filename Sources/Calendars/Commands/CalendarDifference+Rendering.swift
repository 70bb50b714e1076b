import Dates

extension CalendarDifference {
  /// An object with `changes`, `weekends` and `missing`.
  public var json: JSON {
    .object([
      (
        "changes",
        .array(
          changes.map { change in
            .object([
              ("calendar", .string(change.calendar)),
              ("date", .optional(change.date?.description)),
              ("holiday_id", .optional((change.after ?? change.before)?.holidayID)),
              ("change", .string(change.kind)), ("before", .optional(change.before?.summary)),
              ("after", .optional(change.after?.summary)),
            ])
          })
      ),
      (
        "weekends",
        .array(
          workdayChanges.map { change in
            .object([
              ("calendar", .string(change.calendar)), ("date", .string("\(change.date)")),
              ("was_weekend", .bool(change.wasWeekend)), ("is_weekend", .bool(change.isWeekend)),
            ])
          })
      ),
      ("missing", .array(missing.map(JSON.string))),
    ])
  }

  /// A heading a calendar, then a line a change: `+` new, `-` gone, `~` different.
  public var text: String {
    let ids = Set(changes.map(\.calendar) + workdayChanges.map(\.calendar)).sorted()
    var text = missing.map { "\($0): not in both, or with errors\n" }.joined()
    for id in ids {
      text += "\(id)\n"
      for change in changes where change.calendar == id { text += change.lines }
      for change in workdayChanges where change.calendar == id {
        text +=
          "  ~ \(change.date) \(change.isWeekend ? "becomes a weekend day" : "becomes a workday")\n"
      }
    }
    return text.isEmpty ? "no day changes\n" : text
  }
}

extension CalendarDifference.Change {
  var kind: String {
    before == nil ? "added" : after == nil ? "removed" : "changed"
  }

  var lines: String {
    switch (before, after) {
    case (nil, let after?):
      "  + \(after.date) \(after.date.weekday.abbreviation) \(after.summary)\n"
    case (let before?, nil):
      "  - \(before.date) \(before.date.weekday.abbreviation) \(before.summary)\n"
    case (let before?, let after?):
      "  ~ \(after.date) \(after.date.weekday.abbreviation) \(before.summary)\n"
        + "    becomes        \(after.summary)\n"
    case (nil, nil): ""
    }
  }
}

extension Holiday {
  /// What people notice of a row, without its date.
  var summary: String {
    var parts = [holidayID, "'\(name)'", category.rawValue]
    if observed { parts.append("observed for \(actualDate)") }
    parts.append(status.rawValue)
    if open { parts.append("open") }
    if let opensAt { parts.append("opens \(opensAt)") }
    if let closesAt { parts.append("closes \(closesAt)") }
    parts.append("by \(rule)")
    if let shift { parts.append("(\(shift))") }
    return parts.joined(separator: " ")
  }
}
