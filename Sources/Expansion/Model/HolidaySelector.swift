public import Calendars

/// Which holidays a rule means.
public enum HolidaySelector: Hashable, Sendable {
  /// Every holiday of the calendar.
  case any
  /// Those of a category.
  case category(HolidayCategory)
  /// The one with this id.
  case holiday(String)

  /// Whether the rule means the holiday.
  func matches(_ holiday: Holiday) -> Bool {
    switch self {
    case .any: true
    case .category(let category): holiday.category == category
    case .holiday(let id): holiday.holidayID == id
    }
  }
}

extension HolidaySelector: CustomStringConvertible {
  /// The selector as job files write it.
  public var description: String {
    switch self {
    case .any: "any"
    case .category(let category): category.rawValue
    case .holiday(let id): id
    }
  }
}

extension Shape where Value == HolidaySelector {
  /// A category of holidays, a holiday's id, or `any`.
  static var holidaySelector: Shape {
    Shape<String>.scalar(
      "a category of holidays or a holiday's id",
      pattern: "^[a-z0-9]+([-_][a-z0-9]+)*$",
      examples: ["any"] + HolidayCategory.allCases.map(\.rawValue)
    ) { text throws(Malformed) in
      let isName = text.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || "-_".utf8.contains(byte)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      }
      guard isName, !text.isEmpty else {
        throw Malformed(
          "is no category and no id of a holiday",
          hint: Spelling.hint(
            for: text, among: ["any"] + HolidayCategory.allCases.map(\.rawValue)))
      }
      return text
    }.map { name, _ in
      if name.value == "any" { return .any }
      return HolidayCategory(rawValue: name.value).map(HolidaySelector.category)
        ?? .holiday(name.value)
    }
  }
}
