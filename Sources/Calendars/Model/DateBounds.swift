public import Dates

/// A span of dates, each end included and each end optional.
public struct DateBounds: Hashable, Sendable {
  /// The first date; nil when there is no first.
  public var from: LocalDate?
  /// The last date; nil when there is no last.
  public var through: LocalDate?

  /// The span from `from` through `through`.
  public init(from: LocalDate? = nil, through: LocalDate? = nil) {
    self.from = from
    self.through = through
  }

  /// Whether the date lies in the span.
  public func contains(_ date: LocalDate) -> Bool {
    if let from, date < from { return false }
    if let through, date > through { return false }
    return true
  }
}

extension DateBounds: CustomStringConvertible {
  /// `FROM..THROUGH`, a missing end empty.
  public var description: String {
    "\(from?.description ?? "")..\(through?.description ?? "")"
  }
}
