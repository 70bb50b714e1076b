import Calendars
import Testing

@testable import Expansion

@Suite struct CityFileTests {
  @Test func `cities are read by the names of the columns`() {
    let file = CityFile(
      SourceText(
        path: "cities.csv",
        text: """
          slug,snapshot,name,country,subdivision,time_zone,currency,city_id
          quebec,2021,"Québec, ville",CA,CA-QC,America/Toronto,CAD,7
          singapore,2023,Singapore,SG,,Asia/Singapore,SGD,8

          """))
    #expect(file.diagnostics.isEmpty)
    #expect(file.cities.map(\.id) == [7, 8])
    #expect(file.cities.map(\.name) == ["Québec, ville", "Singapore"])
    #expect(file.cities.map(\.subdivision) == ["CA-QC", nil])
  }

  @Test func `a city with a zone or currency that there is not is an error by line`() {
    let file = CityFile(
      SourceText(
        path: "cities.csv",
        text: """
          slug,country,time_zone,currency
          madrid,ES,Europe/madrid,EUR
          paris,FR,Europe/Paris,FRF
          new-york,US,EST,USD
          rome,IT,Europe/Rome,EUR
          """))
    #expect(file.cities.map(\.slug) == ["rome"])
    #expect(
      file.diagnostics.map { "\($0.location?.line ?? 0) \($0.message)" } == [
        "2 there is no time zone 'Europe/madrid'", "3 there is no currency 'FRF'",
        "4 there is no time zone 'EST'",
      ])
  }

  @Test func `missing columns are named`() {
    let file = CityFile(SourceText(path: "cities.csv", text: "slug,country\nrome,IT\n"))
    #expect(file.diagnostics.map(\.message) == ["the columns time_zone, currency are missing"])
  }
}
