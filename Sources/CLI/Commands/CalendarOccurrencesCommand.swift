import ArgumentParser
import Calendars
import Dates
import Foundation

/// `almanac calendar occurrences`
struct CalendarOccurrencesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "occurrences",
    abstract: "Expand one recurrence rule or one .ics file.",
    discussion: """
      Needs no database. With --format json a rule gives [date], a file gives [{uid, date, \
      end_date, summary, all_day}] with end_date exclusive. What is skipped or doubtful goes to \
      standard error. A rule or file that is refused exits with 65.
      """)

  @OptionGroup var global: GlobalOptions

  @Option(help: ArgumentHelp("An RFC 5545 recurrence rule.", valueName: "rule"))
  var rrule: String?

  @Option(help: ArgumentHelp("The date from which the rule counts.", valueName: "YYYY-MM-DD"))
  var starts: LocalDate?

  @Option(help: ArgumentHelp("An .ics file.", valueName: "file"))
  var ics: String?

  @Option(help: ArgumentHelp("The first date to list.", valueName: "YYYY-MM-DD"))
  var from: LocalDate?

  @Option(help: ArgumentHelp("The last date to list.", valueName: "YYYY-MM-DD"))
  var to: LocalDate?

  @Option(help: "The most occurrences to list.")
  var limit: Int?

  @Option(
    help: ArgumentHelp(
      "The zone to look from; the file's own, else each event's, when it is left out.",
      valueName: "zone"))
  var zone: String?

  func validate() throws {
    guard (rrule == nil) != (ics == nil) else {
      throw ValidationError("Name either --rrule or --ics.")
    }
    guard (rrule == nil) == (starts == nil) else {
      throw ValidationError("--rrule and --starts go together.")
    }
    if let from, let to, to < from { throw ValidationError("--to lies before --from.") }
    if let limit, limit < 0 { throw ValidationError("--limit cannot be negative.") }
    if let zone, TimeZone(identifier: zone) == nil {
      throw ValidationError("--zone '\(zone)' is not an IANA time zone.")
    }
  }

  func run() async throws {
    let listing: OccurrenceListing
    do throws(Diagnostic) {
      listing = try list()
    } catch {
      Terminal.error("\(error)")
      throw ReportedFailure(.dataError)
    }
    if !listing.findings.isEmpty { Terminal.error(String(listing.findings.rendered().dropLast())) }
    switch global.format {
    case .json: Terminal.output(listing.json.compact)
    case .text: Terminal.output(String(listing.text.dropLast()))
    }
  }

  private func list() throws(Diagnostic) -> OccurrenceListing {
    let selection = OccurrenceListing.Selection(from: from, to: to, limit: limit)
    if let rrule, let starts {
      return try OccurrenceListing.dates(rule: rrule, starts: starts, selection)
    }
    let file = ics ?? ""
    guard let data = FileManager.default.contents(atPath: file) else {
      throw Diagnostic(.error, ICalendarCode.unreadable, at: nil, "'\(file)' cannot be read")
    }
    return try OccurrenceListing.feed(
      reading: Array(data), file: file, zone: zone.flatMap(TimeZone.init(identifier:)), selection)
  }
}
