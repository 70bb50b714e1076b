/// Why a calendar cannot be resolved.
public enum CalendarError: Error, Hashable, Sendable {
  /// There is no calendar of that id; `hint` says which was probably meant.
  case unknown(id: String, hint: String)
  /// The calendar or one of its parents has these errors.
  case invalid(id: String, [Diagnostic])
}

extension CalendarError: CustomStringConvertible {
  /// One sentence, and the findings below it.
  public var description: String {
    switch self {
    case .unknown(let id, let hint): "there is no calendar '\(id)' (\(hint))"
    case .invalid(let id, let diagnostics):
      "calendar '\(id)' has errors:\n\(diagnostics.rendered())"
    }
  }
}
