import Calendars
import Dates
import Feeds
import Store

/// What `almanac status` shows.
struct StatusOutput: Sendable {
  var generation: Int64
  var cities: [CityStatus]
  /// What is held, the worst first.
  var holds: [Hold]
  var discarded: [DiscardedCells]
  var pins: [PinStatus]
  var withdrawals: [WithdrawnSpace]
  var runs: [RunStatus]
  /// The cities that failed when they were last looked at.
  var failures: [StandingFailure]
  /// The feeds that the job's calendars name.
  var feeds: [FeedStanding]

  func write(_ format: OutputFormat, now: Instant) {
    switch format {
    case .json: Terminal.output(json.compact)
    case .text: Terminal.output(text(now: now))
    }
  }

  func text(now: Instant) -> String {
    var lines = ["generation \(generation)", ""]
    lines += attention(now: now) + neglect(now: now)
    var cities = Columns(["city", "dates", "cells", "rows", "checked", "oldest build"])
    for city in self.cities {
      cities.append([
        city.city, StatusOutput.dates(city), "\(city.cells)", "\(city.rows)",
        age(city.checkedAt, now), age(city.oldestBuiltAt, now),
      ])
    }
    var runs = Columns(["run", "command", "started", "outcome", "built", "published", "rows"])
    for run in self.runs {
      runs.append([
        "\(run.runID)", run.command, age(run.startedAt, now), run.outcome,
        "\(run.cells.built)", "\(run.cells.published)", "\(run.rowsWritten)",
      ])
    }
    lines += cities.lines + [""] + runs.lines
    lines += self.runs.compactMap { run in run.note.map { "  run \(run.runID): \($0)" } }
    lines += failures.map { "  run \($0.runID): \($0.failure)" }
    if !feeds.isEmpty {
      var table = Columns(["feed", "fetched", "compared"])
      for feed in feeds {
        table.append([feed.feed, age(feed.fetchedAt, now), age(feed.checkedAt, now)])
      }
      lines += [""] + table.lines
    }
    return lines.joined(separator: "\n")
  }

  /// What a person is to decide or to look at: held, pinned and withdrawn, and feeds.
  private func attention(now: Instant) -> [String] {
    var lines: [String] = []
    let held = cities.reduce(0) { $0 + $1.held }
    if held > 0 {
      lines.append(
        "HELD: \(held) cells are built and not published; what was live stays live. Decide with "
          + "'almanac release' or 'almanac discard'.")
      lines += HeldSummary(holds).lines.map { "  \($0)" } + [""]
    }
    let askew = feeds.filter(\.needsPerson)
    if !askew.isEmpty {
      lines.append(
        "FEEDS: \(askew.count) of \(feeds.count) need a look; bring them up to date with "
          + "'almanac calendar fetch'.")
      lines += askew.map { "  \($0.feed): \($0.complaint(now: now))" } + [""]
    }
    if !pins.isEmpty {
      let pinned = pins.reduce(0) { $0 + $1.cells }
      lines.append(
        "PINNED: \(pinned) cells are fixed by a rollback; no run publishes over them until "
          + "'almanac unpin'.")
      lines += pins.map { pin in
        let dates = pin.from == pin.to ? "\(pin.from)" : "\(pin.from)..\(pin.to)"
        return "  \(pin.city) \(dates): \(pin.cells) cells at generation \(pin.generation), "
          + age(pin.pinnedAt, now)
      }
      lines.append("")
    }
    if !withdrawals.isEmpty {
      lines.append("WITHDRAWN: \(withdrawals.count) spaces are kept out of everything.")
      lines += withdrawals.map { space in
        let reason = space.reason.map { ": \($0)" } ?? ""
        return "  \(space.city) space \(space.spaceID), by \(space.withdrawnBy) "
          + "\(age(space.withdrawnAt, now))\(reason)"
      }
      lines.append("")
    }
    return lines
  }

  private static func dates(_ city: CityStatus) -> String {
    guard let from = city.from, let to = city.to else { return "none" }
    return "\(from)..\(to)"
  }

  private var json: JSON {
    .object([
      ("generation", .integer(generation)),
      (
        "cities",
        .array(
          cities.map { city in
            .object([
              ("city", .string(city.city)), ("from", .optional(city.from?.description)),
              ("to", .optional(city.to?.description)), ("cells", .integer(Int64(city.cells))),
              ("rows", .integer(city.rows)),
              ("checked_at", .optional(city.checkedAt?.description)),
              ("unreached", city.unreached?.json ?? .null),
              ("oldest_built_at", .optional(city.oldestBuiltAt?.description)),
              ("held", .integer(Int64(city.held))), ("pinned", .integer(Int64(city.pinned))),
            ])
          })
      ),
      ("held", .array(holds.map(\.json))), ("feeds", .array(feeds.map(\.json))),
      ("discarded", .array(discarded.map(\.json))),
      (
        "pinned",
        .array(
          pins.map { pin in
            .object([
              ("city", .string(pin.city)), ("generation", .integer(pin.generation)),
              ("from", .string("\(pin.from)")), ("to", .string("\(pin.to)")),
              ("cells", .integer(Int64(pin.cells))), ("pinned_at", .string("\(pin.pinnedAt)")),
            ])
          })
      ),
      (
        "withdrawn",
        .array(
          withdrawals.map { space in
            .object([
              ("space_id", .string("\(space.spaceID)")), ("city", .string(space.city)),
              ("reason", .optional(space.reason)), ("withdrawn_by", .string(space.withdrawnBy)),
              ("withdrawn_at", .string("\(space.withdrawnAt)")),
            ])
          })
      ),
      (
        "runs",
        .array(
          runs.map { run in
            .object([
              ("run", .integer(run.runID)), ("command", .string(run.command)),
              ("started_at", .string("\(run.startedAt)")),
              ("finished_at", .optional(run.finishedAt?.description)),
              ("outcome", .string(run.outcome)), ("note", .optional(run.note)),
              ("built", .integer(Int64(run.cells.built))),
              ("published", .integer(Int64(run.cells.published))),
              ("unchanged", .integer(Int64(run.cells.unchanged))),
              ("held", .integer(Int64(run.cells.held))),
              ("superseded", .integer(Int64(run.cells.superseded))),
              ("failed", .integer(Int64(run.cells.failed))),
              ("rows_written", .integer(run.rowsWritten)),
            ])
          })
      ),
      (
        "failures",
        .array(
          failures.map { standing in
            .object([
              ("run", .integer(standing.runID)), ("city", .string(standing.failure.city)),
              ("stage", .string(standing.failure.stage)),
              ("message", .string(standing.failure.message)),
            ])
          })
      ),
    ])
  }
}
