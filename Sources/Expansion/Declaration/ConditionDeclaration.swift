import Calendars

/// On which dates a rule holds: on those that meet every key that is given.
struct ConditionDeclaration: Sendable {
  var weekdays: Placed<WeekdaySet>?
  var dates: Placed<[Placed<DatePattern>]>?
  var holidays: Placed<[Placed<HolidaySelector>]>?
  var eveOf: Placed<[Placed<HolidaySelector>]>?
  var leadDays: Placed<LeadDays>?

  static let mapping = Mapping<ConditionDeclaration>(
    "condition", "On which dates something holds: those that meet every key given; all when none.",
    empty: ConditionDeclaration(), keys: keys)

  static let keys: [Key<ConditionDeclaration>] = [
    .optional("weekdays", \.weekdays, .weekdays, "Only on these weekdays: mon-fri, [sat, sun]."),
    .optional(
      "dates", \.dates, .oneOrList(of: .datePattern),
      "Only on these dates or ranges, once (2026-12-20..2027-01-05) or each year (12-20..01-05)."),
    .optional(
      "holidays", \.holidays, .oneOrList(of: .holidaySelector),
      "Only on holidays of these categories or ids; any stands for all."),
    .optional(
      "eve_of", \.eveOf, .oneOrList(of: .holidaySelector),
      "Only on the day before such a holiday."),
    .optional(
      "lead_days", \.leadDays, .leadDays,
      "Only so many city days ahead of today: 0..2, or 14.. without an end."),
  ]
}

/// One price rule as its file writes it.
struct PriceRuleDeclaration: Sendable {
  var name: Placed<String>?
  var condition = ConditionDeclaration()
  var change: Placed<PriceChange>?
  var add: Placed<PriceChange>?
  var remove: Placed<Bool>?

  static let mapping = Mapping<PriceRuleDeclaration>(
    "price_rule", "A rule that changes prices on the dates that meet every condition given.",
    empty: PriceRuleDeclaration(),
    keys: [
      .required(
        "name", \.name, .text,
        "What explanations call the rule; a later layer's rule of this name takes its place.")
    ] + ConditionDeclaration.keys.map { $0.within(\.condition) } + [
      .optional("change", \.change, .percentChange, "The change in percent: +20%, -12.5%."),
      .optional("add", \.add, .amountChange, "A fixed amount in minor units; negative to deduct."),
      .optional("remove", \.remove, .flag, "true drops the rule of this name."),
    ],
    check: { rule, given, reading in
      let changes = given.intersection(["change", "add"]).count
      let removes = rule.value.remove?.value == true
      guard changes != (removes ? 0 : 1) else { return }
      reading.error(
        ExpansionCode.noSingleChange, at: rule.value.name?.location ?? rule.location,
        removes
          ? "a rule that is removed changes no price"
          : "a price rule has exactly one of 'change' and 'add'",
        hint: removes ? "delete 'remove' or the change" : "change: +20%, or add: 500")
    })
}

/// What part of a space's capacity is offered, and when.
struct CapacityRuleDeclaration: Sendable {
  var name: Placed<String>?
  var condition = ConditionDeclaration()
  var factor: Placed<Int>?

  static let mapping = Mapping<CapacityRuleDeclaration>(
    "capacity_rule", "What part of a space's capacity is offered on the dates that meet the rule.",
    empty: CapacityRuleDeclaration(),
    keys: [.required("name", \.name, .text, "What explanations call the rule.")]
      + ConditionDeclaration.keys.map { $0.within(\.condition) } + [
        .required(
          "factor", \.factor, .percentage(through: 100_000),
          "The part of the capacity, rounded down: 50%.")
      ])
}
