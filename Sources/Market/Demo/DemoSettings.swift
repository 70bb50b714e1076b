public import Dates

/// What a synthetic market is made of; equal settings make equal bytes.
public struct DemoSettings: Hashable, Sendable {
  /// The number of cities, at least 1.
  public var cities: Int
  /// The number of spaces in each city, at least 1.
  public var spaces: Int
  /// How many days from `today` have bookings and price overrides, at least 1.
  public var days: Int
  /// What every choice is drawn from.
  public var seed: UInt64
  /// The first day of the market.
  public var today: LocalDate

  /// The most cities that keep their ids apart.
  public static let cityLimit = 100_000
  /// The most spaces of a city that keep their ids apart.
  public static let spaceLimit = 1_000_000
  /// The most days ahead.
  public static let dayLimit = 1_000

  /// Settings, each brought into its range.
  public init(
    cities: Int = 20, spaces: Int = 2_000, days: Int = 60, seed: UInt64 = 1, today: LocalDate
  ) {
    self.cities = min(max(1, cities), DemoSettings.cityLimit)
    self.spaces = min(max(1, spaces), DemoSettings.spaceLimit)
    self.days = min(max(1, days), DemoSettings.dayLimit)
    self.seed = seed
    self.today = today
  }
}
