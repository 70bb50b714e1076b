import Calendars
import Dates
import Foundation

/// Time and memory that bad feeds take.
enum HostileReport {
  /// The most that one file may take.
  static let limit = (milliseconds: 50.0, kibibytes: 64 * 1024)

  /// The most memory that this process ever held.
  static var peakKiB: Int {
    var usage = rusage()
    getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss
  }

  /// Prints one line a file, and ends the process with 1 when one of them took too much.
  static func print(_ files: [String]) {
    var failures = 0
    for file in files {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
      process.arguments = ["read", file]
      do {
        try process.run()
        process.waitUntilExit()
      } catch {
        fail("\(file): \(error)")
      }
      if process.terminationReason != .exit || process.terminationStatus != 0 { failures += 1 }
    }
    if failures > 0 { fail("\(failures) of \(files.count) files took too much, or crashed") }
  }

  /// Reads and expands one file over five years; ends the process with 1 when it takes too much.
  static func read(_ file: String) throws {
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: file)))
    let clock = ContinuousClock()
    let began = clock.now
    let outcome = verdict(on: bytes, file)
    let time = clock.now - began
    let milliseconds =
      Double(time.components.attoseconds) / 1e15 + Double(time.components.seconds) * 1000
    let peak = peakKiB
    let isOver = milliseconds > limit.milliseconds || peak > limit.kibibytes
    let name = URL(fileURLWithPath: file).lastPathComponent
    Swift.print(
      "\(name): \((milliseconds * 100).rounded() / 100) ms, \(peak) KiB, \(outcome)"
        + (isOver ? "  TOO MUCH" : ""))
    if isOver { exit(1) }
  }

  private static func verdict(on bytes: [UInt8], _ file: String) -> String {
    do throws(Diagnostic) {
      let feed = try ICalendarFeed(reading: bytes, file: file)
      let first = feed.namedDates?.first ?? LocalDate(dayNumber: 20_089)
      let expansion = try feed.occurrences(in: DateRange(first: first, days: 1827), zone: nil)
      let findings = feed.findings + expansion.findings
      let skipped = findings.filter { $0.severity == .error }.count
      return "\(expansion.occurrences.count) occurrences, \(skipped) skips, "
        + "\(findings.count - skipped) warnings"
    } catch {
      return "refused, \(error.code)"
    }
  }
}
