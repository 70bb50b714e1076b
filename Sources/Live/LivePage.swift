public import Calendars
import Discovery
import Expansion

/// One page of a live answer.
public struct LivePage: Sendable {
  /// The cell.
  public let cell: LiveCell
  /// The place of the request, if it names one.
  let near: LivePlace?
  /// The items in order.
  public let items: [LiveItem]
  /// Items a page.
  public let limit: Int
  /// Whether the request left items of the cell out.
  public let isFiltered: Bool
  /// How many items all pages have together.
  public let total: Int
  /// Whether another page follows.
  public let hasNext: Bool

  /// The members `city`, `date`, `day` and `items` of the answer.
  public var json: JSON {
    .object([
      ("city", .string(cell.city.slug)), ("date", .string("\(cell.date)")),
      ("day", day), ("items", .array(items.map(json))),
    ])
  }

  private var day: JSON {
    let holiday = cell.day.holiday.map { holiday in
      JSON.object([
        ("holiday_id", .string(holiday.holidayID)), ("name", .string(holiday.name)),
        ("category", .string(holiday.category.rawValue)), ("observed", .bool(holiday.observed)),
      ])
    }
    return .object([
      ("status", .string(cell.day.status == .open ? "open" : "closed")),
      ("holiday", holiday ?? .null),
    ])
  }

  private func json(_ item: LiveItem) -> JSON {
    let metres = near.map { Int(item.place.metres(to: $0).rounded()) }
    return .object([
      ("space_id", .string("\(item.space.spaceID)")),
      ("venue_id", .string("\(item.space.venueID)")), ("name", .string(item.space.name)),
      ("venue_name", .string(item.venue.name)), ("category", .string(item.space.category)),
      ("rating", item.space.ratingHundredths.map { .decimal(Double($0) / 100) } ?? .null),
      (
        "location",
        .object([
          ("latitude", .decimal(item.venue.latitude)),
          ("longitude", .decimal(item.venue.longitude)),
        ])
      ),
      ("capacity", .integer(item.capacity)),
      (
        "price",
        .object([
          ("amount_minor", .integer(item.priceMinor)),
          ("currency", .string(cell.city.currency.code)),
        ])
      ),
      ("available_units", .integer(item.units)), ("distance_m", .optional(metres)),
      ("add_ons", .array(item.addOns.sorted().map(JSON.string))),
    ])
  }
}
