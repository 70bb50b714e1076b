import Calendars
import Dates
import Foundation
import Testing

/// The holiday dates of 2020-2030 that were published or computed elsewhere, one file a region.
enum HolidayOracle {
  static let folder = ProcessInfo.processInfo.environment["ALMANAC_ORACLES"]

  static let regions = [
    "AE", "AU-NSW", "BR-SP", "CA-ON", "CA-QC", "DE-BE", "ES-MD", "FR", "GB-ENG", "GB-NIR", "GR",
    "HK", "IL", "IN-KA", "IT", "NL", "PT", "SG", "US-CA", "US-MA", "US-WA", "US", "ZA",
  ]

  /// The lines of a file of the folder without its header.
  static func lines(_ name: String) throws -> [String] {
    let path = try #require(folder) + "/holidays/\(name).csv"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return text.split(whereSeparator: \.isNewline).dropFirst().map(String.init)
  }

  /// The public dates, `DATE` or `DATE estimated`.
  static func publicDates(of region: String) throws -> Set<String> {
    var dates: Set<String> = []
    for line in try lines(region) {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      guard let date = fields.first, fields.dropLast().last == "public" else { continue }
      dates.insert(fields.last == "true" ? "\(date) estimated" : String(date))
    }
    return dates
  }
}

@Suite(.enabled(if: HolidayOracle.folder != nil))
struct OracleTests {
  @Test(arguments: HolidayOracle.regions)
  func `the public dates of a region are those of the oracle`(region: String) throws {
    let calendar = try ShippedCalendars.library.resolve(region)
    let first = try #require(LocalDate("2020-01-01"))
    let last = try #require(LocalDate("2030-12-31"))
    let range = try #require(DateRange(first: first, last: last))
    let rows = calendar.holidays(in: range).filter { $0.category == .public }
    let dates = Set(
      rows.map { $0.status == .estimated ? "\($0.date) estimated" : "\($0.date)" })
    let expected = try HolidayOracle.publicDates(of: region)
    #expect(dates.subtracting(expected).sorted() == [])
    #expect(expected.subtracting(dates).sorted() == [])
  }

  @Test func `both Easters of 1900 to 2199 are those of the oracle`() throws {
    let lines = try HolidayOracle.lines("easter")
    #expect(lines.count == 300)
    for line in lines {
      let fields = line.split(separator: ",")
      let year = try #require(Int(fields[0]))
      #expect(Easter.western(year)?.description == String(fields[1]))
      #expect(Easter.orthodox(year)?.description == String(fields[2]))
    }
  }
}
