import Dates
import Store

extension StatusOutput {
  /// How many cities that were never built are named.
  private static let named = 3

  /// One line on what is older than an age; nil when nothing is.
  func overdue(_ age: Age, now: Instant) -> String? {
    let unbuilt = failures.filter { standing in
      !cities.contains { $0.city == standing.failure.city && $0.cells > 0 }
    }
    guard !cities.isEmpty || !unbuilt.isEmpty else { return "nothing has been built yet" }
    let stale = cities.filter { city in
      !unbuilt.contains { $0.failure.city == city.city }
        && age.isExceeded(since: city.checkedAt, now)
    }
    let lines = [staleLine(stale, age), unbuiltLine(unbuilt)] + pinLines(age, now)
    let said = lines.compactMap(\.self)
    return said.isEmpty ? nil : said.joined(separator: "; ")
  }

  private func staleLine(_ stale: [CityStatus], _ age: Age) -> String? {
    guard let first = stale.first else { return nil }
    let last = first.checkedAt.map { "\($0)" } ?? "never"
    let cells = first.unreached.map { cells in
      ", the last run did not reach \(cells.cells) cells of \(cells.from)..\(cells.to)"
    }
    return "\(stale.count) of \(cities.count) cities were last checked longer than \(age.text) "
      + "ago; \(first.city): \(last)\(cells ?? "")"
  }

  private func unbuiltLine(_ unbuilt: [StandingFailure]) -> String? {
    guard !unbuilt.isEmpty else { return nil }
    let named = unbuilt.prefix(StatusOutput.named).map { standing in
      let failure = standing.failure
      return "\(failure.city) is not built: it failed in \(failure.stage) of run "
        + "\(standing.runID): \(failure.message)"
    }
    let left = unbuilt.count - named.count
    return (named + (left > 0 ? ["\(left) more cities are not built"] : []))
      .joined(separator: "; ")
  }

  private func pinLines(_ age: Age, _ now: Instant) -> [String] {
    pins.filter { age.isExceeded(since: $0.pinnedAt, now) }.map { pin in
      "\(pin.city): \(pin.cells) cells are pinned to generation \(pin.generation) since "
        + "\(pin.pinnedAt)"
    }
  }
}

extension Age {
  /// Whether more time has passed since; always when it is not known since when.
  func isExceeded(since instant: Instant?, _ now: Instant) -> Bool {
    instant.map { $0.seconds(to: now) > seconds } ?? true
  }
}
