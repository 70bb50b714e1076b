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
    dated.map { date, day in
      let head =
        ["\(city.slug) \(date) \(date.weekday.abbreviation)", day.headline].joined(separator: "  ")
      let scopes = day.scopes.flatMap { scope in
        ["  \(scope.kind.rawValue) \(scope.key)\(scope.headline)"]
          + scope.traces.flatMap { $0.lines(indent: "    ") }
      }
      return ([head] + day.traces.flatMap { $0.lines(indent: "  ") } + scopes)
        .joined(separator: "\n") + "\n"
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
  /// The value and its origin in columns, and what it was decided over below.
  fileprivate func lines(indent: String) -> [String] {
    let by = entry == subject || entry == "default" ? "" : " by \(entry)"
    let head = "\(indent)\(column(subject, 24)) \(column("\(value)\(by)", 44)) \(origin)"
    return [head]
      + overrode.map {
        "\(indent)\(column("", 24)) \(column("  over \($0.value)", 44)) \($0.origin)"
      }
  }

  private func column(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
