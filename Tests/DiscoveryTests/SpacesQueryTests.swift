import Dates
@testable import Discovery
import Testing

@Suite struct SpacesQueryTests {
  private func fault(_ text: String) -> ParameterFault? {
    do throws(ParameterFault) {
      _ = try SpacesQuery(QueryString(text))
      return nil
    } catch {
      return error
    }
  }

  @Test func `ids keep their order, and one that is sent again counts once`() throws {
    let query = try SpacesQuery(QueryString("date=2026-12-24&ids=7,-3,007,9223372036854775807,0"))
    #expect(query.ids == [7, -3, .max, 0])
    #expect(query.date == LocalDate("2026-12-24"))
    let fifty = (1...50).map(String.init).joined(separator: ",")
    #expect(try SpacesQuery(QueryString("date=2026-12-24&ids=\(fifty),1,2")).ids.count == 50)
  }

  @Test(arguments: [
    ("ids=1", "date", "missing-parameter"), ("date=2026-12-24", "ids", "missing-parameter"),
    ("date=2026-12-24&ids=", "ids", "missing-parameter"),
    ("date=2026-12-24&ids=1,", "ids", "invalid-parameter"),
    ("date=2026-12-24&ids=1.5", "ids", "invalid-parameter"),
    ("date=2026-12-24&ids=+1", "ids", "invalid-parameter"),
    ("date=2026-12-24&ids=1%2B", "ids", "invalid-parameter"),
    ("date=2026-12-24&ids=9223372036854775808", "ids", "invalid-parameter"),
    ("date=2026-12-32&ids=1", "date", "invalid-parameter"),
    ("date=2026-12-24&ids=1&ids=2", "ids", "repeated-parameter"),
    ("date=2026-12-24&ids=1&city=a", "city", "unknown-parameter"),
    ("date=2026-12-24&ids=1&nights=2", "nights", "unsupported-stay"),
  ])
  func `a mistake names its parameter`(text: String, parameter: String, code: String) {
    #expect(fault(text)?.parameter == parameter)
    #expect(fault(text)?.code == code)
  }

  @Test func `a path names one space`() throws {
    #expect(try SpacesQuery(id: "12", QueryString("date=2026-12-24")).ids == [12])
    #expect(throws: ParameterFault.self) {
      try SpacesQuery(id: "a", QueryString("date=2026-12-24"))
    }
    #expect(throws: ParameterFault.self) {
      try SpacesQuery(id: "1", QueryString("date=2026-12-24&ids=1"))
    }
  }

  @Test func `an explanation takes a space and what discovery takes, but for the cursor`() throws {
    #expect(
      ExplainParameter.all.map(\.name)
        == ["space"] + DiscoveryParameter.all.map(\.name).filter { $0 != "cursor" })
    let text = "city=lisbon&date=2026-12-24&category=b,a&near=0,0&sort=distance&limit=0"
    let query = try ExplainQuery(QueryString("space=5&\(text)"))
    #expect(query.space == 5)
    #expect(query.discovery == (try DiscoveryQuery(QueryString(text))))
    for faulty in [
      "\(text)", "space=&\(text)", "space=a&\(text)", "space=1&cursor=x&\(text)",
      "space=1&city=lisbon&date=2026-12-24&sort=distance",
    ] {
      #expect(throws: ParameterFault.self) { try ExplainQuery(QueryString(faulty)) }
    }
  }
}
