extension DiscoveryQuery {
  /// The one text of everything that decides which spaces match and in which order: all but the
  /// cursor and the page's size.
  ///
  /// Cursors are bound to it, so a cursor serves pages of any size.
  public var canonicalSelection: String {
    var text = "city=\(escaped(city))&date=\(date)&sort=\(sort.rawValue)"
    if !categories.isEmpty { text += "&category=\(list(categories))" }
    if let capacityMin { text += "&capacity_min=\(capacityMin)" }
    if let capacityMax { text += "&capacity_max=\(capacityMax)" }
    if !addOns.isEmpty { text += "&add_ons=\(list(addOns))" }
    if let priceMin { text += "&price_min=\(priceMin)" }
    if let priceMax { text += "&price_max=\(priceMax)" }
    if let near { text += "&near=\(near.x),\(near.y),\(near.z)" }
    if let radiusMetres { text += "&radius=\(radiusMetres)" }
    return text
  }

  /// The one text of the whole request: equal for two requests that mean the same.
  public var canonicalText: String {
    let page = "\(canonicalSelection)&limit=\(limit)"
    guard let cursor else { return page }
    return "\(page)&cursor=\(cursor)"
  }

  private func list(_ names: [String]) -> String {
    names.map(escaped).joined(separator: ",")
  }

  /// Names may hold any character, so the four that structure the text are written otherwise.
  private func escaped(_ name: String) -> String {
    guard name.utf8.contains(where: { "%&=,".utf8.contains($0) }) else { return name }
    return name.replacing("%", with: "%25").replacing("&", with: "%26")
      .replacing("=", with: "%3D").replacing(",", with: "%2C")
  }
}
