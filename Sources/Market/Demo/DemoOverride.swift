import Dates

/// A price override of a synthetic market, on the days [first, first + length).
struct DemoOverride {
  let startsOn: LocalDate
  let length: Int
  let priceMinor: Int64
}

extension DemoSpace {
  /// The space's price overrides: seasons and weekends that may overlap, some on the same day.
  var overrides: [DemoOverride] {
    var random = city.random(.overrides, ordinal)
    guard random.chance(0.25) else { return [] }
    var overrides: [DemoOverride] = []
    for _ in 0..<random.integer(1...3) {
      let day = random.integer(-5...city.settings.days)
      let length = random.chance(0.5) ? 2 : random.integer(7...30)
      let override = DemoOverride(
        startsOn: city.settings.today.adding(days: day), length: length,
        priceMinor: overridden(&random))
      overrides.append(override)
      if random.chance(0.1) {
        overrides.append(
          DemoOverride(
            startsOn: override.startsOn, length: length, priceMinor: overridden(&random)))
      }
    }
    return overrides
  }

  private func overridden(_ random: inout SplitMix64) -> Int64 {
    max(1, priceMinor * Int64(random.pick([70, 80, 90, 110, 125, 150, 200])) / 100)
  }
}
