public import Dates
public import Postgres
import Foundation
import SQL

/// What the source says of one city on one date, and what has been taken out by hand: plain reads,
/// nothing joined.
public struct SourceSnapshot: Sendable, Hashable {
  /// Every space.
  public var spaces: [SourceSpace] = []
  /// Every venue.
  public var venues: [SourceVenue] = []
  /// The names of the add-ons by space.
  public var addOns: [Int64: Set<String>] = [:]
  /// The units that bookings of the date take, by space.
  public var bookedUnits: [Int64: Int64] = [:]
  /// The price overrides that hold on the date.
  public var overrides: [SourceOverride] = []
  /// The spaces that a person has taken out of discovery.
  public var withdrawn: Set<Int64> = []

  /// A snapshot of nothing, to be filled.
  public init() {}

  /// Reads the source; in a transaction of its own isolation, all reads see one moment.
  public init(
    ofCity cityID: Int32, on date: LocalDate, from connection: Connection
  ) async throws {
    let city = Parameter.int4(cityID)
    spaces = try await connection.query(Query.liveSpaces.statement, [city]).map(SourceSpace.init)
    venues = try await connection.query(Query.liveVenues.statement, [city]).map(SourceVenue.init)
    for row in try await connection.query(Query.liveAddOns.statement, [city]) {
      addOns[try row.get("space_id")] = Set(try row.get("add_ons", as: [String].self))
    }
    for row in try await connection.query(Query.liveBookings.statement, [city, .date(date)]) {
      let units: Int64 = try row.get("units")
      bookedUnits[try row.get("space_id"), default: 0] += units
    }
    overrides = try await connection.query(Query.liveOverrides.statement, [city, .date(date)])
      .map(SourceOverride.init)
    withdrawn = Set(
      try await connection.query(Query.liveWithdrawals.statement).map { try $0.get("space_id") })
  }
}

extension Query {
  var statement: Statement { Statement(name, sql) }
}

extension SourceSpace {
  fileprivate init(_ row: Row) throws {
    let rating: String? = try row.get("rating")
    self.init(
      spaceID: try row.get("space_id"), venueID: try row.get("venue_id"),
      name: try row.get("name"), category: try row.get("category"),
      capacity: try row.get("capacity"), units: try row.get("units"),
      basePriceMinor: try row.get("base_price_minor"),
      ratingHundredths: rating.flatMap(SourceSpace.hundredths), isActive: try row.get("active"))
  }

  /// `4.865` is 487: decimal arithmetic, so that a half is a half.
  static func hundredths(_ text: String) -> Int? {
    guard var scaled = Decimal(string: text).map({ $0 * 100 }) else { return nil }
    var rounded = Decimal()
    NSDecimalRound(&rounded, &scaled, 0, .plain)
    return NSDecimalNumber(decimal: rounded).intValue
  }
}

extension SourceVenue {
  fileprivate init(_ row: Row) throws {
    self.init(
      venueID: try row.get("venue_id"), name: try row.get("name"),
      latitude: try row.get("latitude"), longitude: try row.get("longitude"),
      isActive: try row.get("active"))
  }
}

extension SourceOverride {
  fileprivate init(_ row: Row) throws {
    self.init(
      spaceID: try row.get("space_id"),
      startsOn: try row.get("starts_on", as: LocalDate?.self)?.dayNumber ?? .min,
      priceMinor: try row.get("price_minor"))
  }
}
