import Dates
import Discovery
import Testing

@testable import ReadAPI

@Suite struct RecentRequestsTests {
  private let requests = RecentRequests()

  /// Reads a text as a request for the city of that name.
  private static func reading(_ text: Substring) -> RecentRequests.Reading {
    let query = DiscoveryQuery(city: String(text), date: LocalDate(dayNumber: 0))
    return RecentRequests.Reading(query: query, cursor: nil, text: "discovery?\(text)")
  }

  /// How often `text` had to be read when it was asked for.
  private func reads(of text: String) -> Int {
    var reads = 0
    let reading = requests.reading(of: text[...]) { text in
      reads += 1
      return Self.reading(text)
    }
    #expect(reading.query.city == text)
    #expect(reading.text == "discovery?\(text)")
    return reads
  }

  @Test func `a text is read once as long as it is asked for`() {
    #expect(reads(of: "city=lisbon") == 1)
    #expect(reads(of: "city=lisbon") == 0)
    for number in 0..<3 * RecentRequests.limit {
      _ = reads(of: "city=\(number)")
      #expect(reads(of: "city=lisbon") == 0)
    }
  }

  @Test func `no more texts are kept than two halves hold, and the unused go`() {
    #expect(reads(of: "city=lisbon") == 1)
    for number in 0..<5 * RecentRequests.limit { _ = reads(of: "city=\(number)") }
    #expect(requests.count <= 2 * RecentRequests.limit)
    #expect(reads(of: "city=lisbon") == 1)
  }

  @Test func `a long text is read each time`() {
    let long = String(repeating: "x", count: RecentRequests.longest + 1)
    #expect(reads(of: long) == 1)
    #expect(reads(of: long) == 1)
    #expect(requests.count == 0)
  }

  @Test func `what cannot be read is not kept`() {
    struct Refusal: Error {}
    for _ in 0..<2 {
      #expect(throws: Refusal.self) {
        _ = try requests.reading(of: "city=") { _ throws(Refusal) in throw Refusal() }
      }
    }
    #expect(requests.count == 0)
  }
}
