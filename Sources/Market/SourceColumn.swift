/// One column of the source contract.
public struct SourceColumn: Hashable, Sendable {
  /// The column's name.
  public let name: String
  /// Its type as PostgreSQL writes it, such as `double precision`.
  public let type: String
  /// Whether it may be null.
  public let isOptional: Bool

  init(_ name: String, _ type: String, optional: Bool = false) {
    self.name = name
    self.type = type
    isOptional = optional
  }
}

extension SourceRelation {
  /// The relation's columns; views may have more.
  public var columns: [SourceColumn] {
    switch self {
    case .city:
      [
        SourceColumn("city_id", "integer"), SourceColumn("slug", "text"),
        SourceColumn("name", "text"), SourceColumn("country", "text"),
        SourceColumn("subdivision", "text", optional: true), SourceColumn("time_zone", "text"),
        SourceColumn("currency", "text"), SourceColumn("latitude", "double precision"),
        SourceColumn("longitude", "double precision"),
      ]
    case .venue:
      [
        SourceColumn("city_id", "integer"), SourceColumn("venue_id", "bigint"),
        SourceColumn("name", "text"), SourceColumn("latitude", "double precision"),
        SourceColumn("longitude", "double precision"), SourceColumn("active", "boolean"),
        SourceColumn("attributes", "jsonb", optional: true),
      ]
    case .space:
      [
        SourceColumn("city_id", "integer"), SourceColumn("venue_id", "bigint"),
        SourceColumn("space_id", "bigint"), SourceColumn("name", "text"),
        SourceColumn("category", "text"), SourceColumn("capacity", "integer"),
        SourceColumn("units", "integer"),
        SourceColumn("base_price_minor", "bigint", optional: true),
        SourceColumn("rating", "numeric", optional: true), SourceColumn("active", "boolean"),
        SourceColumn("attributes", "jsonb", optional: true),
      ]
    case .addOn:
      [
        SourceColumn("city_id", "integer"), SourceColumn("add_on", "text"),
        SourceColumn("name", "text"),
      ]
    case .spaceAddOn:
      [
        SourceColumn("city_id", "integer"), SourceColumn("space_id", "bigint"),
        SourceColumn("add_on", "text"), SourceColumn("price_minor", "bigint", optional: true),
      ]
    case .booking:
      [
        SourceColumn("city_id", "integer"), SourceColumn("space_id", "bigint"),
        SourceColumn("booking_id", "bigint"), SourceColumn("starts_on", "date"),
        SourceColumn("ends_on", "date"), SourceColumn("units", "integer"),
      ]
    case .priceOverride:
      [
        SourceColumn("city_id", "integer"), SourceColumn("space_id", "bigint"),
        SourceColumn("starts_on", "date"), SourceColumn("ends_on", "date"),
        SourceColumn("price_minor", "bigint"),
      ]
    }
  }
}
