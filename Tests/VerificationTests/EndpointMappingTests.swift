import Calendars
import Testing

@testable import Verification

@Suite struct EndpointMappingTests {
  private static let text = """
    schema: 1
    path: /api/rooms
    parameters: {city: location, capacity_min: min_guests, sort: order}
    without: [near, radius_km]
    orders: {recommended: best, -price: dearest}
    fields:
      items: results
      items.space_id: id
      items.price.amount_minor: cost.cents
      items.location.latitude: lat
      page.total: count
    ignore: [items.rating, day]
    """

  private func mapping() throws -> EndpointMapping {
    let outcome = SourceText(path: "old.yml", text: EndpointMappingTests.text)
      .read(as: EndpointMapping.mapping.shape)
    #expect(outcome.diagnostics.isEmpty)
    return try #require(outcome.value)
  }

  @Test func `a request is put in the endpoint's words`() throws {
    let question = Question([
      .init("city", "são paulo"), .init("sort", "-price"), .init("capacity_min", "3"),
      .init("limit", "5"),
    ])
    let mapping = try mapping()
    #expect(mapping.canAsk(question))
    #expect(
      "\(mapping.translated(question))"
        == "location=s%c3%a3o%20paulo&order=dearest&min_guests=3&limit=5")
    #expect(!mapping.canAsk(question.setting("near", to: "0,0")))
  }

  @Test func `an answer is read from where the endpoint has it`() throws {
    let theirs = """
      {"city":"x","count":2,"results":[{"id":7,"name":"A","cost":{"cents":5},"lat":1.5}],"more":1}
      """
    #expect(
      try mapping().translated(JSON(reading: Array(theirs.utf8))).compact == """
        {"city":"x","items":[{"space_id":7,"name":"A","location":{"latitude":1.5},\
        "price":{"amount_minor":5}}],"page":{"total":2}}
        """)
  }

  @Test func `fields that are ignored are not compared, and ids may be numbers`() throws {
    var comparison = ReplyComparison()
    comparison.isStrict = false
    comparison.ignored = try mapping().ignored
    let live = JSON.object([
      ("items", .array([.object([("space_id", .string("7")), ("rating", .null)])]))
    ])
    let theirs = JSON.object([("items", .array([.object([("space_id", .integer(7))])]))])
    #expect(comparison.first("", live, theirs) == nil)
    comparison.ignored = []
    #expect(
      comparison.first("", live, theirs)
        == Difference(field: "items[0].rating", live: "null", other: nil))
  }

  @Test(arguments: [
    ("schema: 1\nparameters: {capacity: x}", "old.yml:2:14", "'capacity' is not a parameter"),
    ("schema: 1\nfields: {items.cost: x}", "old.yml:2:10", "'items.cost' is not a field"),
    ("schema: 1\norders: {cheap: x}", "old.yml:2:10", "'cheap' is not an order"),
    ("schema: 1\nheaders: {A: b}", "old.yml:2:14", "'b' is written out"),
    ("schema: 2", "old.yml:1:9", "'2' is out of range"),
    ("feilds: {}", "old.yml:1:1", "unknown key"),
  ])
  func `a mistake is named by its line`(text: String, place: String, message: String) {
    let outcome = SourceText(path: "old.yml", text: text).read(as: EndpointMapping.mapping.shape)
    let report = outcome.diagnostics.rendered(sources: [:])
    #expect(report.contains("\(place): error") && report.contains(message), "\(report)")
  }
}
