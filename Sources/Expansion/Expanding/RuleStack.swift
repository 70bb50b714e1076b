import Calendars

/// The rules of the layers that speak for one city, or for one scope of it.
struct RuleStack {
  let items: [RuleItem]
  /// The last layer's notice, and where each comes from; nil when no layer speaks.
  let notice: Trace?
  let noticeDays: Int?
  /// The add-ons that have seasons.
  let addOns: Set<String>

  init(_ layers: [Layer]) {
    items = layers.items()
    addOns = Set(layers.flatMap { ($0.rules.addOns?.value ?? []).map(\.key.value) })
    let spoken = layers.compactMap { layer in
      layer.rules.noticeDays.map { (days: $0.value, origin: layer.origin($0.location)) }
    }
    noticeDays = spoken.last?.days
    notice = spoken.last.map { last in
      Trace(
        subject: "notice_days", value: "\(last.days)", entry: "notice_days", origin: last.origin,
        overrode: spoken.dropLast().reversed().map {
          Trace.Overridden(value: "\($0.days)", origin: $0.origin)
        })
    }
  }

  /// Whether another today could give another answer.
  var dependsOnToday: Bool {
    noticeDays ?? 0 > 0 || items.contains { $0.condition.leadDays != nil }
  }
}
