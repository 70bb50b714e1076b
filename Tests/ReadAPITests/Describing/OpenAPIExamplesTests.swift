import Dates
import Discovery
import Foundation
import HTTPTypes
import Postgres
import Testing

@testable import ReadAPI

/// The examples of the OpenAPI document are answers to these requests.
///
/// `ALMANAC_GOLDEN=write swift test --filter OpenAPIExamplesTests` writes their file anew.
@Suite struct OpenAPIExamplesTests {
  private static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../Sources/ReadAPI/Describing/examples.txt")
  private static let day = "city=lisbon&date=2026-12-21"
  private static let requests: [(name: String, path: String)] = [
    (
      "Discovery", "/v1/discovery?\(day)&category=room&sort=price&near=38.73,-9.07&limit=2"
    ),
    ("Facets", "/v1/discovery/facets?\(day)&category=room,desk"), ("Cities", "/v1/cities"),
    ("Days", "/v1/cities/lisbon/days?from=2026-12-24&to=2026-12-25"),
    ("Spaces", "/v1/spaces?ids=1000007,5&date=2026-12-21"),
    ("Space", "/v1/spaces/1000007?date=2026-12-21"),
    ("Explanation", "/v1/explain?space=1000007&\(day)&capacity_min=12"),
    ("400", "/v1/discovery?\(day)&limit=many"),
    ("404", "/v1/discovery?city=atlantis&date=2026-12-21"),
  ]

  @Test func `each example is what the API answers`() async throws {
    var text = ""
    try await MarketAPI.with { market in
      try await name(market)
      let bearer = try await MarketAPI.bearer()
      for (name, path) in Self.requests {
        text += "\(name) \(await market.get(path, headers: bearer).text)\n"
      }
      for (status, answer) in try await refusals(market) {
        #expect(answer.status.code == status)
        text += "\(status) \(answer.text)\n"
      }
    }
    if ProcessInfo.processInfo.environment["ALMANAC_GOLDEN"] == "write" {
      try text.write(to: Self.file, atomically: true, encoding: .utf8)
    }
    let committed = try String(contentsOf: Self.file, encoding: .utf8)
    #expect(text.split(separator: "\n") == committed.split(separator: "\n"))
    #expect(OpenAPIExamples.all.count == Self.requests.count + 8)
  }

  /// Answers that a plain request does not get, by their status.
  private func refusals(_ market: MarketAPI) async throws -> [(Int, Answer)] {
    let page = "/v1/discovery?\(Self.day)"
    let space = "/v1/spaces/1000007?date=2026-12-21"
    let query = DiscoveryQuery(city: "lisbon", date: LocalDate(dayNumber: 20_808))
    let ended = Cursor(generation: 0, place: .start, total: 9, totalIsExact: true)
    let cursor = market.api.cursorKey.seal(ended, for: query)
    var busy = APISettings()
    busy.rateLimit = .init(perSecond: 1, burst: 1)
    let crowded = try MarketAPI("host=/nowhere", settings: busy)
    _ = await crowded.get(page)
    return [
      (401, await market.get(space)),
      (403, await market.get(space, headers: try await MarketAPI.bearer(scope: "other"))),
      (410, await market.get("\(page)&cursor=\(cursor)")),
      (413, await market.get(page, headers: [.contentLength: "9000"])),
      (414, await market.get("\(page)&category=\(String(repeating: "x", count: 9000))")),
      (429, await crowded.get(page)),
      (431, market.api.refusal(RequestFraming.tooLarge)),
      (503, await market.get(page, headers: [.maxStaleness: "3600"])),
    ]
  }

  /// Gives the first city's things names that readers know.
  private func name(_ market: MarketAPI) async throws {
    let connection = try await Connection.open(.worker(url: market.url, applicationName: "test"))
    try await connection.run(
      script: #"""
        update almanac.city set slug = 'lisbon', name = 'Lisbon' where city_id = 1;
        delete from almanac.city where city_id > 1;
        update almanac.category
        set name = (array['desk', 'room', 'hall', 'flat', 'studio'])[category_id + 1]
        where city_id = 1;
        update almanac.add_on as a
        set add_on = n.add_on, name = initcap(n.add_on)
        from unnest(
          array[
            'wifi', 'projector', 'catering', 'parking', 'whiteboard', 'screen', 'coffee', 'phone',
            'printer', 'lockers'
          ]
        ) with ordinality as n (add_on, place)
        where a.city_id = 1 and a.bit = n.place - 1;
        update almanac.card as c
        set
          fragment = regexp_replace(
            replace(c.fragment, 'category-' || c.category_id, k.name), '([.][0-9]{3})0+', '\1', 'g'
          ),
          add_on_list = (
            select coalesce(json_agg(a.add_on order by a.add_on), '[]')::text
            from almanac.add_on as a
            where a.city_id = 1 and c.add_ons & (1::bigint << a.bit) <> 0
          )
        from almanac.category as k
        where c.city_id = 1 and k.city_id = 1 and k.category_id = c.category_id;
        update almanac.cell as e
        set lowest_price_minor = (
          select min(r.price_minor) from almanac.result as r
          where r.city_id = e.city_id and r.version = e.version
        );
        """#, name: "names")
    await connection.close()
  }
}
