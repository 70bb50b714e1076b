public import Calendars
import Dates
import Discovery

extension Day {
  /// What the hash is of: all that affects results or that readers see, and by which entries it
  /// came to be, without the lines on which they stand. Members are sorted; there is no clock in it.
  public var canonicalJSON: JSON {
    .object([
      ("below_notice", .bool(isBelowNotice)),
      ("capacity", .integer(Int64(capacityFactor))),
      ("closed_add_ons", .array(closedAddOns.map(JSON.string))),
      ("closed_reason", .optional(closedReason?.name)),
      ("entries", traces.entries),
      ("holidays", .array(holidays.map(\.canonicalJSON))),
      ("hours", .optional(hours?.description)),
      ("prices", .array(prices.map(\.canonicalJSON))),
      ("scopes", .array(scopes.map(\.canonicalJSON))),
      ("status", .string(status.rawValue)),
    ])
  }

  var contentHash: Int64 { StableHash.hash(Array(canonicalJSON.compact.utf8)) }

  /// Where each value comes from, as stored beside the day: an array of `{subject, value, entry,
  /// layer, file, line, overrode: [{value, layer, file, line}]}`.
  public var originsJSON: JSON { .array(traces.map(\.json)) }

  /// The price rules in order, as stored beside the day: an array of `{name, basis_points,
  /// add_minor, layer, file, line}`.
  public var rulesJSON: JSON { .array(prices.map(\.json)) }

  /// The holiday that a reader is told of, as stored beside the day, or null.
  public var holidayJSON: JSON { holiday?.dayJSON ?? .null }
}

extension DayScope {
  var canonicalJSON: JSON {
    .object([
      ("below_notice", isBelowNotice.map(JSON.bool) ?? .null),
      ("capacity", .optional(capacityFactor.map(Int.init))),
      ("closed_add_ons", closedAddOns.map { .array($0.map(JSON.string)) } ?? .null),
      ("closed_reason", .optional(closedReason?.name)),
      ("entries", traces.entries),
      ("hours", .optional(hours?.description)),
      ("key", .string(key)),
      ("kind", .string(kind.rawValue)),
      ("prices", .array(prices.map(\.canonicalJSON))),
      ("status", .optional(status?.rawValue)),
    ])
  }

  /// Where each value comes from, in the form of `Day.originsJSON`.
  public var originsJSON: JSON { .array(traces.map(\.json)) }

  /// The scope's price rules in order, in the form of `Day.rulesJSON`.
  public var rulesJSON: JSON { .array(prices.map(\.json)) }
}

extension [Trace] {
  /// The entries and layers that decide, but for the notice, which `below_notice` tells.
  fileprivate var entries: JSON {
    .array(
      filter { $0.subject != "notice_days" }.map { trace in
        .string("\(trace.subject): \(trace.entry), \(trace.origin.layer)")
      })
  }
}

extension PriceRule {
  fileprivate var canonicalJSON: JSON {
    .array([
      .string(name), .integer(Int64(step.basisPoints)), .integer(step.addMinor),
    ])
  }

  fileprivate var json: JSON {
    .object(
      [
        ("name", .string(name)), ("basis_points", .integer(Int64(step.basisPoints))),
        ("add_minor", .integer(step.addMinor)),
      ] + origin.members)
  }
}

extension [Holiday] {
  /// The stable hash of the holidays, without the lines on which they stand; 0 when there are none.
  var contentHash: Int64 {
    guard !isEmpty else { return 0 }
    let json = JSON.array(map(\.canonicalJSON)).compact
    return StableHash.hash([UInt8](json.utf8))
  }
}

extension Holiday {
  fileprivate var canonicalJSON: JSON {
    .object([
      ("calendar", .string(calendarID)),
      ("category", .string(category.rawValue)),
      ("date", .string("\(date)")),
      ("id", .string(holidayID)),
      ("name", .string(name)),
      ("observed", .bool(observed)),
      ("rule", .string(rule)),
      ("shift", .optional(shift)),
      ("status", .string(status.rawValue)),
    ])
  }

  /// The holiday as stored beside a day: `date`, `holiday_id`, `name`, `category`, `observed`,
  /// `status`, `calendar`, `rule`, `shift`, `file` and `line`.
  public var dayJSON: JSON {
    .object([
      ("date", .string("\(date)")),
      ("holiday_id", .string(holidayID)),
      ("name", .string(name)),
      ("category", .string(category.rawValue)),
      ("observed", .bool(observed)),
      ("status", .string(status.rawValue)),
      ("calendar", .string(calendarID)),
      ("rule", .string(rule)),
      ("shift", .optional(shift)),
      ("file", .string(origin.file)),
      ("line", .integer(Int64(origin.line))),
    ])
  }
}

extension Trace {
  /// The trace as an object.
  public var json: JSON {
    .object(
      [("subject", .string(subject)), ("value", .string(value)), ("entry", .string(entry))]
        + origin.members + [
          (
            "overrode",
            .array(overrode.map { .object([("value", .string($0.value))] + $0.origin.members) })
          )
        ])
  }
}

extension Origin {
  fileprivate var members: [(String, JSON)] {
    [
      ("layer", .string(layer)), ("file", .optional(location?.file)),
      ("line", .optional(location?.line)),
    ]
  }
}
