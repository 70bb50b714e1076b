/// The codes of errors of job files.
public enum ExpansionCode: String, Sendable, CaseIterable {
  /// `extends` names a file that is not there.
  case unknownParent = "E201"
  /// A job file that extends itself, directly or through others.
  case cycle = "E202"
  /// A chain of job files longer than is followed.
  case tooDeep = "E203"
  /// A price rule without exactly one of `change` and `add`.
  case noSingleChange = "E204"
  /// A name that two entries of one layer bear.
  case nameTwice = "E205"
  /// A removal of what no earlier layer has.
  case nothingToRemove = "E206"
  /// A weekday that two entries of one week speak for.
  case weekdayTwice = "E207"
  /// A city that there is not.
  case unknownCity = "E208"
  /// A city whose time zone or currency is unknown.
  case badCity = "E209"
  /// A city without a calendar.
  case noCalendar = "E210"
  /// A holiday that no calendar has.
  case unknownHoliday = "E211"
  /// A scope that redefines a rule of its city.
  case scopeReplaces = "E212"
  /// A layer that no city belongs to.
  case unusedLayer = "E213"
  /// A half day whose calendar does not say when it ends.
  case halfDayWithoutHours = "E214"
  /// Two settings that contradict each other.
  case contradiction = "E215"
  /// A form of job files that this program does not know.
  case unknownSchema = "E216"
  /// A feed that the job does not let anyone fetch.
  case feedNotAllowed = "E217"
  /// A step of a run that comes after the one for which it is done.
  case stepOrder = "E218"
  /// The cities are not known: no database can be read.
  case citiesNotChecked = "E219"
}
