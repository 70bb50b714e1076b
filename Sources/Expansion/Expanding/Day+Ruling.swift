import Discovery

extension Day {
  /// The day that a ruling over the rules of a city comes to.
  init(_ ruling: Ruling, addOns: Set<String>, isBelowNotice: Bool, notice: Trace?) {
    let offered = Set(ruling.addOnTraces.map(\.name))
    let capacity = ruling.capacity
    status = ruling.opening == .closed ? .closed : .open
    closedReason = ruling.opening == .closed ? ruling.voices.last?.reason : nil
    holidays = ruling.orderedHolidays
    hours = ruling.opening.hours
    prices = [ruling.policies.lazy.compactMap(\.priceRule).first].compactMap { $0 } + ruling.prices
    self.isBelowNotice = isBelowNotice
    capacityFactor = capacity?.factor ?? 10_000
    closedAddOns = addOns.subtracting(offered).sorted()
    scopes = []
    traces =
      [ruling.hoursTrace] + ruling.policies.map(\.trace) + ruling.priceTraces
      + [capacity?.trace, notice].compactMap { $0 } + ruling.addOnTraces.map(\.trace)
  }
}

extension DayScope {
  /// What a scope changes, when its rules are added to those of its city.
  init(
    _ scope: CityExpansion.Scope, _ ruling: Ruling, cityAddOns: Set<String>, isBelowNotice: Bool?
  ) {
    kind = scope.kind
    key = scope.key
    self.isBelowNotice = isBelowNotice
    traces = isBelowNotice == nil ? [] : [scope.stack.notice].compactMap { $0 }
    if ruling.isDecidedByScope {
      status = ruling.opening == .closed ? .closed : .open
      closedReason = ruling.opening == .closed ? ruling.voices.last?.reason : nil
      hours = ruling.opening.hours
      traces.append(ruling.hoursTrace)
    }
    let own = ruling.scopeRules
    let policies = ruling.policies.filter(\.isScope)
    prices = [policies.lazy.compactMap(\.priceRule).first].compactMap { $0 } + own.prices
    traces += policies.map(\.trace) + own.priceTraces
    if let capacity = own.capacity {
      capacityFactor = capacity.factor
      traces.append(ruling.capacity?.trace ?? capacity.trace)
    }
    if !scope.stack.addOns.isEmpty {
      let offered = Set(own.addOnTraces.map(\.name)).union(
        ruling.addOnTraces.map(\.name).filter { !scope.stack.addOns.contains($0) })
      closedAddOns = cityAddOns.union(scope.stack.addOns).subtracting(offered).sorted()
      traces += own.addOnTraces.map(\.trace)
    }
  }
}

extension Ruling {
  /// Whether the scope decides when places are open: by the last voice, or by a policy that lets a
  /// holiday pass over which the city has made no exception.
  var isDecidedByScope: Bool {
    guard let last = voices.last else { return policies.contains(where: \.isScope) }
    return last.isScope
      || last.reason != .closedException && policies.contains(where: \.isScope)
  }

  /// The ruling of the scope's rules alone.
  var scopeRules: Ruling { Ruling(rules: rules.filter(\.isScope), holidays: []) }

  /// The price rules that hold, in order.
  var prices: [PriceRule] {
    rules.compactMap { rule in
      guard case .price(let name, let change) = rule.item.effect else { return nil }
      return PriceRule(name: name, step: change.step, origin: rule.item.origin)
    }
  }

  var priceTraces: [Trace] {
    rules.compactMap { rule in
      guard case .price = rule.item.effect else { return nil }
      return rule.item.trace
    }
  }

  /// The capacity factor of the last rule that holds.
  var capacity: (factor: Int32, trace: Trace)? {
    let spoken = rules.compactMap { rule -> (factor: Int32, item: RuleItem)? in
      guard case .capacity(let factor) = rule.item.effect else { return nil }
      return (factor, rule.item)
    }
    guard let last = spoken.last else { return nil }
    let trace = Trace(
      subject: "capacity", value: last.item.value, entry: last.item.entry,
      origin: last.item.origin,
      overrode: spoken.dropLast().reversed().map {
        Trace.Overridden(value: $0.item.value, origin: $0.item.origin)
      })
    return (last.factor, trace)
  }

  /// The add-ons whose season it is.
  var addOnTraces: [(name: String, trace: Trace)] {
    rules.compactMap { rule in
      guard case .addOn(let name) = rule.item.effect else { return nil }
      return (name, rule.item.trace)
    }
  }
}

extension RuleItem {
  fileprivate var trace: Trace {
    Trace(subject: entry, value: value, entry: entry, origin: origin, overrode: replaced)
  }
}

extension Opening {
  /// The hours, when open at stated ones.
  var hours: ServiceHours? {
    guard case .open(let hours) = self else { return nil }
    return hours
  }
}
