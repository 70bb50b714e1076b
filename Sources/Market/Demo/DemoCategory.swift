/// A kind of space in a synthetic market, and what is usual for it.
struct DemoCategory {
  let slug: String
  let noun: String
  /// Its share of the spaces, in percent.
  let share: Int
  /// The middle price of a day, in dollars before the city's price level.
  let medianPrice: Double
  let capacities: [Int]
  let units: [Int]
  /// Whether weekends are its busy time; for the others they are the quiet one.
  let isBusyOnWeekends: Bool

  static let all = [
    DemoCategory(
      slug: "meeting-room", noun: "Meeting Room", share: 26, medianPrice: 120,
      capacities: [4, 6, 6, 8, 8, 10, 12, 16, 20], units: [1, 1, 1, 2, 3],
      isBusyOnWeekends: false),
    DemoCategory(
      slug: "desk", noun: "Desk", share: 20, medianPrice: 25, capacities: [1, 1, 1, 2],
      units: [4, 6, 8, 10, 12, 16, 20], isBusyOnWeekends: false),
    DemoCategory(
      slug: "flat", noun: "Flat", share: 16, medianPrice: 130,
      capacities: [1, 2, 2, 2, 3, 4, 4, 5, 6, 8], units: [1], isBusyOnWeekends: true),
    DemoCategory(
      slug: "private-office", noun: "Office", share: 12, medianPrice: 150,
      capacities: [2, 3, 4, 6, 8, 10], units: [1, 1, 2], isBusyOnWeekends: false),
    DemoCategory(
      slug: "studio", noun: "Studio", share: 10, medianPrice: 180, capacities: [2, 4, 8, 12, 20],
      units: [1], isBusyOnWeekends: true),
    DemoCategory(
      slug: "hall", noun: "Hall", share: 6, medianPrice: 700,
      capacities: [40, 60, 80, 120, 200, 400], units: [1], isBusyOnWeekends: true),
    DemoCategory(
      slug: "workshop", noun: "Workshop", share: 5, medianPrice: 220, capacities: [8, 12, 16, 24],
      units: [1, 1, 2], isBusyOnWeekends: false),
    DemoCategory(
      slug: "rehearsal-room", noun: "Rehearsal Room", share: 3, medianPrice: 60,
      capacities: [3, 5, 8, 12], units: [1, 2, 4], isBusyOnWeekends: true),
    DemoCategory(
      slug: "terrace", noun: "Terrace", share: 2, medianPrice: 350, capacities: [20, 30, 50, 80],
      units: [1], isBusyOnWeekends: true),
  ]

  /// A category by the shares.
  static func draw(_ random: inout SplitMix64) -> DemoCategory {
    var ticket = random.integer(0...99)
    for category in all {
      ticket -= category.share
      if ticket < 0 { return category }
    }
    return all[0]
  }
}
