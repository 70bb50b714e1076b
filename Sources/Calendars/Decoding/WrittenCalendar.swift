import Dates

/// A calendar file as it is written.
struct WrittenCalendar: Sendable {
  var schema: Placed<Int>?
  var id: Placed<String>?
  var extends: Placed<[Placed<String>]>?
  var feeds: Placed<[Placed<String>]>?
  var title: Placed<WrittenText>?
  var timeZone: Placed<String>?
  var weekend: Placed<Weekend>?
  var languages: Placed<[Placed<String>]>?
  var coverage: Placed<WrittenBounds>?
  var source: Placed<[Placed<String>]>?
  var observedRules: Placed<[PlacedEntry<String, [Placed<Attempt<WrittenObservedRule>>]>]>?
  var defaults: Placed<WrittenDefaults>?
  var holidays: Placed<[PlacedEntry<String, Attempt<WrittenHoliday>>]>?
  var working: Placed<[Placed<LocalDate>]>?
}

/// A text, or a text a language.
enum WrittenText: Sendable {
  case plain(String)
  case translated([PlacedEntry<String, String>])

  /// The text; a plain one is in `language`.
  func localized(_ language: String) -> LocalizedText? {
    switch self {
    case .plain(let text): LocalizedText(text, language: language)
    case .translated(let entries): LocalizedText(entries.map { ($0.key.value, $0.value.value) })
    }
  }
}

struct WrittenBounds: Sendable {
  var from: Placed<LocalDate>?
  var through: Placed<LocalDate>?

  var bounds: DateBounds { DateBounds(from: from?.value, through: through?.value) }
}

struct WrittenDefaults: Sendable {
  var category: Placed<HolidayCategory>?
  var observed: Placed<WrittenObserved>?
}

/// What stands after `observed`.
enum WrittenObserved: Sendable {
  case name(String)
  case rules([Placed<Attempt<WrittenObservedRule>>])
}

struct WrittenObservedRule: Sendable {
  var condition: Placed<ObservedCondition>?
  var use: Placed<Attempt<ObservedRule.Use>>?
  var shift: Placed<[PlacedEntry<Weekday, Int>]>?
  var keepActual: Placed<Bool>?
  var since: Placed<LocalDate>?
  var until: Placed<LocalDate>?
}

/// What stands after `if`.
struct ObservedCondition: Sendable {
  var weekdays: WeekdaySet
  var overlap: Bool
}

/// A holiday as it is written; the date keys tell that they were there even when unreadable.
struct WrittenHoliday: Sendable {
  var date: Placed<Attempt<MonthDay>>?
  var weekday: Placed<Attempt<WeekdayPhrase>>?
  var easter: Placed<Attempt<Int>>?
  var orthodoxEaster: Placed<Attempt<Int>>?
  var dates: Placed<Attempt<[Placed<TableDate>]>>?
  var rrule: Placed<Attempt<RecurrenceText>>?
  var starts: Placed<LocalDate>?
  var offset: Placed<Attempt<WrittenOffset>>?
  var between: Placed<Attempt<HolidayCategory>>?
  var name: Placed<WrittenText>?
  var days: Placed<Int>?
  var since: Placed<LocalDate>?
  var until: Placed<LocalDate>?
  var every: Placed<WrittenCycle>?
  var onlyOn: Placed<WeekdaySet>?
  var notOn: Placed<WeekdaySet>?
  var observed: Placed<WrittenObserved>?
  var moved: Placed<[PlacedEntry<LocalDate, LocalDate>]>?
  var cancelled: Placed<[Placed<LocalDate>]>?
  var added: Placed<[Placed<LocalDate>]>?
  var category: Placed<HolidayCategory>?
  var closesAt: Placed<ClockTime>?
  var opensAt: Placed<ClockTime>?
  var status: Placed<HolidayStatus>?
  var open: Placed<Bool>?
  var remove: Placed<Bool>?
}

/// A recurrence rule, with what is doubtful about it.
struct RecurrenceText: Sendable {
  var text: String
  var rule: RecurrenceRule
  var warnings: [RecurrenceWarning]
}

struct WrittenOffset: Sendable {
  var holiday: Placed<String>?
  var days: Placed<Int>?
}

struct WrittenCycle: Sendable {
  var years: Placed<Int>?
  var from: Placed<Int>?
}
