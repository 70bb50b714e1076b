/// The layer that a rule belongs to.
public struct LayerName: Hashable, Sendable {
  /// How specific the layer is; later ones decide over earlier ones.
  public enum Kind: Int, CaseIterable, Hashable, Sendable, Comparable {
    /// The job file itself, or one that it extends.
    case job
    case country, region, city
    case category, venue, space

    /// By how specific they are.
    public static func < (lhs: Kind, rhs: Kind) -> Bool { lhs.rawValue < rhs.rawValue }

    /// The name in job files.
    public var name: String { String(describing: self) }
  }

  /// How specific the layer is.
  public var kind: Kind
  /// Which country, region and so on; empty for the job itself.
  public var key: String

  /// The layer `kind` of `key`.
  public init(_ kind: Kind, _ key: String = "") {
    self.kind = kind
    self.key = key
  }
}

extension LayerName: CustomStringConvertible {
  /// The layer as messages name it: `job`, `city boston`.
  public var description: String { key.isEmpty ? kind.name : "\(kind.name) \(key)" }
}
