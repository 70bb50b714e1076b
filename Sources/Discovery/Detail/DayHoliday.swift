/// The holiday of a day, with the rule that made it.
public struct DayHoliday: Hashable, Sendable {
  /// Its name in the calendar's files, such as `christmas-day`.
  public var holidayID: String
  /// Its name for people.
  public var name: String
  /// Its category, such as `public`.
  public var category: String
  /// Whether it is the observed date of a holiday that falls on another.
  public var isObserved: Bool
  /// The calendar that it comes from.
  public var calendar: String
  /// The rule in words, such as `date 12-25`.
  public var rule: String
  /// Where the rule stands.
  public var origin: DayOrigin

  /// A holiday of all its parts.
  public init(
    holidayID: String, name: String, category: String, isObserved: Bool, calendar: String,
    rule: String, origin: DayOrigin
  ) {
    self.holidayID = holidayID
    self.name = name
    self.category = category
    self.isObserved = isObserved
    self.calendar = calendar
    self.rule = rule
    self.origin = origin
  }

  /// Writes the object: the members of a discovery answer's holiday, then the provenance.
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.name("holiday_id")
      json.string(holidayID)
      json.name("name")
      json.string(name)
      json.name("category")
      json.string(category)
      json.name("observed")
      json.bool(isObserved)
      json.name("calendar")
      json.string(calendar)
      json.name("rule")
      json.string(rule)
      json.name("origin")
      json.string(origin.description)
    }
  }
}
