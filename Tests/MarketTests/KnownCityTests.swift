import Discovery
import Foundation
import Testing

@testable import Market

@Suite struct KnownCityTests {
  @Test func `the table is read whole, each slug once`() {
    #expect(KnownCity.all.count == 64)
    #expect(Set(KnownCity.all.map(\.slug)).count == 64)
  }

  @Test(arguments: KnownCity.all)
  func `a known city has a zone, a currency and a place that exist`(city: KnownCity) {
    #expect(TimeZone(identifier: city.timeZone) != nil)
    #expect(Currency(code: city.currency) != nil)
    #expect((-90...90).contains(city.latitude) && (-180...180).contains(city.longitude))
    #expect(city.subdivision.map { $0.hasPrefix(city.country + "-") } ?? true)
  }

  @Test func `a year attached to a slug still finds its city`() {
    #expect(KnownCity.matching(slug: "seattle2016")?.subdivision == "US-WA")
    #expect(KnownCity.matching(slug: "quebec-2021")?.subdivision == "CA-QC")
    #expect(KnownCity.matching(slug: "atlantis") == nil)
  }
}
