import Dates
import Discovery
import Testing

@Suite struct DiscoveryAnswerTests {
  private let freshness = Freshness(
    generation: 7, builtAt: Instant(microseconds: 1_790_000_000_000_000),
    inputsAsOf: Instant(microseconds: 1_789_999_999_250_000))

  private func answer(items: [DiscoveryItem]) -> DiscoveryAnswer {
    DiscoveryAnswer(
      city: "lisbon", date: LocalDate(dayNumber: 20_811), isOpen: !items.isEmpty, holiday: nil,
      currency: "EUR", items: items, nextCursor: nil, limit: 20, total: Int32(items.count),
      totalIsExact: true, freshness: freshness)
  }

  @Test func `an answer has this text`() {
    var item = DiscoveryItem(
      fragment: Array(#"{"space_id":"9007199254740993","name":"A \"quiet\" room""#.utf8),
      addOns: Array(#"["wifi"]"#.utf8), capacity: 4, priceMinor: 1250, units: 2,
      distanceMetres: nil)
    var other = item
    other.addOns = Array("[]".utf8)
    other.distanceMetres = 0
    item.fragment = Array(#"{"space_id":"1","name":"東京""#.utf8)
    var answer = answer(items: [item, other])
    answer.nextCursor = "abc"
    answer.holiday = Array(#"{"name": "Natal"}"#.utf8)
    #expect(
      String(decoding: answer.encoded(), as: UTF8.self) == """
        {"city":"lisbon","date":"2026-12-24","day":{"status":"open","holiday":{"name": "Natal"}},\
        "items":[{"space_id":"1","name":"東京","capacity":4,\
        "price":{"amount_minor":1250,"currency":"EUR"},"available_units":2,"distance_m":null,\
        "add_ons":["wifi"]},\
        {"space_id":"9007199254740993","name":"A \\"quiet\\" room","capacity":4,\
        "price":{"amount_minor":1250,"currency":"EUR"},"available_units":2,"distance_m":0,\
        "add_ons":[]}],\
        "page":{"limit":20,"next_cursor":"abc","total":2,"total_is_exact":true},\
        "freshness":{"generation":7,"built_at":"2026-09-21T14:13:20Z",\
        "inputs_as_of":"2026-09-21T14:13:19.250000Z"}}
        """)
  }

  @Test func `a closed day has this text`() {
    #expect(
      String(decoding: answer(items: []).encoded(), as: UTF8.self) == """
        {"city":"lisbon","date":"2026-12-24","day":{"status":"closed","holiday":null},"items":[],\
        "page":{"limit":20,"next_cursor":null,"total":0,"total_is_exact":true},\
        "freshness":{"generation":7,"built_at":"2026-09-21T14:13:20Z",\
        "inputs_as_of":"2026-09-21T14:13:19.250000Z"}}
        """)
  }
}
