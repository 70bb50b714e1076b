/// How far a demo or an import has come.
public struct MarketProgress: Hashable, Sendable {
  /// The slug of the city at hand.
  public var city: String
  /// Cities finished so far, and in all.
  public var citiesDone: Int
  /// Cities in all.
  public var cities: Int
  /// What is being done: reading a file, or writing.
  public var step: String
  /// Rows of this step so far.
  public var rows: Int

  /// How far the work has come.
  public init(city: String, citiesDone: Int, cities: Int, step: String, rows: Int) {
    self.city = city
    self.citiesDone = citiesDone
    self.cities = cities
    self.step = step
    self.rows = rows
  }
}
