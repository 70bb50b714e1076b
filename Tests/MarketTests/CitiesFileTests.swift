import Foundation
import Testing

@testable import Market

@Suite struct CitiesFileTests {
  /// Reads a file of these lines, of which only the city `oslo` is wanted.
  private func read(_ lines: String...) throws -> [CityFacts] {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv")
    try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    do {
      return try CitiesFile.read(file.path, only: ["oslo"])
    } catch InputError.invalidCity(_, let line, let column, let value) {
      throw InputError.invalidCity(path: "cities.csv", line: line, column: column, value: value)
    }
  }

  private static let header = "slug,name,countrycode,timezone,latitude,longitude,currency"

  @Test func `a city is read by the names of the columns, and others are passed over`() throws {
    let cities = try read(
      "currency,country,time_zone,longitude,latitude,name,slug,subdivision",
      "SEK,SE,Nowhere,x,y,Broken,stockholm,", "NOK,NO,Europe/Oslo,10.75,59.91,Oslo,oslo,NO-03")
    #expect(
      cities == [
        CityFacts(
          slug: "oslo", name: "Oslo", country: "NO", subdivision: "NO-03",
          timeZone: "Europe/Oslo", currency: "NOK", latitude: 59.91, longitude: 10.75)
      ])
  }

  @Test(arguments: [
    ("oslo,Oslo,NO,Europe/Christiania,59.9,10.7,NOK", "timezone", "Europe/Christiania"),
    ("oslo,Oslo,NO,Europe/Oslo,59.9,10.7,KR", "currency", "KR"),
    ("oslo,Oslo,NO,Europe/Oslo,95,10.7,NOK", "latitude", "95"),
    ("oslo,Oslo,NO,Europe/Oslo,59.9,,NOK", "longitude", ""),
  ])
  func `an impossible fact is named with its line`(
    row: String, column: String, value: String
  ) {
    let expected = InputError.invalidCity(
      path: "cities.csv", line: 2, column: column, value: value)
    #expect(throws: expected) { try read(CitiesFileTests.header, row) }
  }

  @Test func `a city that stands there twice is refused`() {
    let row = "oslo,Oslo,NO,Europe/Oslo,59.9,10.7,NOK"
    let expected = InputError.invalidCity(
      path: "cities.csv", line: 3, column: "slug", value: "oslo")
    #expect(throws: expected) { try read(CitiesFileTests.header, row, row) }
  }
}
