/// What a row of a tracked table says of a change, each as SQL over the row `r`; nil: not known.
public struct CapturedColumns: Sendable, Hashable {
  /// The city.
  public var cityID: String?
  /// The space.
  public var spaceID: String?
  /// The first date.
  public var startsOn: String?
  /// The day after the last date.
  public var endsOn: String?

  /// Nothing is known but that something has changed.
  public init() {}

  /// The columns of a relation of the contract.
  public init(ofRelation relation: String) {
    cityID = "r.city_id"
    switch relation {
    case "booking", "price_override":
      spaceID = "r.space_id"
      startsOn = "r.starts_on"
      endsOn = "r.ends_on"
    case "space", "space_add_on":
      spaceID = "r.space_id"
    default: break
    }
  }
}
