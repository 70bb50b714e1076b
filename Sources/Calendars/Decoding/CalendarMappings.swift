import Dates

extension Mapping where Root == WrittenTableDate {
  static var tableDate: Mapping {
    Mapping(
      "table_date", "A date of a table, with its status.", empty: WrittenTableDate(),
      keys: [
        .required("on", \.on, .date, "The date."),
        .optional("status", \.status, .choice(), "How certain the date is."),
      ])
  }
}

extension Mapping where Root == WrittenPeriod {
  static var weekendPeriod: Mapping {
    Mapping(
      "weekend_period", "The weekend during a span of dates.", empty: WrittenPeriod(),
      keys: [
        .required("days", \.days, .weekdays, "The weekend days."),
        .optional("from", \.from, .date, "The first date on which they hold."),
        .optional("through", \.through, .date, "The last date on which they hold."),
      ])
  }
}

extension Mapping where Root == WrittenBounds {
  static var coverage: Mapping {
    Mapping(
      "coverage", "What the authority has published.", empty: WrittenBounds(),
      keys: [
        .optional("from", \.from, .date, "The first date."),
        .optional("through", \.through, .date, "The last date; later dates are estimated."),
      ])
  }
}

extension Mapping where Root == WrittenDefaults {
  static var defaults: Mapping {
    Mapping(
      "defaults", "What this calendar's own holidays are unless they say otherwise.",
      empty: WrittenDefaults(),
      keys: [
        .optional("category", \.category, .choice(), "The category; public when left out."),
        .optional("observed", \.observed, .observed, "The observed rule; none when left out."),
      ])
  }
}

extension Mapping where Root == WrittenObservedRule {
  static var observedRule: Mapping {
    Mapping(
      "observed_rule", "Where a holiday goes that falls on a day that is free anyway.",
      empty: WrittenObservedRule(),
      keys: [
        .optional(
          "if", \.condition, .observedCondition,
          "The weekdays on which it moves, and 'holiday' for a day that is one already."),
        .optional("use", \.use, Shape.choice().attempted, "Where the observed day is looked for."),
        .optional(
          "shift", \.shift, .entries(.weekday, .integer(-31...31)),
          "Instead of if and use: days to move by, for each weekday on which it moves."),
        .optional(
          "keep_actual", \.keepActual, .flag,
          "Whether the actual date stays a holiday as well; false when left out."),
        .optional("since", \.since, .date, "The first actual date to which the rule applies."),
        .optional("until", \.until, .date, "The last actual date to which the rule applies."),
      ])
  }
}

extension Mapping where Root == WrittenOffset {
  static var offset: Mapping {
    Mapping(
      "offset", "Days counted from another holiday.", empty: WrittenOffset(),
      keys: [
        .required("holiday", \.holiday, .slug, "The id of the other holiday."),
        .required(
          "days", \.days, .integer(-366...366), "How many days later; earlier if negative."),
      ])
  }
}

extension Mapping where Root == WrittenCycle {
  static var cycle: Mapping {
    Mapping(
      "cycle", "Every how many years.", empty: WrittenCycle(),
      keys: [
        .required("years", \.years, .integer(1...1000), "The length of the cycle."),
        .required("from", \.from, .integer(1...9999), "The first year."),
      ])
  }
}

extension Mapping where Root == WrittenHoliday {
  static var holiday: Mapping {
    Mapping(
      "holiday", "A holiday: exactly one date key, or a change to a parent's holiday.",
      empty: WrittenHoliday(), keys: dateKeys + modifierKeys)
  }

