/// The codes of what can be wrong with a calendar, stable for scripts.
public enum CalendarCode: String, Sendable, CaseIterable {
  /// A holiday that nothing gives a date.
  case noDateKey = "E101"
  /// Two keys that both give dates.
  case twoDateKeys = "E102"
  /// Keys that only make sense together, or that exclude each other.
  case keysDisagree = "E103"
  /// `remove` of a holiday that no parent has.
  case removeUnknown = "E104"
  /// `open` of a holiday that no parent has.
  case openUnknown = "E105"
  /// A parent that does not exist.
  case unknownParent = "E106"
  /// A calendar that extends itself.
  case cycle = "E107"
  /// More than eight calendars in a chain.
  case tooDeep = "E108"
  /// Two files with one id.
  case duplicateCalendar = "E109"
  /// An observed rule that neither the calendar nor its parents have.
  case unknownObservedRule = "E110"
  /// A zone that the zone database does not have, or has in another case.
  case unknownZone = "E111"
  /// A city without a zone.
  case missingZone = "E112"
  /// An end before its start.
  case sinceAfterUntil = "E113"
  /// `offset_from` a holiday that the calendar does not have.
  case unknownOffset = "E114"
  /// Holidays that count from each other.
  case offsetCycle = "E115"
  /// `moved` from a date on which the holiday is not.
  case movedFromNowhere = "E117"
  /// A feed that was not supplied or could not be read.
  case missingFeed = "E118"
  /// A version of the grammar that this program does not know.
  case unknownSchema = "E119"
  /// A calendar id of another form.
  case badID = "E120"

  /// Parents that disagree about a holiday; the later wins.
  case parentsDisagree = "W101"
  /// An observed day more than a week from the actual one.
  case observedFarOff = "W102"
  /// A window that passes the end of what the authority has published.
  case coverageEnds = "W103"
  /// A table that ends before the window does.
  case tableEnds = "W104"
  /// `moved` into another year.
  case movedToOtherYear = "W105"
  /// `cancelled` of a date on which the holiday is not.
  case cancelledNothing = "W106"
  /// `added` of a date on which the holiday is anyway.
  case addedNothing = "W107"
  /// A recurrence rule about which something is doubtful.
  case doubtfulRecurrence = "W108"
  /// A weekend that leaves dates without one, or has two for a date.
  case weekendGap = "W110"
  /// A date that stands twice in a table.
  case repeatedDate = "W111"

  /// A holiday on 29 February.
  case leapDay = "N101"
  /// A fifth weekday that some years lack.
  case fifthWeekday = "N102"
  /// Two holidays of one category on one day.
  case sameDay = "N103"
}
