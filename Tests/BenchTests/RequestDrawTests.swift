@testable import Bench
import Dates
import Discovery
import Postgres
import Testing

@Suite struct RequestDrawTests {
  private static let city = BenchCity(slug: "lisbon", latitude: 38.7, longitude: -9.1)
  private static let date = LocalDate(dayNumber: 20_800)

  private static func draw(_ seed: UInt64) -> RequestDraw {
    RequestDraw(seed: seed, city: city, date: date)
  }

  @Test func `equal seeds give equal requests, and each has a filter`() {
    var (first, second) = (Self.draw(3), Self.draw(3))
    for _ in 0..<200 {
      let request = first.filtered()
      #expect(request.target == second.filtered().target)
      #expect(request.query.isFiltered)
    }
  }

  @Test func `what is sent over HTTP asks for what the query asks`() throws {
    var draw = Self.draw(4)
    for _ in 0..<200 {
      let request = draw.filtered()
      let text = try #require(request.target.split(separator: "?").last)
      let sent = try QueryString(text)
      #expect(try DiscoveryQuery(sent) == request.query)
    }
  }

  @Test func `a script of pgbench has a variable for each parameter and NULL for none`() {
    let script = PgbenchScripts.script(
      "-- a comment: $1\nselect $1::int, $2, $1\n  -- $2\nlimit $10",
      [.int4(1), .null] + Array(repeating: .int4(1), count: 8), prefix: "r0p")
    #expect(script == "select :r0p1::integer::int, null, :r0p1::integer\nlimit :r0p10::integer;\n")
  }
}
