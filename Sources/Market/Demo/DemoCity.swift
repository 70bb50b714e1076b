import Discovery

/// One city of a synthetic market.
public struct DemoCity: Hashable, Sendable {
  let index: Int
  let settings: DemoSettings
  /// Its name, place, clock and money.
  public let facts: CityFacts

  /// The cities of a market, in order.
  public static func all(_ settings: DemoSettings) -> some Collection<DemoCity> & Sendable {
    (0..<settings.cities).lazy.map { DemoCity(index: $0, settings: settings) }
  }

  /// The city at a position in the market, from 0.
  ///
  /// Beyond the known cities, one is made up: `city-0061` with the clock, money and country of a
  /// real one.
  init(index: Int, settings: DemoSettings) {
    self.index = index
    self.settings = settings
    let known = KnownCity.all[index % KnownCity.all.count]
    facts =
      index < KnownCity.all.count
      ? CityFacts(known: known) : DemoCity.madeUp(number: index + 1, like: known, settings.seed)
  }

  /// One city in four has ids that a floating-point number cannot hold.
  var firstID: Int64 {
    let base: Int64 = index % 4 == 3 ? 9_007_199_254_740_993 : 4_000_000_000
    return base + Int64(index) * DemoCity.idsPerCity
  }

  /// The ids that its venues and spaces may have, whatever the settings.
  var ids: ClosedRange<Int64> { firstID...firstID + DemoCity.idsPerCity - 1 }

  private static let idsPerCity: Int64 = 10_000_000

  /// Bookings are numbered through the city from here.
  var firstBookingID: Int64 {
    (index % 4 == 3 ? 9_007_199_254_740_993 : 0) + Int64(index) * 1_000_000_000 + 1
  }

  /// Whole units of the currency that stand for a dollar.
  var priceLevel: Int64 { DemoCity.priceLevels[facts.currency] ?? 1 }

  /// Minor units of one whole unit.
  var minorPerMajor: Int64 { Currency(code: facts.currency)?.minorPerMajor ?? 100 }

  /// A generator for one thing of this city.
  func random(_ purpose: DemoPurpose, _ number: Int) -> SplitMix64 {
    SplitMix64(seed: settings.seed, index, purpose.rawValue, number)
  }

  private static func madeUp(number: Int, like known: KnownCity, _ seed: UInt64) -> CityFacts {
    var random = SplitMix64(seed: seed, number, DemoPurpose.city.rawValue)
    let digits = String(number)
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    var facts = CityFacts(known: known)
    facts.slug = "city-\(padded)"
    facts.name = "City \(padded)"
    facts.latitude = Double(random.integer(-600_000...600_000)) / 10_000
    facts.longitude = Double(random.integer(-1_799_000...1_799_000)) / 10_000
    return facts
  }

  private static let priceLevels: [String: Int64] = [
    "JPY": 150, "BRL": 5, "AED": 4, "INR": 40, "ZAR": 10, "ILS": 4, "HKD": 8, "SEK": 10,
    "PLN": 4, "MXN": 15, "DKK": 7, "NOK": 10, "CZK": 20, "HUF": 300, "ISK": 130, "TRY": 30,
    "KRW": 1_300, "TWD": 30, "THB": 30, "NPR": 100, "ARS": 900, "CLP": 900, "COP": 4_000,
    "KES": 120,
  ]
}

/// What a generator's numbers are for, so that one choice never moves another.
enum DemoPurpose: Int {
  case city = 1
  case venue, space, addOns, bookings, overrides
}
