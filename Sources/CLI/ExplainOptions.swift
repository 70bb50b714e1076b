import ArgumentParser
import Discovery

/// The request that `almanac explain` is about: each option is the parameter of its name.
struct ExplainOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The space.", valueName: "id")) var space: String
  @Option(help: ArgumentHelp("The city.", valueName: "slug")) var city: String
  @Option(help: ArgumentHelp("The date.", valueName: "date")) var date: String
  @Option(help: ArgumentHelp("Any of these categories.", valueName: "names")) var category: String?
  @Option(help: ArgumentHelp("The least capacity.", valueName: "n")) var capacityMin: String?
  @Option(help: ArgumentHelp("The greatest capacity.", valueName: "n")) var capacityMax: String?
  @Option(help: ArgumentHelp("All of these add-ons.", valueName: "names")) var addOns: String?
  @Option(help: ArgumentHelp("The least price in minor units.", valueName: "n"))
  var priceMin: String?
  @Option(help: ArgumentHelp("The greatest price in minor units.", valueName: "n"))
  var priceMax: String?
  @Option(help: ArgumentHelp("The place of distances.", valueName: "lat,lng")) var near: String?
  @Option(help: ArgumentHelp("The greatest distance from it.", valueName: "km"))
  var radiusKm: String?
  @Option(help: ArgumentHelp("The order.", valueName: "order")) var sort: String?
  @Option(help: ArgumentHelp("Items a page.", valueName: "n")) var limit: String?

  /// The request, read by the declaration that the API reads requests by.
  var query: ExplainQuery {
    get throws(ParameterFault) {
      let sent: [(String, String?)] = [
        ("space", space), ("city", city), ("date", date), ("category", category),
        ("capacity_min", capacityMin), ("capacity_max", capacityMax), ("add_ons", addOns),
        ("price_min", priceMin), ("price_max", priceMax), ("near", near),
        ("radius_km", radiusKm), ("sort", sort), ("limit", limit),
      ]
      return try ExplainQuery(
        QueryString(pairs: sent.compactMap { name, value in value.map { (name, $0) } }))
    }
  }
}
