/// A day of the week; weeks start on Monday (ISO 8601).
public enum Weekday: Int, CaseIterable, Hashable, Comparable, Sendable, Codable {
  case monday = 1
  case tuesday, wednesday, thursday, friday, saturday, sunday

  /// Whether the left day comes earlier in the week.
  public static func < (lhs: Weekday, rhs: Weekday) -> Bool { lhs.rawValue < rhs.rawValue }

  /// The lower-case English name, such as `monday`.
  public var name: String { Weekday.names[rawValue - 1] }

  /// The first three letters of the name, such as `mon`.
  public var abbreviation: String { Weekday.abbreviations[rawValue - 1] }

  private static let names = allCases.map { String(describing: $0) }
  private static let abbreviations = names.map { String($0.prefix(3)) }

  /// The weekday with this English name or three-letter abbreviation, in any case; else nil.
  public init?(name: some StringProtocol) {
    let wanted = name.lowercased()
    guard
      let match = Weekday.allCases.first(where: { $0.name == wanted || $0.abbreviation == wanted })
    else { return nil }
    self = match
  }
}
