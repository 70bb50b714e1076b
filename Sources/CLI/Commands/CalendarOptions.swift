import ArgumentParser
import Calendars
import Dates
import Foundation
import Expansion

/// The folder of calendars that a command works on.
struct CalendarOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The folder of the calendars.", valueName: "dir"))
  var calendars = "Jobs/calendars"

  /// The calendars of the folder, with feeds expanded round `date`; files that cannot be read end
  /// the command.
  func library(around date: LocalDate) throws -> CalendarLibrary {
    let loaded = CalendarLibrary.load(folder: calendars, from: .disk, today: date)
    guard loaded.unread.isEmpty else {
      Terminal.error(String(loaded.unread.rendered().dropLast()))
      throw ReportedFailure(.configuration)
    }
    return loaded.library
  }

  /// The calendar `name`; what is wrong with it goes to standard error and ends the command.
  func calendar(_ name: String, around date: LocalDate) throws -> ResolvedCalendar {
    let library = try library(around: date)
    do throws(CalendarError) {
      return try library.resolve(name)
    } catch {
      throw ReportedFailure(.configuration, "\(error)")
    }
  }
}

extension GlobalOptions {
  /// The date by which feeds and default years are chosen.
  var date: LocalDate { today ?? Instant.now().localDate(in: .gmt) }
}
