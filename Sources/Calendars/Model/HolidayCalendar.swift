public import Dates

/// A calendar as its file writes it, before its parents are taken into account.
public struct HolidayCalendar: Sendable {
  /// The observed rules of one name, of which the first in force applies.
  public struct NamedRule: Sendable {
    /// The name, by which holidays refer to the rules.
    public var name: Placed<String>
    /// At least one.
    public var rules: [ObservedRule]

    /// Rules under a name.
    public init(name: Placed<String>, rules: [ObservedRule]) {
      self.name = name
      self.rules = rules
    }
  }

  /// What a calendar's own holidays are unless they say otherwise.
  public struct Defaults: Sendable {
    /// The category; public when nil.
    public var category: HolidayCategory?
    /// The observed day; none when nil.
    public var observed: Placed<ObservedChoice>?

    /// Defaults that say nothing.
    public init() {}
  }

  /// ISO 3166-1 or 3166-2, `city/<slug>` or `venue/<slug>`.
  public var id: Placed<String>
  /// The calendars that it extends, applied left to right.
  public var parents: [Placed<String>] = []
  /// Paths of iCalendar feeds that count as parents after the others.
  public var feeds: [Placed<String>] = []
  /// What people call the calendar.
  public var title: LocalizedText?
  /// An IANA zone.
  public var timeZone: Placed<String>?
  /// The weekend; nil for that of the parents.
  public var weekend: Placed<Weekend>?
  /// BCP 47 tags, the default first.
  public var languages: [String] = []
  /// What the authority has published.
  public var coverage: Placed<DateBounds>?
  /// Where the rules and dates come from.
  public var sources: [String] = []
  /// In file order.
  public var observedRules: [NamedRule] = []
  /// What holds for its own holidays unless they say otherwise.
  public var defaults = Defaults()
  /// In file order.
  public var holidays: [HolidayEntry] = []
  /// Weekend days that are workdays.
  public var working: [Placed<LocalDate>] = []

  /// A calendar that says nothing yet.
  public init(id: Placed<String>) {
    self.id = id
  }

  /// The rules of that name which the calendar itself has.
  public func rules(named name: String) -> [ObservedRule]? {
    observedRules.first { $0.name.value == name }?.rules
  }
}
