public import Calendars
import Dates
import Discovery

extension ExpandedCity {
  /// One object a date: `city`, `date`, `status`, `reason`, `holiday`, `origin` (the `file:line`
  /// that decides the status), `layer`, `hours`, `prices`, `below_notice`, `notice_days`,
  /// `capacity`, `closed_add_ons`, `scopes`, `values` (each with its origin and what it overrode)
  /// and `hash`.
  public var reportJSON: [JSON] {
    dated.map { date, day in
      let status = day.traces.first?.origin ?? .standard
      return .object([
        ("city", .string(city.slug)),
        ("date", .string("\(date)")),
        ("status", .string(day.status.rawValue)),
        ("reason", .optional(day.closedReason?.name)),
        ("holiday", day.holidayJSON),
        ("origin", .string(status.location?.description ?? status.layer)),
        ("layer", .string(status.layer)),
        ("hours", .optional(day.hours?.description)),
        ("prices", day.rulesJSON),
        ("below_notice", .bool(day.isBelowNotice)),
        ("notice_days", .integer(Int64(noticeDays))),
        ("capacity", .integer(Int64(day.capacityFactor))),
        ("closed_add_ons", .array(day.closedAddOns.map(JSON.string))),
        ("scopes", .array(day.scopes.map(\.reportJSON))),
        ("values", day.originsJSON),
        ("hash", .string(String(UInt64(bitPattern: day.hash), radix: 16))),
      ])
    }
  }

  /// The days for people: a line a date, then a line for each value with the layer and the line it
  /// comes from, and below it what it was decided over.
  public var reportText: String {
    ReportLine.text(
      of: dated.flatMap { date, day in
        [ReportLine("\(city.slug) \(date) \(date.weekday.abbreviation)  \(day.headline)")]
          + day.traces.flatMap { $0.lines(indent: "  ") }
          + day.scopes.flatMap { scope in
            [ReportLine("  \(scope.kind.rawValue) \(scope.key)\(scope.headline)")]
              + scope.traces.flatMap { $0.lines(indent: "    ") }
          }
      })
  }
}

/// A line of the report for people: a heading, or three columns.
private struct ReportLine {
  var columns: [String]

  init(_ columns: String...) {
    self.columns = columns
  }

  /// The lines, the columns of all of them under each other.
  static func text(of lines: [ReportLine]) -> String {
    let rows = lines.filter { $0.columns.count > 1 }
    let widths = (0..<2).map { column in rows.map { $0.columns[column].count }.max() ?? 0 }
    return lines.map { line in
      guard line.columns.count > 1 else { return line.columns[0] + "\n" }
      let padded = zip(line.columns, widths).map { text, width in
        text + String(repeating: " ", count: width - text.count)
      }
      return (padded + line.columns.dropFirst(2)).joined(separator: "  ") + "\n"
    }.joined()
  }
}

extension Day {
  /// `closed (closed-holiday): Christmas Day [public, date 12-25, us.yml:9]`.
  fileprivate var headline: String {
    let reason = closedReason.map { " (\($0.name))" } ?? ""
    let below = isBelowNotice ? ", below notice" : ""
    let named = holidays.map { holiday in
      let shift = holiday.shift.map { ", \($0)" } ?? ""
      return "\(holiday.name) [\(holiday.category.rawValue), \(holiday.rule)\(shift), "
        + "\(holiday.origin)]"
    }
    let holidays = named.isEmpty ? "" : ": \(named.joined(separator: "; "))"
    return "\(status.rawValue)\(reason)\(below)\(holidays)"
  }
}

extension DayScope {
  fileprivate var headline: String {
    guard let status else { return "" }
    return "  \(status.rawValue)\(closedReason.map { " (\($0.name))" } ?? "")"
  }

  fileprivate var reportJSON: JSON {
    .object([
      ("kind", .string(kind.rawValue)),
      ("key", .string(key)),
      ("status", .optional(status?.rawValue)),
      ("reason", .optional(closedReason?.name)),
      ("hours", .optional(hours?.description)),
      ("prices", rulesJSON),
      ("below_notice", isBelowNotice.map(JSON.bool) ?? .null),
      ("capacity", .optional(capacityFactor.map(Int.init))),
      ("closed_add_ons", closedAddOns.map { .array($0.map(JSON.string)) } ?? .null),
      ("values", originsJSON),
    ])
  }
}

extension Trace {
  /// The value and its origin, and what it was decided over below.
  fileprivate func lines(indent: String) -> [ReportLine] {
    let by = entry == subject || entry == "default" ? "" : " by \(entry)"
    return [ReportLine("\(indent)\(subject)", "\(value)\(by)", "\(origin)")]
      + overrode.map { ReportLine(indent, "  over \($0.value)", "\($0.origin)") }
  }
}
