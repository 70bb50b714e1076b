import Dates

/// A booking of a synthetic market: units of a space on the days [first, first + length).
struct DemoBooking {
  let startsOn: LocalDate
  let length: Int
  let units: Int
}

extension DemoSpace {
  private static let daysBefore = 5

  /// The space's bookings; no date ever has more than its units booked.
  ///
  /// One space in twenty is first blacked out for some days: a booking of every unit.
  var bookings: [DemoBooking] {
    var random = city.random(.bookings, ordinal)
    let first = city.settings.today.adding(days: -DemoSpace.daysBefore)
    var free = [Int](repeating: units, count: city.settings.days + DemoSpace.daysBefore + 14)
    var bookings: [DemoBooking] = []
    func take(_ day: Int, _ length: Int, _ units: Int) {
      for date in day..<day + length { free[date] -= units }
      bookings.append(
        DemoBooking(startsOn: first.adding(days: day), length: length, units: units))
    }
    if random.chance(0.05) {
      take(
        DemoSpace.daysBefore + random.integer(0...city.settings.days - 1),
        random.integer(3...14), units)
    }
    for day in 0..<city.settings.days + DemoSpace.daysBefore {
      let wish = wish(on: first.adding(days: day), distance: day, &random)
      let length = (0..<wish.length).prefix { free[day + $0] >= wish.units }.count
      if length > 0 { take(day, length, wish.units) }
    }
    return bookings
  }

  /// What is asked for on a day: nothing (length 0), or some units for some days.
  private func wish(
    on date: LocalDate, distance: Int, _ random: inout SplitMix64
  ) -> (length: Int, units: Int) {
    let isWeekend = date.weekday == .friday || date.weekday == .saturday
    let season = isWeekend == category.isBusyOnWeekends ? 1.3 : 0.4
    let rarity = 1 + Double(distance) / 40
    let drawn = random.unit()
    let length = random.pick(
      category.isBusyOnWeekends ? [1, 2, 2, 3, 3, 4, 5, 7] : [1, 1, 1, 1, 2, 3])
    let units = random.integer(1...max(1, self.units / 2))
    return drawn < demand * season / rarity ? (length, units) : (0, units)
  }
}
