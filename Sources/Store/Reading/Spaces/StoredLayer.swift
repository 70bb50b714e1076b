import Discovery
import Foundation
import Postgres

/// A layer of a day as `space_facts` writes it.
struct StoredLayer: Decodable {
  var scope: DayLayer.Scope
  var status: String?
  var closed_reason: Int16?
  var opens_at: String?
  var closes_at: String?
  var is_below_notice: Bool?
  var capacity_factor: Int32?
  var closed_add_ons: Int64?
  var holiday: StoredHoliday?
  var rules: [StoredRule]
  var origins: [StoredTrace]

  var layer: DayLayer {
    var layer = DayLayer(scope: scope)
    layer.isOpen = status.map { $0 == "open" }
    layer.closedReason = closed_reason.flatMap(ExclusionReason.init)
    layer.opensAt = opens_at
    layer.closesAt = closes_at
    layer.isBelowNotice = is_below_notice
    layer.capacityFactor = capacity_factor
    layer.closedAddOns = closed_add_ons.map(AddOnMask.init)
    layer.rules = rules.map(\.rule)
    layer.traces = origins.map(\.trace)
    return layer
  }
}

extension DayLayer.Scope: Decodable {}

/// A price rule as a day keeps it.
struct StoredRule: Decodable {
  var name: String
  var basis_points: Int32
  var add_minor: Int64
  var layer: String
  var file: String?
  var line: Int?

  var rule: DayPriceRule {
    DayPriceRule(
      name: name, step: PriceStep(basisPoints: max(0, basis_points), addMinor: add_minor),
      origin: DayOrigin(layer: layer, file: file, line: line))
  }
}

/// A trace as a day keeps it.
struct StoredTrace: Decodable {
  var subject: String
  var value: String
  var layer: String
  var file: String?
  var line: Int?

  var trace: DayLayer.Trace {
    DayLayer.Trace(
      subject: subject, value: value, origin: DayOrigin(layer: layer, file: file, line: line))
  }
}

/// A holiday as a day keeps it.
struct StoredHoliday: Decodable {
  var holiday_id: String?
  var name: String?
  var category: String?
  var observed: Bool?
  var calendar: String?
  var rule: String?
  var file: String?
  var line: Int?

  var holiday: DayHoliday {
    DayHoliday(
      holidayID: holiday_id ?? "", name: name ?? "", category: category ?? "",
      isObserved: observed ?? false, calendar: calendar ?? "", rule: rule ?? "",
      origin: DayOrigin(layer: "calendar \(calendar ?? "")", file: file, line: line))
  }
}

/// An add-on of a card as `space_facts` writes it.
struct StoredAddOn: Decodable {
  var bit: Int
  var add_on: String
  var name: String
  var price_minor: Int64?

  var addOn: SpaceCard.AddOn? {
    AddOnMask(bit: bit).map {
      SpaceCard.AddOn(mask: $0, addOn: add_on, name: name, priceMinor: price_minor)
    }
  }
}

extension Array where Element: Decodable {
  /// The elements of a JSON array in a column; none where it is null.
  static func read(_ row: Row, _ column: String) throws -> [Element] {
    guard let text = try row.get(column, as: TextBytes?.self) else { return [] }
    return try JSONDecoder().decode([Element].self, from: Data(text.bytes))
  }
}
