import Dates

extension Shape where Value == String {
  static var calendarID: Shape {
    .scalar(
      "a calendar such as US-MA or city/boston", pattern: "^[A-Za-z0-9]+([-_./][A-Za-z0-9]+)*$",
      examples: ["US-MA", "city/boston", "venue/hall-7"]
    ) { text throws(Malformed) in
      let parts = text.split(separator: "/", omittingEmptySubsequences: false)
      let isPlain = parts.allSatisfy { part in
        !part.isEmpty && part.utf8.allSatisfy { UInt8.isPlain($0) }
      }
      guard isPlain, parts.count <= 2 else {
        throw Malformed(
          "is not the id of a calendar",
          hint: "write ISO 3166-1 or 3166-2, city/<slug> or venue/<slug>")
      }
      return text
    }
  }

  static var language: Shape {
    .scalar(
      "a language such as en or pt-BR", pattern: "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$",
      examples: ["en", "fr", "pt-BR"]
    ) { text throws(Malformed) in
      let parts = text.split(separator: "-", omittingEmptySubsequences: false)
      let isTag =
        parts.allSatisfy { (1...8).contains($0.utf8.count) }
        && parts[0].utf8.count >= 2 && parts[0].allSatisfy { $0.isASCII && $0.isLetter }
        && parts.allSatisfy { $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } }
      guard isTag else {
        throw Malformed("is not a language tag", hint: "write a BCP 47 tag such as en or pt-BR")
      }
      return text
    }
  }
}

extension UInt8 {
  /// Whether the byte is an ASCII letter, a digit, or one of `-`, `_` and `.`.
  fileprivate static func isPlain(_ byte: UInt8) -> Bool {
    Character(UnicodeScalar(byte)).isLetter && byte < 0x80 || (48...57).contains(byte)
      || Array("-_.".utf8).contains(byte)
  }
}

extension Shape where Value == WrittenText {
  /// A text, or a mapping from languages to texts.
  static var localizedText: Shape {
    .either(
      scalar: Shape<String>.text.map { text, _ in .plain(text.value) },
      mapping: Shape<[PlacedEntry<String, String>]>.entries(.language, .text).map { entries, _ in
        .translated(entries.value)
      })
  }
}

extension Shape where Value == MonthDay {
  static var monthDay: Shape {
    .scalar("a day of the year like 12-25", pattern: #"^\d{2}-\d{2}$"#, examples: ["12-25"]) {
      text throws(Malformed) in
      if let day = MonthDay(text) { return day }
      guard MonthDay.hasForm(text) else {
        throw Malformed("is not a day of the year", hint: "write the month and the day as MM-DD")
      }
      throw Malformed(
        "is a day that no year has", hint: "months are 01 to 12, written before the day",
        code: .impossibleDate)
    }
  }
}

extension Shape where Value == WeekdayPhrase {
  static var weekdayPhrase: Shape {
    .scalar(
      "a weekday like '3rd monday of january' or 'saturday on or after 06-20'",
      examples: ["3rd monday of january", "last monday of may", "saturday on or after 06-20"]
    ) { text throws(Malformed) in
      do throws(WeekdayPhraseError) {
        return try WeekdayPhrase(parsing: text)
      } catch {
        throw Malformed("names no day: \(error.message)", hint: error.hint)
      }
    }
  }
}

extension Shape where Value == RecurrenceText {
  static var recurrence: Shape {
    .scalar("a recurrence rule like FREQ=MONTHLY;BYDAY=1MO", examples: ["FREQ=MONTHLY;BYDAY=1MO"]) {
      text throws(Malformed) in
      do throws(RecurrenceError) {
        var warnings: [RecurrenceWarning] = []
        let rule = try RecurrenceRule(parsing: text, for: .date, warnings: &warnings)
        return RecurrenceText(text: text, rule: rule, warnings: warnings)
      } catch {
        throw Malformed("is not a recurrence rule: \(error)", hint: "see RFC 5545, section 3.3.10")
      }
    }
  }
}

extension Shape where Value == TableDate {
  /// A date, or a date with its status.
  static var tableDate: Shape {
    .either(
      scalar: Shape<LocalDate>.date.map { date, _ in TableDate(on: date.value) },
      mapping: Shape<WrittenTableDate>.mapping(.tableDate).map { written, _ in
        written.value.on.map { TableDate(on: $0.value, status: written.value.status?.value) }
      })
  }
}

struct WrittenTableDate: Sendable {
  var on: Placed<LocalDate>?
  var status: Placed<HolidayStatus>?
}

extension Shape where Value == Weekend {
  /// Weekdays, or a list of periods with their weekdays.
  static var weekend: Shape {
    let part = Shape<WeekendPart>.either(
      scalar: Shape<WeekdaySet>.weekdaySpan.map { days, _ in .days(days.value) },
      mapping: Shape<WrittenPeriod>.mapping(.weekendPeriod).map { written, _ in
        written.value.days.map {
          .period(Weekend.Period(days: $0.value, bounds: written.value.bounds))
        }
      })
    return Shape<[Placed<WeekendPart>]>.oneOrList(of: part).map { parts, _ in
      var days: [Weekday] = []
      var periods: [Weekend.Period] = []
      for part in parts.value {
        switch part.value {
        case .days(let set): days += set.weekdays
        case .period(let period): periods.append(period)
        }
      }
      if periods.isEmpty || !days.isEmpty {
        periods.append(Weekend.Period(days: WeekdaySet(days)))
      }
      return Weekend(periods: periods)
    }
  }
}

private enum WeekendPart: Sendable {
  case days(WeekdaySet)
  case period(Weekend.Period)
}

struct WrittenPeriod: Sendable {
  var days: Placed<WeekdaySet>?
  var from: Placed<LocalDate>?
  var through: Placed<LocalDate>?

  var bounds: DateBounds { DateBounds(from: from?.value, through: through?.value) }
}

extension Shape where Value == ObservedCondition {
  /// Weekdays and `holiday`, one or a list.
  static var observedCondition: Shape {
    let part = Shape<ObservedCondition>.scalar(
      "a weekday like sat, or holiday", examples: ["sat", "sun", "holiday"]
    ) { text throws(Malformed) in
      text == "holiday"
        ? ObservedCondition(weekdays: WeekdaySet([]), overlap: true)
        : ObservedCondition(weekdays: try WeekdaySet(reading: text), overlap: false)
    }
    return Shape<[Placed<ObservedCondition>]>.oneOrList(of: part).map { parts, _ in
      parts.value.reduce(ObservedCondition(weekdays: WeekdaySet([]), overlap: false)) {
        ObservedCondition(
          weekdays: $0.weekdays.union($1.value.weekdays), overlap: $0.overlap || $1.value.overlap)
      }
    }
  }
}

extension Shape where Value == WrittenObserved {
  /// The name of a rule, a rule, or rules of which the first in force applies.
  static var observed: Shape {
    let rule = Shape<WrittenObservedRule>.mapping(.observedRule).attempted
    return .either(
      scalar: Shape<String>.slug.map { name, _ in .name(name.value) },
      list: Shape<[Placed<Attempt<WrittenObservedRule>>]>.list(of: rule).map { rules, _ in
        .rules(rules.value)
      },
      mapping: rule.map { rule, _ in .rules([rule]) })
  }
}
