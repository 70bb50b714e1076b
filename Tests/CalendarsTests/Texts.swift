import Calendars
import Dates
import Testing

/// The library of calendars written in a test, each text the file `ID.yml` of its `id`.
func library(_ texts: String...) -> CalendarLibrary {
  CalendarLibrary(files: files(texts))
}

func files(_ texts: [String]) -> [SourceText] {
  texts.map { text in
    let id = text.split(separator: "\n").first { $0.hasPrefix("id:") }?.dropFirst(3) ?? "none"
    return SourceText(path: "\(id.filter { $0 != " " }).yml", text: text)
  }
}

/// A calendar `A` with these lines below `holidays:` and these before it.
func calendar(_ holidays: String, head: String = "") throws -> ResolvedCalendar {
  let indented = holidays.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n")
  return try library("id: A\n\(head)\nholidays:\n\(indented)\n").resolve("A")
}

func date(_ text: String) throws -> LocalDate { try #require(LocalDate(text)) }

func years(_ first: Int, _ last: Int) throws -> DateRange {
  let from = try #require(LocalDate(year: first, month: 1, day: 1))
  let through = try #require(LocalDate(year: last, month: 12, day: 31))
  return try #require(DateRange(first: from, last: through))
}

extension ResolvedCalendar {
  /// The rows of the years as `DATE id`, an observed one with `*`.
  func rows(_ first: Int, _ last: Int? = nil) throws -> [String] {
    holidays(in: try years(first, last ?? first)).map { row in
      "\(row.date) \(row.holidayID)\(row.observed ? "*" : "")"
    }
  }

  /// The dates of one holiday in the years, an observed one with `*`.
  func dates(of id: String, _ first: Int, _ last: Int? = nil) throws -> [String] {
    holidays(in: try years(first, last ?? first)).filter { $0.holidayID == id }
      .map { "\($0.date)\($0.observed ? "*" : "")" }
  }
}
