import Dates
import Discovery
import Testing

@testable import ReadAPI

@Suite struct CursorKeyTests {
  private let cursor = Cursor(
    generation: 7, place: SortPlace(-4500, 1_000_017), total: 123, totalIsExact: true)

  private func key(_ byte: UInt8) throws -> CursorKey {
    try #require(CursorKey([UInt8](repeating: byte, count: 32)))
  }

  private var query: DiscoveryQuery {
    DiscoveryQuery(city: "lisbon", date: LocalDate(dayNumber: 20_811))
  }

  @Test func `a sealed cursor opens for its query, whatever the page's size`() throws {
    let text = try key(1).seal(cursor, for: query)
    var larger = query
    larger.limit = 100
    #expect(try key(1).open(text, for: larger) == cursor)
  }

  @Test func `every altered bit is refused`() throws {
    let key = try key(1)
    let text = key.seal(cursor, for: query)
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    for (index, character) in text.enumerated() {
      let value = try #require(alphabet.firstIndex(of: character))
      for bit in 0..<6 {
        var altered = Array(text)
        altered[index] = alphabet[value ^ 1 << bit]
        #expect(key.open(String(altered), for: query) == nil, "character \(index), bit \(bit)")
      }
    }
  }

  @Test func `a cursor of another query or another key is foreign`() throws {
    let text = try key(1).seal(cursor, for: query)
    #expect(try key(2).open(text, for: query) == nil)
    let changes: [(inout DiscoveryQuery) -> Void] = [
      { $0.city = "porto" }, { $0.date = $0.date.adding(days: 1) }, { $0.sort = .price },
      { $0.categories = ["desk"] }, { $0.capacityMin = 2 }, { $0.capacityMax = 2 },
      { $0.addOns = ["wifi"] }, { $0.priceMin = 5 }, { $0.priceMax = 5 },
      { $0.near = ScaledPosition(x: 1, y: 2, z: 3) }, { $0.radiusMetres = 100 },
    ]
    for change in changes {
      var other = query
      change(&other)
      #expect(try key(1).open(text, for: other) == nil, "\(other)")
    }
  }

  @Test func `random text never opens`() throws {
    let key = try key(1)
    var numbers = RandomNumbers(seed: 21)
    let alphabet = Array("ABCabc019-_=+/% ")
    for _ in 0..<20_000 {
      let length = Int.random(in: 0...80, using: &numbers)
      let text = String((0..<length).compactMap { _ in alphabet.randomElement(using: &numbers) })
      #expect(key.open(text, for: query) == nil)
    }
  }

  @Test func `a short secret is no key`() {
    #expect(CursorKey([UInt8](repeating: 1, count: 15)) == nil)
  }
}
