/// A feast of a calendar other than the Gregorian, whose dates can be computed ahead.
public struct Feast: Hashable, Sendable {
  /// The calendar in which the feast has a fixed day.
  public enum System: String, CaseIterable, Hashable, Sendable {
    /// Umm al-Qura; announced dates may be a day off either way.
    case islamic
    /// The Chinese lunisolar calendar; Korean dates may differ by a day in rare years.
    case chinese
    /// The Hebrew calendar.
    case hebrew
    /// The Solar Hijri calendar of Iran.
    case persian
  }

  /// The id, such as `eid-al-fitr`.
  public let id: String
  /// The calendar.
  public let system: System
  /// The month, from 1; in a Hebrew year from Tishri, Nisan being 8 in every year.
  public let month: Int
  /// The day of the month.
  public let day: Int

  /// All feasts, sorted by id.
  public static let all: [Feast] = [
    Feast("ashura", .islamic, 1, 10), Feast("buddhas-birthday", .chinese, 4, 8),
    Feast("chinese-new-year", .chinese, 1, 1), Feast("chung-yeung-festival", .chinese, 9, 9),
    Feast("chuseok", .chinese, 8, 15), Feast("day-of-arafah", .islamic, 12, 9),
    Feast("dragon-boat-festival", .chinese, 5, 5), Feast("eid-al-adha", .islamic, 12, 10),
    Feast("eid-al-fitr", .islamic, 10, 1), Feast("hanukkah", .hebrew, 3, 25),
    Feast("independence-day-of-israel", .hebrew, 9, 5), Feast("islamic-new-year", .islamic, 1, 1),
    Feast("mid-autumn-festival", .chinese, 8, 15), Feast("nowruz", .persian, 1, 1),
    Feast("pesach", .hebrew, 8, 15), Feast("prophets-birthday", .islamic, 3, 12),
    Feast("purim", .hebrew, 7, 14), Feast("ramadan", .islamic, 9, 1),
    Feast("rosh-hashanah", .hebrew, 1, 1), Feast("seollal", .chinese, 1, 1),
    Feast("shavuot", .hebrew, 10, 6), Feast("sizdah-bedar", .persian, 1, 13),
    Feast("sukkot", .hebrew, 1, 15), Feast("yom-kippur", .hebrew, 1, 10),
  ]

  private init(_ id: String, _ system: System, _ month: Int, _ day: Int) {
    self.id = id
    self.system = system
    self.month = month
    self.day = day
  }
}
