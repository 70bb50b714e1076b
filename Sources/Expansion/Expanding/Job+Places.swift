public import Calendars

extension Job {
  /// Notes on the categories, venues and spaces that have rules of their own and that there are not.
  ///
  /// `places` are all categories, and those of the venues and spaces of `scopeKeys` that there are.
  public func findings(of places: LayeredPlaces) -> [Diagnostic] {
    layers.filter { $0.name.kind >= .category && !places.contains($0.name) }.map { layer in
      let near = layer.name.kind == .category ? places.categories : nil
      return Diagnostic(
        .note, ExpansionCode.unusedLayer, at: layer.location, "the source has no \(layer.name)",
        hint: near.flatMap { Spelling.nearest(to: layer.name.key, among: $0) }
          .map { "did you mean '\($0)'?" })
    }
  }
}
