/// What kind of day a holiday is; the order is that of the rows of one date.
public enum HolidayCategory: String, CaseIterable, Hashable, Sendable, Comparable {
  /// A public holiday by law.
  case `public`
  /// A day on which banks close.
  case bank
  /// A day on which public offices close.
  case government
  /// A day without school.
  case school
  /// A day that is a holiday for part of its hours.
  case halfDay = "half_day"
  /// A holiday of some communities or at the choice of the employer.
  case optional
  /// A day that is marked and not free.
  case observance
  /// A working day between a holiday and a weekend that many take off.
  case bridge
  /// A closure of one place.
  case venue

  /// By the order of the declaration.
  public static func < (lhs: HolidayCategory, rhs: HolidayCategory) -> Bool {
    lhs.rank < rhs.rank
  }

  /// Whether a place without a policy of its own is closed on such a day.
  public var closesByDefault: Bool { self == .public || self == .venue }

  private var rank: Int { HolidayCategory.allCases.firstIndex(of: self) ?? 0 }
}
