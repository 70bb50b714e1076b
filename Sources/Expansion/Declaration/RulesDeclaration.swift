import Calendars

/// The rules of one layer as its file writes them: the same keys in a job file itself and under
/// each of its countries, regions, cities, categories, venues and spaces.
struct RulesDeclaration: Sendable {
  var opening: Placed<OpeningDeclaration>?
  var holidays: Placed<[PlacedEntry<HolidaySelector, HolidayPolicy>]>?
  var prices: Placed<[Placed<PriceRuleDeclaration>]>?
  var noticeDays: Placed<Int>?
  var capacity: Placed<[Placed<CapacityRuleDeclaration>]>?
  var addOns: Placed<[PlacedEntry<String, ConditionDeclaration>]>?

  static let mapping = Mapping<RulesDeclaration>(
    "rules", "The rules of one layer; what it does not say is left to the layers before it.",
    empty: RulesDeclaration(),
    keys: [
      .optional(
        "opening", \.opening, .mapping(OpeningDeclaration.mapping),
        "When places are open: a week, seasons, and single dates."),
      .optional(
        "holidays", \.holidays, .entries(.holidaySelector, .holidayPolicy),
        "What holidays do, by category or by a holiday's id; an id decides before its category."),
      .optional(
        "prices", \.prices, .list(of: .mapping(PriceRuleDeclaration.mapping)),
        "Price rules, applied in this order after those of the layers before."),
      .optional(
        "notice_days", \.noticeDays, .integer(0...366),
        "How many days before its date a booking must be made; 0 for the same day."),
      .optional(
        "capacity", \.capacity, .list(of: .mapping(CapacityRuleDeclaration.mapping)),
        "What part of a space's capacity is offered; of the rules in force the last decides."),
      .optional(
        "add_ons", \.addOns, .entries(.text, .mapping(ConditionDeclaration.mapping)),
        "When an add-on is offered; one that is not named is offered always."),
    ])
}
