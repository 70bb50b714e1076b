import Dates
import Testing

@testable import Market

@Suite struct DemoMarketTests {
  private static let today = LocalDate(dayNumber: 20_000)

  private func city(_ index: Int, seed: UInt64 = 1, spaces: Int = 400) -> DemoCity {
    DemoCity(
      index: index,
      settings: DemoSettings(
        cities: 100, spaces: spaces, days: 60, seed: seed, today: DemoMarketTests.today))
  }

  private func bytes(
    _ relation: SourceRelation, of city: DemoCity
  ) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    for try await chunk in DemoRows(city: city, cityID: 1, relation: relation).chunks {
      bytes += chunk
    }
    return bytes
  }

  @Test(arguments: SourceRelation.allCases)
  func `one seed makes the same bytes, another seed others`(
    relation: SourceRelation
  ) async throws {
    let first = try await bytes(relation, of: city(4))
    #expect(try await bytes(relation, of: city(4)) == first)
    let isFixed = relation == .city || relation == .addOn
    #expect((try await bytes(relation, of: city(4, seed: 2)) == first) == isFixed)
  }

  @Test func `a larger market begins with the smaller one's spaces`() {
    let few = DemoSpaces(of: city(4, spaces: 100)).map(\.name)
    #expect(Array(DemoSpaces(of: city(4, spaces: 400)).map(\.name).prefix(100)) == few)
  }

  @Test func `every space has a venue of its city and ids never repeat`() {
    let venues = Set(DemoVenues(of: city(7)).map(\.id))
    let spaces = Array(DemoSpaces(of: city(7)))
    #expect(spaces.count == 400)
    #expect(spaces.allSatisfy { venues.contains($0.venueID) })
    #expect(Set(spaces.map(\.id)).count == 400)
    #expect(venues.count > 80 && venues.count < 300)
  }

  @Test func `ids of one city in four exceed what a double can hold`() {
    #expect(city(3).firstID > 1 << 53)
    #expect(city(4).firstID < 1 << 53)
    #expect(city(3).firstID + 10_000_000 <= city(7).firstID)
  }

  @Test(arguments: [0, 4, 20, 99])
  func `no date has more units booked than the space has`(index: Int) {
    for space in DemoSpaces(of: city(index)) {
      var booked: [LocalDate: Int] = [:]
      for booking in space.bookings {
        for day in 0..<booking.length {
          booked[booking.startsOn.adding(days: day), default: 0] += booking.units
        }
      }
      #expect(booked.values.allSatisfy { $0 <= space.units })
    }
  }

  @Test func `the market has the traps of a real one`() {
    let spaces = Array(DemoSpaces(of: city(4, spaces: 2_000)))
    let prices = Dictionary(grouping: spaces, by: \.priceMinor)
    #expect(prices.count < 600 && prices.count > 40)
    #expect(spaces.contains { !$0.hasBasePrice })
    #expect(spaces.contains { !$0.isActive })
    #expect(spaces.contains { $0.rating == nil })
    #expect(spaces.contains { $0.units == 20 })
    #expect(spaces.contains { $0.name.unicodeScalars.contains { $0.value > 0x3000 } })
    #expect(DemoVenues(of: city(4, spaces: 2_000)).contains { !$0.isActive })
    let overrides = spaces.map(\.overrides)
    #expect(overrides.contains { $0.count > 1 && $0[0].startsOn == $0[1].startsOn })
    let bookedDays = spaces.flatMap(\.bookings).reduce(0) { $0 + $1.length * $1.units }
    #expect(bookedDays > 10_000)
    #expect(spaces.flatMap(\.bookings).contains { $0.units > 1 })
    #expect(spaces.contains { space in space.addOns.contains { $0.priceMinor == nil } })
  }

  @Test func `amounts are in the minor unit of the currency`() {
    let yen = city(4)
    #expect(yen.facts.currency == "JPY")
    #expect(yen.minorPerMajor == 1)
    #expect(DemoSpaces(of: yen).allSatisfy { $0.priceMinor % 150 == 0 })
  }

  @Test func `cities beyond the known ones are made up from their clocks and money`() {
    let known = KnownCity.all.count
    let facts = city(known).facts
    #expect(facts.slug == "city-00\(known + 1)")
    #expect(facts.timeZone == KnownCity.all[0].timeZone)
    #expect(facts.currency == KnownCity.all[0].currency)
    #expect(facts.latitude != KnownCity.all[0].latitude)
  }
}
