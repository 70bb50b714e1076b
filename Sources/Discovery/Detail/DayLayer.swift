/// What a city's day says, or what a category, a venue or a space changes of it.
public struct DayLayer: Hashable, Sendable {
  /// Which part of the city a layer speaks for.
  public enum Scope: String, Hashable, Sendable {
    case city, category, venue, space
  }

  /// One value, and where it comes from.
  public struct Trace: Hashable, Sendable {
    /// What the value is of, such as `hours`, `notice_days` or `capacity`.
    public var subject: String
    /// The value as its file writes it.
    public var value: String
    /// Where it comes from.
    public var origin: DayOrigin

    /// A trace of all its parts.
    public init(subject: String, value: String, origin: DayOrigin) {
      self.subject = subject
      self.value = value
      self.origin = origin
    }
  }

  /// Which part of the city the layer speaks for.
  public var scope: Scope
  /// Whether it is open; nil leaves that to the layers before, as in every member that follows.
  public var isOpen: Bool?
  /// Why it is closed.
  public var closedReason: ExclusionReason?
  /// When it opens, such as `09:00`; only the city's layer tells hours.
  public var opensAt: String?
  /// When it closes, such as `19:00` or, after midnight, `26:00`.
  public var closesAt: String?
  /// Whether the date lies within the notice that a booking needs.
  public var isBelowNotice: Bool?
  /// The part of a space's capacity that is offered, in basis points.
  public var capacityFactor: Int32?
  /// The add-ons that are not offered.
  public var closedAddOns: AddOnMask?
  /// Price rules, which follow those of the layers before.
  public var rules: [DayPriceRule] = []
  /// Where the values come from.
  public var traces: [Trace] = []

  /// A layer that says nothing yet.
  public init(scope: Scope) {
    self.scope = scope
  }
}
