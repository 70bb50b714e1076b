public import Dates

/// A recurrence rule together with the date from which it counts.
public struct Recurrence: Hashable, Sendable {
  /// The rule as written.
  public var text: String
  /// The rule.
  public var rule: RecurrenceRule
  /// DTSTART; a date of the recurrence only when it matches the rule.
  public var starts: LocalDate

  /// The rule `rule`, written as `text`, that counts from `starts`.
  public init(text: String, rule: RecurrenceRule, starts: LocalDate) {
    self.text = text
    self.rule = rule
    self.starts = starts
  }
}
