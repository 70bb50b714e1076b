import Testing

@testable import Live

@Suite struct LiveQueryTests {
  @Test(arguments: [
    "",
    "category=&capacity_min=0&capacity_max=0&add_ons=&price_min=0&price_max=00&near=&radius_km=0",
    "radius_km=0.000", "near=0,0", "capacity_max=-0", "sort=&limit=0&cursor=",
  ])
  func `missing, empty and 0 are no filter`(text: String) throws {
    let query = try Fixture.query(text)
    #expect(!query.isFiltered && query.limit == 20)
  }

  @Test(arguments: [
    ("capacity_min=3&capacity_max=2", "contradictory-parameters", "capacity_min"),
    ("price_min=2&price_max=1", "contradictory-parameters", "price_min"),
    ("radius_km=1", "contradictory-parameters", "radius_km"),
    ("sort=distance", "contradictory-parameters", "sort"),
    ("capacity_min=-1", "invalid-parameter", "capacity_min"),
    ("capacity_max=2147483648", "invalid-parameter", "capacity_max"),
    ("price_min=1.5", "invalid-parameter", "price_min"),
    ("price_max=9007199254740992", "invalid-parameter", "price_max"),
    ("limit=101", "invalid-parameter", "limit"), ("limit=x", "invalid-parameter", "limit"),
    ("near=1", "invalid-parameter", "near"), ("near=90.1,0", "invalid-parameter", "near"),
    ("near=0,0&radius_km=1e3", "invalid-parameter", "radius_km"),
    ("near=0,0&radius_km=20040.1", "invalid-parameter", "radius_km"),
    ("category=a,,b", "invalid-parameter", "category"), ("sort=Price", "invalid-parameter", "sort"),
    ("sort=price&sort=price", "repeated-parameter", "sort"),
    ("Sort=price", "unknown-parameter", "Sort"),
    ("nights=2", "unsupported-stay", "nights"), ("limit=x&q=bar", "unsupported-free-text", "q"),
  ])
  func `a refusal names the parameter`(text: String, code: String, parameter: String) {
    #expect(throws: LiveRefusal(status: 400, code: code, parameter: parameter)) {
      _ = try Fixture.query(text)
    }
  }

  @Test func `city and date are required`() {
    #expect(throws: LiveRefusal.missing("city")) { _ = try LiveQuery([("date", "2026-12-01")]) }
    #expect(throws: LiveRefusal.missing("date")) { _ = try LiveQuery([("city", "lisbon")]) }
    #expect(throws: LiveRefusal.invalid("date")) { _ = try LiveQuery([("date", "2026-2-1")]) }
  }
}
