import Calendars

extension Job {
  /// Findings that concern several layers or files.
  func checked() -> [Diagnostic] {
    layers.flatMap(\.repeatedNames) + replacingScopes + missingRemovals + contradictions
  }

  /// Rules of a category, a venue or a space come after those of the city: they add to them.
  private var replacingScopes: [Diagnostic] {
    let cityNames = Set(layers.filter { $0.name.kind < .category }.flatMap(\.ruleNames))
    return layers.filter { $0.name.kind >= .category }.flatMap { layer in
      layer.prices.compactMap { rule in
        guard let name = rule.value.name, cityNames.contains(name.value) else { return nil }
        return Diagnostic(
          .error, ExpansionCode.scopeReplaces, at: name.location,
          "'\(name.value)' is a rule of whole cities, which a \(layer.name.kind.name) cannot replace",
          hint: "give the rule another name: it applies after those of the city")
      }
    }
  }

  private var missingRemovals: [Diagnostic] {
    layers.enumerated().flatMap { index, layer in
      let earlier = Set(
        layers[..<index].filter { $0.name.kind < .category || $0.name == layer.name }
          .flatMap(\.ruleNames))
      return layer.prices.compactMap { rule -> Diagnostic? in
        guard rule.value.remove?.value == true, let name = rule.value.name,
          !earlier.contains(name.value)
        else { return nil }
        return Diagnostic(
          .error, ExpansionCode.nothingToRemove, at: name.location,
          "'remove' names '\(name.value)', which no earlier layer has",
          hint: Spelling.hint(for: name.value, among: earlier))
      }
    }
  }

  private var contradictions: [Diagnostic] {
    guard horizon.nearDays > horizon.days,
      let near = origins.first(where: { $0.subject == "horizon.near_days" })?.origin.location
    else { return [] }
    return [
      Diagnostic(
        .error, ExpansionCode.contradiction, at: near,
        "near_days is \(horizon.nearDays), more than the \(horizon.days) days of the horizon",
        hint: "near_days counts from today, like days")
    ]
  }
}

extension Layer {
  var prices: [Placed<PriceRuleDeclaration>] { rules.prices?.value ?? [] }

  var ruleNames: [String] {
    prices.compactMap { $0.value.remove?.value == true ? nil : $0.value.name?.value }
  }

  fileprivate var repeatedNames: [Diagnostic] {
    let lists = [
      prices.compactMap(\.value.name),
      (rules.capacity?.value ?? []).compactMap(\.value.name),
      (rules.opening?.value.seasons?.value ?? []).compactMap(\.value.name),
    ]
    return lists.flatMap { names in
      var first: [String: SourceLocation] = [:]
      return names.compactMap { name -> Diagnostic? in
        guard let earlier = first[name.value] else {
          first[name.value] = name.location
          return nil
        }
        return Diagnostic(
          .error, ExpansionCode.nameTwice, at: name.location,
          "the name '\(name.value)' is taken on line \(earlier.line)",
          hint: "names tell the rules of a layer apart")
      }
    }
  }
}
