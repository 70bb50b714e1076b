public import Dates

/// The answer to a discovery request.
public struct DiscoveryAnswer: Hashable, Sendable {
  /// The city's slug.
  public var city: String
  /// The date of the request.
  public var date: LocalDate
  /// Whether the city is open at all on the date.
  public var isOpen: Bool
  /// The JSON object of the date's holiday, if any.
  public var holiday: [UInt8]?
  /// The ISO 4217 code of every price.
  public var currency: String
  /// The page in order.
  public var items: [DiscoveryItem]
  /// The cursor of the next page; nil on the last.
  public var nextCursor: String?
  /// Items a page.
  public var limit: Int
  /// How many items all pages have together; a lower bound when not exact.
  public var total: Int32
  /// Whether the total is exact.
  public var totalIsExact: Bool
  /// From when the answer is.
  public var freshness: Freshness

  /// An answer of all its parts.
  public init(
    city: String, date: LocalDate, isOpen: Bool, holiday: [UInt8]?, currency: String,
    items: [DiscoveryItem], nextCursor: String?, limit: Int, total: Int32, totalIsExact: Bool,
    freshness: Freshness
  ) {
    self.city = city
    self.date = date
    self.isOpen = isOpen
    self.holiday = holiday
    self.currency = currency
    self.items = items
    self.nextCursor = nextCursor
    self.limit = limit
    self.total = total
    self.totalIsExact = totalIsExact
    self.freshness = freshness
  }

  /// The answer's JSON text, which depends on the answer's content alone.
  public func encoded() -> [UInt8] {
    var json = JSONWriter(capacity: 512 + items.reduce(0) { $0 + $1.fragment.count + 192 })
    json.object { json in
      json.name("city")
      json.string(city)
      json.name("date")
      json.string(date.description)
      writeDay(to: &json)
      json.name("items")
      json.array { json in
        for item in items { item.write(to: &json, currency: currency) }
      }
      writePage(to: &json)
      json.name("freshness")
      freshness.write(to: &json)
    }
    return json.bytes
  }

  private func writeDay(to json: inout JSONWriter) {
    json.name("day")
    json.object { json in
      json.name("status")
      json.string(isOpen ? "open" : "closed")
      json.name("holiday")
      if let holiday { json.raw(holiday) } else { json.null() }
    }
  }

  private func writePage(to json: inout JSONWriter) {
    json.name("page")
    json.object { json in
      json.name("limit")
      json.integer(limit)
      json.name("next_cursor")
      if let nextCursor { json.string(nextCursor) } else { json.null() }
      json.name("total")
      json.integer(total)
      json.name("total_is_exact")
      json.bool(totalIsExact)
    }
  }
}
