import Calendars
import Testing

@testable import Live

@Suite struct LiveSelectionTests {
  /// Four desks in two pairs of equals; the last has no rating.
  private func cell() throws -> LiveCell {
    try Fixture.cell(
      Fixture.source(spaces: 4) { source in
        for index in source.spaces.indices {
          source.spaces[index].basePriceMinor = index < 2 ? 3000 : 2000
          source.spaces[index].capacity = index.isMultiple(of: 2) ? 8 : 4
        }
        source.spaces[2].ratingHundredths = nil
        source.spaces[3].ratingHundredths = 500
        source.spaces[3].category = "hall"
        source.addOns = [1: ["wifi"], 2: ["wifi", "projector"]]
      })
  }

  @Test(arguments: [
    ("", [4, 1, 2, 3]), ("sort=price", [3, 4, 1, 2]), ("sort=-price", [2, 1, 4, 3]),
    ("sort=rating", [4, 1, 2, 3]), ("sort=capacity", [2, 4, 1, 3]),
    ("sort=distance&near=38,-9", [1, 2, 3, 4]), ("category=hall", [4]), ("category=nothing", []),
    ("category=hall,desk&capacity_min=8", [1, 3]), ("add_ons=wifi", [1, 2]),
    ("add_ons=projector,wifi", [2]), ("add_ons=wifi,pool", []),
    ("price_max=2000&sort=price", [3, 4]), ("price_min=2001&price_max=3000", [1, 2]),
    ("near=38.71,-9.14&radius_km=0.001&capacity_max=4", [4, 2]), ("near=0,0&radius_km=5", []),
  ])
  func `filters and orders`(query: String, ids: [Int64]) throws {
    #expect(try Fixture.ids(query, cell()) == ids)
  }

  @Test func `pages follow each other without a gap`() throws {
    let selection = LiveSelection(try Fixture.query("sort=price&limit=3"), of: try cell())
    let (first, second) = (selection.page(), selection.page(after: 3))
    #expect(first.items.map(\.space.spaceID) == [3, 4, 1] && first.hasNext && first.total == 4)
    #expect(second.items.map(\.space.spaceID) == [2] && !second.hasNext && second.total == 4)
    #expect(!selection.page(limit: 4).hasNext)
  }

  @Test func `the answer says what the README says`() throws {
    let query = try Fixture.query("near=38.72,-9.14&add_ons=projector")
    let json = LiveSelection(query, of: try cell()).page().json
    #expect(
      json.compact == """
        {"city":"lisbon","date":"\(Fixture.today)","day":{"status":"open","holiday":null},\
        "items":[{"space_id":"2","venue_id":"10","name":"Desk 2","venue_name":"Baixa",\
        "category":"desk","rating":4.0,"location":{"latitude":38.71,"longitude":-9.14},\
        "capacity":4,"price":{"amount_minor":3000,"currency":"EUR"},"available_units":2,\
        "distance_m":1112,"add_ons":["projector","wifi"]}]}
        """)
  }
}