  private static var dateKeys: [Key<WrittenHoliday>] {
    [
      .optional("date", \.date, Shape.monthDay.attempted, "The same day each year, MM-DD."),
      .optional("weekday", \.weekday, Shape.weekdayPhrase.attempted, "A weekday of each year."),
      .optional(
        "easter", \.easter, Shape.integer(-366...366).attempted, "Days from Easter Sunday."),
      .optional(
        "orthodox_easter", \.orthodoxEaster, Shape.integer(-366...366).attempted,
        "Days from Orthodox Easter Sunday."),
      .optional(
        "dates", \.dates, Shape.oneOrList(of: .tableDate).attempted, "A table of dates."),
      .optional("rrule", \.rrule, Shape.recurrence.attempted, "A rule of RFC 5545."),
      .optional("starts", \.starts, .date, "The date from which rrule counts."),
      .optional(
        "offset_from", \.offset, Shape.mapping(.offset).attempted, "Days from another holiday."),
      .optional(
        "between", \.between, Shape.choice().attempted,
        "The day between two actual holidays of this category."),
    ]
  }

  private static var modifierKeys: [Key<WrittenHoliday>] {
    [
      .optional("name", \.name, .localizedText, "What people call it, or that for each language."),
      .optional("days", \.days, .integer(1...366), "How many days it lasts; 1 when left out."),
      .optional("since", \.since, .date, "The first date of the law."),
      .optional("until", \.until, .date, "The last date of the law."),
      .optional("every", \.every, .mapping(.cycle), "In which years."),
      .optional("only_on", \.onlyOn, .weekdays, "The weekdays on which it is a holiday."),
      .optional("not_on", \.notOn, .weekdays, "The weekdays on which it is none."),
      .optional("observed", \.observed, .observed, "What happens on a day that is free anyway."),
      .optional("moved", \.moved, .entries(.date, .date), "Single dates held elsewhere."),
      .optional("cancelled", \.cancelled, .oneOrList(of: .date), "Single dates that are none."),
      .optional("added", \.added, .oneOrList(of: .date), "Single dates more."),
      .optional("category", \.category, .choice(), "What kind of day it is."),
      .optional("closes_at", \.closesAt, .clockTime, "When a half day closes."),
      .optional("opens_at", \.opensAt, .clockTime, "When a half day opens."),
      .optional("status", \.status, .choice(), "How certain its dates are."),
      .optional(
        "open", \.open, .flag, "true: it stays on the list and does not close this place."),
      .optional("remove", \.remove, .flag, "true: it is not on the list at all."),
    ]
  }
}

extension Mapping where Root == WrittenCalendar {
  /// A calendar file.
  static var calendar: Mapping {
    Mapping(
      "calendar", "A set of rules that yields dated holidays.", empty: WrittenCalendar(),
      keys: [
        .optional("schema", \.schema, .integer(1...99), "The version of this grammar: 1."),
        .required(
          "id", \.id, .calendarID, "ISO 3166-1 or 3166-2, city/<slug> or venue/<slug>."),
        .optional(
          "extends", \.extends, .oneOrList(of: .calendarID),
          "The calendars that it extends, applied left to right."),
        .optional("ics", \.feeds, .oneOrList(of: .text), "iCalendar files that close the place."),
        .optional("title", \.title, .localizedText, "What people call the calendar."),
        .optional("time_zone", \.timeZone, .text, "An IANA zone such as Europe/London."),
        .optional("weekend", \.weekend, .weekend, "The weekend days, or periods of such."),
        .optional(
          "languages", \.languages, .oneOrList(of: .language), "BCP 47 tags, the default first."),
        .optional(
          "coverage", \.coverage, .mapping(.coverage), "What the authority has published."),
        .optional(
          "source", \.source, .oneOrList(of: .text), "Where the rules and dates come from."),
        .optional(
          "observed_rules", \.observedRules,
          .entries(.slug, .oneOrList(of: Shape.mapping(.observedRule).attempted)),
          "Observed rules by name."),
        .optional(
          "defaults", \.defaults, .mapping(.defaults),
          "What this calendar's own holidays are unless they say otherwise."),
        .optional(
          "holidays", \.holidays, .entries(.slug, Shape.mapping(.holiday).attempted),
          "The holidays by id."),
        .optional(
          "working", \.working, .oneOrList(of: .date), "Weekend days that are workdays."),
      ])
  }
}
