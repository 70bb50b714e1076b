import Dates

/// The parameters of a request, each read on its own; nil where it means no filter.
public struct DiscoveryDraft: Sendable {
  var city: String?
  var date: LocalDate?
  var categories: [String]?
  var capacityMin: Int32?
  var capacityMax: Int32?
  var addOns: [String]?
  var priceMin: Int64?
  var priceMax: Int64?
  var near: ScaledPosition?
  var radiusKilometres: Double?
  var sort: Sort?
  var cursor: String?
  var limit: Int?
}
