import Dates
import Discovery
import Foundation
import HTTPTypes
import Postgres
import Store
import TestSupport
import Testing

@testable import ReadAPI

@Suite struct FacetsTests {
  @Test func `facets count what passes the filters`() async throws {
    try await TestCluster.shared().withDatabase(.market) { url in
      let connection = try await Connection.open(.patientReading(url: url))
      var numbers = RandomNumbers(seed: 31)
      for sort in Sort.allCases {
        let query = numbers.query(sort: sort)
        let city = try #require(query.city.last?.wholeNumberValue)
        let stored = try await connection.candidates(city: Int32(city), date: query.date)
        let expected = stored.filter(query.accepts)
        guard case .facets(let facets) = try await connection.facets(query) else {
          Issue.record("no facets")
          return
        }
        #expect(Int(facets.total) == expected.count)
        let categories = Dictionary(grouping: expected, by: \.category).mapValues(\.count)
        #expect(counts(facets.categories) == categories)
        var addOns: [String: Int] = [:]
        for name in expected.flatMap(\.addOns) { addOns[name, default: 0] += 1 }
        #expect(counts(facets.addOns) == addOns)
        check(facets.capacities, expected.map { Int64($0.capacity) })
        check(facets.prices, expected.map(\.priceMinor))
        // 1, 2 or 5 and zeros, whatever the filters.
        for band in facets.prices {
          #expect("\(band.from)".wholeMatch(of: #/0|[125]0*/#) != nil)
          #expect("\(band.to + 1)".wholeMatch(of: #/[125]0*/#) != nil)
        }
      }
      await connection.close()
    }
  }

  private func counts(_ named: [Facets.Named]) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: named.map { ($0.name, Int($0.items)) })
  }

  private func check(_ bands: [Facets.Band], _ values: [Int64]) {
    for band in bands {
      #expect(values.count { (band.from...band.to).contains($0) } == Int(band.items))
    }
    #expect(bands.reduce(0) { $0 + $1.items } == values.count)
    #expect(bands.map(\.from) == bands.map(\.from).sorted())
  }

  @Test func `facets take the filters and nothing else`() async throws {
    try await MarketAPI.with { market in
      let base = "/v1/discovery/facets?city=city-1&date=2026-12-21"
      let answer = await market.get("\(base)&category=category-1,category-2")
      #expect(answer.status.code == 200)
      #expect(
        answer.text.contains(
          """
          "total":800,"categories":[{"name":"category-1","count":400},\
          {"name":"category-2","count":400}],"add_ons":[
          """))
      for parameter in ["sort=price", "limit=5", "cursor=abc"] {
        #expect(await market.get("\(base)&\(parameter)").text.contains("unknown-parameter"))
      }
      let unbuilt = await market.get("/v1/discovery/facets?city=city-1&date=2027-12-21")
      #expect(unbuilt.text.contains("date-not-built"))
      let unknown = await market.get("/v1/discovery/facets?city=nowhere&date=2027-12-21")
      #expect(unknown.text.contains("unknown-city"))
    }
  }
}
