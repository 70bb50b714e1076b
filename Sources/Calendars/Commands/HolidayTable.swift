public import Dates

/// The holidays of a calendar as `almanac calendar show` prints them.
public struct HolidayTable: Sendable {
  /// The rows, sorted by date, category and id.
  public let rows: [Holiday]

  /// The holidays of a calendar in a range.
  public init(_ calendar: ResolvedCalendar, in range: DateRange) {
    rows = calendar.holidays(in: range)
  }

  /// An array of objects with `date`, `holiday_id`, `name`, `category`, `observed`, `status` and
  /// `origin` (`file:line`), and after them what else is known of a row.
  public var json: JSON {
    .array(
      rows.map { row in
        .object([
          ("date", .string("\(row.date)")), ("holiday_id", .string(row.holidayID)),
          ("name", .string(row.name)), ("category", .string(row.category.rawValue)),
          ("observed", .bool(row.observed)), ("status", .string(row.status.rawValue)),
          ("origin", .string("\(row.origin)")), ("actual_date", .string("\(row.actualDate)")),
          ("calendar", .string(row.calendarID)), ("rule", .string(row.rule)),
          ("shift", .optional(row.shift)), ("open", .bool(row.open)),
          ("opens_at", .optional(row.opensAt?.description)),
          ("closes_at", .optional(row.closesAt?.description)),
        ])
      })
  }

  /// One line a row in columns: date, weekday, id, name, what is special, rule, shift and origin.
  public var text: String {
    let cells = rows.map { row in
      [
        "\(row.date) \(row.date.weekday.abbreviation)", row.holidayID, row.name,
        HolidayTable.remarks(on: row), row.rule + (row.shift.map { "; \($0)" } ?? ""),
        "\(row.origin)",
      ]
    }
    return TextColumns(cells).text
  }

  private static func remarks(on row: Holiday) -> String {
    var remarks = [row.category.rawValue]
    if row.observed { remarks.append("observed") }
    if row.status == .estimated { remarks.append("estimated") }
    if row.open { remarks.append("open") }
    if let opensAt = row.opensAt { remarks.append("opens \(opensAt)") }
    if let closesAt = row.closesAt { remarks.append("closes \(closesAt)") }
    return remarks.joined(separator: ", ")
  }
}
