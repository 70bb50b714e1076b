/// A day as it is for one space: of several layers that decide a value, the most specific one.
public struct SpaceDay: Hashable, Sendable {
  private let layers: [DayLayer]

  /// The day of its layers: the city's, then those of the category, the venue and the space.
  public init(_ layers: [DayLayer]) {
    self.layers = layers
  }

  /// Whether the space is open.
  public var isOpen: Bool { last(\.isOpen) ?? true }
  /// Why it is closed; nil when it is open.
  public var closedReason: ExclusionReason? { isOpen ? nil : last(\.closedReason) }
  /// Whether the date lies within the notice that a booking needs.
  public var isBelowNotice: Bool { last(\.isBelowNotice) ?? false }
  /// The part of the space's capacity that is offered, in basis points.
  public var capacityFactor: Int32 { last(\.capacityFactor) ?? 10_000 }
  /// The add-ons that are not offered.
  public var closedAddOns: AddOnMask { last(\.closedAddOns) ?? [] }
  /// The price rules in the order in which they apply.
  public var rules: [DayPriceRule] { layers.flatMap(\.rules) }

  /// The city's hours; nil when it states none, or when another layer decides.
  public var hours: (opensAt: String, closesAt: String)? {
    guard let layer = layers.last(where: { $0.isOpen != nil }), layer.isOpen == true,
      let opensAt = layer.opensAt, let closesAt = layer.closesAt
    else { return nil }
    return (opensAt, closesAt)
  }

  /// The trace of whether the space is open.
  public var openingTrace: DayLayer.Trace? {
    layers.last { $0.isOpen != nil }?.traces.first { $0.subject == "hours" }
  }

  /// The trace of the notice; nil when no rule asks for any.
  public var noticeTrace: DayLayer.Trace? {
    layers.last { layer in layer.traces.contains { $0.subject == "notice_days" } }?
      .traces.first { $0.subject == "notice_days" }
  }

  private func last<Value>(_ value: (DayLayer) -> Value?) -> Value? {
    layers.reversed().lazy.compactMap(value).first
  }
}
