/// What a check of the source contract found.
public struct SourceReport: Hashable, Sendable {
  /// Rows of each relation; empty when the columns are not as the contract asks, and so the rows
  /// were not looked at.
  public internal(set) var rows: [SourceRelation: Int] = [:]
  /// What was found, in the order of the relations.
  public internal(set) var findings: [SourceFinding] = []

  /// Whether the contract is met; notes do not count.
  public var isMet: Bool { findings.allSatisfy(\.isNote) }
}
