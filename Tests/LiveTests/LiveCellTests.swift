import Dates
import Discovery
import Expansion
import Testing

@testable import Live

@Suite struct LiveCellTests {
  @Test func `each missing space has the first reason that holds`() throws {
    let source = Fixture.source(spaces: 6) { source in
      source.spaces[0].isActive = false
      source.spaces[0].basePriceMinor = nil
      source.spaces[1].venueID = 11
      source.spaces[2].category = "hall"
      source.spaces[3].basePriceMinor = nil
      source.bookedUnits = [3: 2, 4: 2, 5: 2, 6: 1]
      source.venues.append(
        SourceVenue(venueID: 11, name: "Alfama", latitude: 38.7, longitude: -9, isActive: false))
    }
    let cell = try Fixture.cell(source, rules: "layers: {category: {hall: {notice_days: 2}}}")
    #expect(
      cell.missing == [
        1: .spaceInactive, 2: .venueInactive, 3: .belowNotice, 4: .booked, 5: .booked,
      ])
    #expect(cell.items.map(\.space.spaceID) == [6] && cell.items.map(\.units) == [1])
    let free = try Fixture.cell(Fixture.source(spaces: 1) { $0.spaces[0].basePriceMinor = nil })
    #expect(free.missing == [1: .noPrice])
  }

  @Test func `a space without its venue is neither offered nor missing`() throws {
    let cell = try Fixture.cell(Fixture.source(spaces: 2) { $0.spaces[0].venueID = 99 })
    #expect(cell.items.map(\.space.spaceID) == [2] && cell.missing == [:])
  }

  @Test func `the latest override wins, then the lowest price`() throws {
    let source = Fixture.source(spaces: 1) { source in
      source.overrides = [(10, 500), (12, 900), (12, 700), (11, 100)].map {
        SourceOverride(spaceID: 1, startsOn: $0, priceMinor: $1)
      }
    }
    #expect(try Fixture.cell(source).items.map(\.priceMinor) == [700])
  }

  @Test(arguments: [
    (10_000, 12_509), (1, 7), (0, 6), (44, 60), (45, 63),
    (9_007_199_254_740_993, 11_262_331_732_150_501),
    // No source may have it, and some will.
    (9_223_372_036_854_775_807, 9_223_372_036_854_775_807),
  ])
  func `each rule rounds half away from zero, the more specific after the general`(
    base: Int64, price: Int64
  ) throws {
    let rules = """
      prices:
        - {name: tenth, change: +10%}
        - {name: flat, add: 5}
      layers: {space: {1: {prices: [{name: own, change: +13.67%}]}}}
      """
    let cell = try Fixture.cell(
      Fixture.source(spaces: 1) { $0.spaces[0].basePriceMinor = base }, rules: rules)
    // Computed with decimal numbers of 60 digits.
    #expect(cell.items.map(\.priceMinor) == [price])
  }

  @Test func `on a closed day there is only what a scope opens`() throws {
    let rules = """
      opening: {weekly: {mon: closed}}
      layers: {category: {hall: {opening: {weekly: {mon: open}}, capacity: [{name: half, factor: 50%}]}}}
      """
    let source = Fixture.source(spaces: 3) { source in
      source.spaces[1].category = "hall"
      source.spaces[1].capacity = 5
      source.spaces[2].category = "hall"
      source.spaces[2].isActive = false
    }
    let cell = try Fixture.cell(source, rules: rules)
    #expect(cell.items.map(\.space.spaceID) == [2] && cell.items.map(\.capacity) == [2])
    #expect(cell.missing == [3: .spaceInactive])
    #expect(cell.day.closedReason == .closedWeekly)
  }

  @Test(arguments: [("4.865", 487), ("4.864999", 486), ("0", 0), ("5", 500)])
  func `a rating is hundredths, rounded half away from zero`(text: String, hundredths: Int) {
    #expect(SourceSpace.hundredths(text) == hundredths)
  }
}
