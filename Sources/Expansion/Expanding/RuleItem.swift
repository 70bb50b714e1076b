import Calendars
import Discovery

/// One entry of one layer: on which dates it holds and what it then says.
struct RuleItem: Sendable {
  /// What an entry says.
  enum Effect: Sendable {
    case weekly(Opening)
    case season(Opening)
    case holiday(HolidaySelector, HolidayPolicy)
    case exception(Opening)
    case price(String, PriceChange)
    case capacity(Int32)
    case addOn(String)
  }

  var condition: Condition
  var effect: Effect
  /// How the entry is called, such as `weekly mon-fri`.
  var entry: String
  /// The value as its file writes it.
  var value: String
  var origin: Origin
  /// What the entry took the place of by bearing its name.
  var replaced: [Trace.Overridden] = []
}

extension Layer {
  /// The entries that say when places are open, the least decisive first; holidays are apart.
  func weeklyItems() -> [RuleItem] {
    (rules.opening?.value.weekly?.value ?? []).map {
      week($0, condition: .always, entry: "weekly") { .weekly($0) }
    }
  }

  func seasonItems() -> [RuleItem] {
    (rules.opening?.value.seasons?.value ?? []).flatMap { season -> [RuleItem] in
      var condition = Condition.always
      condition.dates = season.value.dates?.value.map(\.value)
      let name = season.value.name?.value ?? ""
      return (season.value.weekly?.value ?? []).map {
        week($0, condition: condition, entry: "season \(name)") { .season($0) }
      }
    }
  }

  func exceptionItems() -> [RuleItem] {
    (rules.opening?.value.exceptions?.value ?? []).map { entry in
      var condition = Condition.always
      condition.dates = [entry.key.value]
      return RuleItem(
        condition: condition, effect: .exception(entry.value.value),
        entry: "exception \(entry.key.value)", value: "\(entry.value.value)",
        origin: origin(entry.key.location))
    }
  }

  func holidayItems() -> [RuleItem] {
    (rules.holidays?.value ?? []).map { entry in
      var condition = Condition.always
      condition.holidays = [entry.key.value]
      return RuleItem(
        condition: condition, effect: .holiday(entry.key.value, entry.value.value),
        entry: "holidays \(entry.key.value)", value: "\(entry.value.value)",
        origin: origin(entry.key.location))
    }
  }

  func capacityItems() -> [RuleItem] {
    (rules.capacity?.value ?? []).compactMap { rule in
      guard let factor = rule.value.factor, let name = rule.value.name else { return nil }
      return RuleItem(
        condition: Condition(rule.value.condition), effect: .capacity(Int32(factor.value)),
        entry: "capacity \(name.value)", value: BasisPoints.text(factor.value),
        origin: origin(name.location))
    }
  }

  private func week(
    _ entry: PlacedEntry<WeekdaySet, Opening>, condition: Condition, entry name: String,
    effect: (Opening) -> RuleItem.Effect
  ) -> RuleItem {
    var condition = condition
    condition.weekdays = entry.key.value
    return RuleItem(
      condition: condition, effect: effect(entry.value.value),
      entry: "\(name) \(entry.key.value)", value: "\(entry.value.value)",
      origin: origin(entry.key.location))
  }
}

extension [Layer] {
  /// Every entry of the layers in the order in which they decide: of two that speak of one thing
  /// the later one holds.
  func items() -> [RuleItem] {
    flatMap { $0.weeklyItems() } + flatMap { $0.seasonItems() } + flatMap { $0.holidayItems() }
      + flatMap { $0.exceptionItems() } + priceItems() + flatMap { $0.capacityItems() }
      + addOnItems()
  }

  /// Price rules in file order; one that bears the name of an earlier layer's takes its place.
  private func priceItems() -> [RuleItem] {
    var items: [(name: String, item: RuleItem)] = []
    for layer in self {
      for rule in layer.prices {
        guard let name = rule.value.name else { continue }
        let earlier = items.firstIndex { $0.name == name.value }
        guard let change = rule.value.change ?? rule.value.add else {
          if let earlier { items.remove(at: earlier) }
          continue
        }
        var item = RuleItem(
          condition: Condition(rule.value.condition), effect: .price(name.value, change.value),
          entry: "price \(name.value)", value: "\(change.value)",
          origin: layer.origin(name.location))
        if let earlier {
          let former = items[earlier].item
          item.replaced =
            [Trace.Overridden(value: former.value, origin: former.origin)] + former.replaced
          items[earlier].item = item
        } else {
          items.append((name.value, item))
        }
      }
    }
    return items.map(\.item)
  }

  /// The seasons of add-ons; of several entries for one add-on the last layer's holds alone.
  private func addOnItems() -> [RuleItem] {
    var items: [(name: String, item: RuleItem)] = []
    for layer in self {
      for entry in layer.rules.addOns?.value ?? [] {
        let name = entry.key.value
        var item = RuleItem(
          condition: Condition(entry.value.value), effect: .addOn(name), entry: "add_on \(name)",
          value: "offered", origin: layer.origin(entry.key.location))
        if let earlier = items.firstIndex(where: { $0.name == name }) {
          let former = items[earlier].item
          item.replaced =
            [Trace.Overridden(value: former.value, origin: former.origin)] + former.replaced
          items[earlier].item = item
        } else {
          items.append((name, item))
        }
      }
    }
    return items.map(\.item)
  }
}
