import Dates

/// Why a text is not a weekday phrase.
public struct WeekdayPhraseError: Error, Hashable, Sendable {
  /// What is wrong, with the word at fault.
  public var message: String
  /// What to write instead.
  public var hint: String

  /// The error with this message and hint.
  public init(message: String, hint: String) {
    self.message = message
    self.hint = hint
  }
}

extension WeekdayPhrase {
  /// The phrase `1st..5th|last WEEKDAY of MONTH` or `WEEKDAY on or after|on or before|after|before
  /// MM-DD`, in any case, with weekdays and months in full or by three letters.
  public init(parsing text: String) throws(WeekdayPhraseError) {
    let words = text.lowercased().split { $0 == " " || $0 == "\t" }.map(String.init)
    guard let first = words.first else {
      throw WeekdayPhraseError(message: "the phrase is empty", hint: WeekdayPhrase.examples)
    }
    if let weekday = Weekday(name: first) {
      self = try WeekdayPhrase.near(weekday, Array(words.dropFirst()), in: text)
    } else {
      self = try WeekdayPhrase.ofMonth(words, in: text)
    }
  }

  private static let examples = "write '3rd monday of january' or 'saturday on or after 06-20'"

  private static func ofMonth(_ words: [String], in text: String) throws(WeekdayPhraseError)
    -> WeekdayPhrase
  {
    let ordinal = try ordinal(words[0], in: text)
    guard words.count == 4, words[2] == "of" else { throw malformed(text) }
    let weekday = try weekday(words[1])
    guard let month = months.firstIndex(where: { $0 == words[3] || $0.prefix(3) == words[3] })
    else {
      throw WeekdayPhraseError(
        message: "'\(words[3])' is not a month", hint: Spelling.hint(for: words[3], among: months))
    }
    return .ofMonth(ordinal, weekday, month: month + 1)
  }

  private static func near(_ weekday: Weekday, _ words: [String], in text: String)
    throws(WeekdayPhraseError) -> WeekdayPhrase
  {
    guard let anchorText = words.last, words.count >= 2 else { throw malformed(text) }
    let phrase = words.dropLast().joined(separator: " ")
    guard let relation = Relation(rawValue: phrase) else {
      throw WeekdayPhraseError(
        message: "'\(phrase)' is none of 'on or after', 'on or before', 'after', 'before'",
        hint: Spelling.hint(for: phrase, among: Relation.allCases.map(\.rawValue)))
    }
    guard let anchor = MonthDay(anchorText) else {
      throw WeekdayPhraseError(
        message: "'\(anchorText)' is not a day of the year",
        hint: "write the month and the day as MM-DD, such as 06-20")
    }
    return .near(weekday, relation, anchor)
  }

  private static func ordinal(_ word: String, in text: String) throws(WeekdayPhraseError)
    -> Ordinal
  {
    if word == "last" { return .last }
    if let index = Ordinal.words.firstIndex(of: word) { return .nth(index + 1) }
    if word.first?.isNumber == true {
      throw WeekdayPhraseError(
        message: "'\(word)' is not one of 1st, 2nd, 3rd, 4th, 5th, last", hint: examples)
    }
    let weekdays = Weekday.allCases.map(\.name)
    guard let nearest = Spelling.nearest(to: word, among: weekdays + Ordinal.words + ["last"])
    else { throw malformed(text) }
    throw WeekdayPhraseError(
      message: "'\(word)' is neither a weekday nor one of 1st to 5th and last",
      hint: "did you mean '\(nearest)'?")
  }

  private static func weekday(_ word: String) throws(WeekdayPhraseError) -> Weekday {
    guard let weekday = Weekday(name: word) else {
      throw WeekdayPhraseError(
        message: "'\(word)' is not a weekday",
        hint: Spelling.hint(for: word, among: Weekday.allCases.map(\.name)))
    }
    return weekday
  }

  private static func malformed(_ text: String) -> WeekdayPhraseError {
    WeekdayPhraseError(message: "'\(text)' is not a weekday phrase", hint: examples)
  }
}
