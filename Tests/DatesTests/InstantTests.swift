import Dates
import Foundation
import Testing

@Suite struct InstantTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59.5Z", -500_000),
    ("2025-12-01T01:00:00+01:00", 1_764_547_200_000_000),
  ])
  func `an RFC 3339 instant reads as microseconds`(text: String, microseconds: Int64) throws {
    #expect(try #require(Instant(rfc3339: text)).microseconds == microseconds)
  }

  @Test(arguments: [
    "2025-12-01", "2025-12-01T00:00:00", "2025-12-01T24:00:00Z", "2025-02-30T00:00:00Z",
  ])
  func `anything else is not an instant`(text: String) {
    #expect(Instant(rfc3339: text) == nil)
  }

  @Test(arguments: [
    ("America/New_York", "2025-11-30"), ("Pacific/Kiritimati", "2025-12-01"), ("UTC", "2025-12-01"),
  ])
  func `one instant is another date in another zone`(zone: String, date: String) throws {
    let instant = try #require(Instant(rfc3339: "2025-12-01T00:00:00Z"))
    #expect(instant.localDate(in: try #require(TimeZone(identifier: zone))).description == date)
    #expect(instant.description == "2025-12-01T00:00:00Z")
  }
}
