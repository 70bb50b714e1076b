import Discovery
import Testing

@Suite struct DiscoveryQueryTests {
  @Test(arguments: [
    ("city=lisbon&date=2026-12-24", "date=2026-12-24&city=lisbon"),
    ("city=lisbon&date=2026-12-24&capacity_min=05", "city=lisbon&date=2026-12-24&capacity_min=5"),
    ("city=lisbon&date=2026-12-24&category=b,a", "city=lisbon&date=2026-12-24&category=a%2Cb,a"),
    (
      "city=lisbon&date=2026-12-24",
      "city=lisbon&date=2026-12-24&price_min=0&add_ons=&radius_km=0.0&limit=0&sort=&cursor=&near="
    ),
    (
      "city=lisbon&date=2026-12-24&near=1.50,-2&radius_km=2",
      "city=lisbon&date=2026-12-24&radius_km=2.000&near=01.5,-2.0"
    ),
    ("city=s%C3%A3o&date=2026-12-24", "city=são&date=2026-12-24"),
    ("city=new+york&date=2026-12-24", "city=new%20york&date=2026-12-24"),
    ("city=lisbon&date=2026-12-24&near=-0,180", "city=lisbon&date=2026-12-24&near=0,-180"),
  ])
  func `two spellings of one request are one query`(first: String, second: String) throws {
    let one = try DiscoveryQuery(QueryString(first))
    let other = try DiscoveryQuery(QueryString(second))
    #expect(one == other)
    #expect(one.canonicalText == other.canonicalText)
  }

  @Test(arguments: [
    "category=a", "category=a,b", "category=a%26b", "capacity_min=2", "capacity_max=2",
    "add_ons=a", "add_ons=a,b", "price_min=2", "price_max=2", "near=0,0", "near=0,1",
    "near=0,1&radius_km=2", "sort=price", "sort=-price", "sort=rating", "sort=capacity",
    "near=0,1&sort=distance", "limit=2", "cursor=abc",
  ])
  func `requests that mean different things have different texts`(parameters: String) throws {
    let base = "city=lisbon&date=2026-12-24"
    let others = ["", "category=x", "capacity_min=3", "near=2,2", "sort=price&limit=7"]
    let text = try DiscoveryQuery(QueryString("\(base)&\(parameters)")).canonicalText
    for other in others {
      #expect(try DiscoveryQuery(QueryString("\(base)&\(other)")).canonicalText != text)
    }
  }

  @Test func `the page's size and the cursor are no part of the selection`() throws {
    let base = "city=lisbon&date=2026-12-24&sort=price"
    let first = try DiscoveryQuery(QueryString(base))
    let second = try DiscoveryQuery(QueryString("\(base)&limit=5&cursor=abc"))
    #expect(first.canonicalSelection == second.canonicalSelection)
  }

  @Test(arguments: [
    ("", false), ("sort=price", false), ("near=1,2", false), ("near=1,2&sort=distance", false),
    ("limit=5", false), ("category=a", true), ("add_ons=a", true), ("capacity_min=1", true),
    ("capacity_max=1", true), ("price_min=1", true), ("price_max=1", true),
    ("near=1,2&radius_km=3", true), ("price_max=0&capacity_max=0", false),
  ])
  func `a filter is what leaves spaces out`(parameters: String, isFiltered: Bool) throws {
    let query = try DiscoveryQuery(QueryString("city=lisbon&date=2026-12-24&\(parameters)"))
    #expect(query.isFiltered == isFiltered)
  }

  @Test func `filters keep what they name`() throws {
    var numbers = RandomNumbers(seed: 6)
    let candidates = try numbers.candidates(400)
    let query = try DiscoveryQuery(
      QueryString(
        """
        city=lisbon&date=2026-12-24&category=desk,hall&capacity_min=2&capacity_max=5&add_ons=wifi\
        &price_min=1000&price_max=3000&near=38.71,-9.11&radius_km=3
        """))
    let near = try #require(query.near)
    let kept = candidates.filter(query.accepts)
    #expect(!kept.isEmpty && kept.count < candidates.count)
    for candidate in candidates {
      let metres = ScaledPosition.metres(squaredChord: candidate.position.squaredChord(to: near))
      let isWanted =
        ["desk", "hall"].contains(candidate.category) && (2...5).contains(candidate.capacity)
        && candidate.addOns.contains("wifi") && (1000...3000).contains(candidate.priceMinor)
        && metres <= 3000
      #expect(query.accepts(candidate) == isWanted)
    }
  }
}
