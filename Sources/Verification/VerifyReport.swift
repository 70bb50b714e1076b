/// What a comparison of two sides found.
public struct VerifyReport: Sendable, Equatable {
  /// Requests that were compared, each page one.
  public var requests = 0
  /// Cells that they were about.
  public var cells = 0
  /// Requests with a difference that nothing explains.
  public var mismatches = 0
  /// Requests with a difference because inputs have moved: the next run builds their cells anew.
  public var superseded = 0
  /// Requests with a difference because the newer version is held.
  public var held = 0
  /// Requests with a difference because a person has discarded the newer version.
  public var discarded = 0
  /// Requests with a difference because a rollback has pinned the cell.
  public var pinned = 0
  /// The first mismatches.
  public var first: [Mismatch] = []

  /// How many mismatches are told in full.
  static let told = 20

  /// Nothing so far.
  public init() {}
}

/// A request that two sides answer differently.
public struct Mismatch: Sendable, Equatable {
  /// The city of the request.
  public var city: String
  /// The date of the request, as it was written.
  public var date: String
  /// The request as the query part of a URL.
  public var request: String
  /// The page in which they differ, 1 for the first.
  public var page: Int
  /// The field in which they differ, and what each side says.
  public var difference: Difference
  /// How the live side came to what it says of the spaces concerned.
  public var live: [String]
  /// How the other side explains what it says of them.
  public var other: [String] = []
}

/// How a cell stands to its inputs.
public enum CellStanding: Sendable, Hashable {
  /// It is what its inputs, as they are now, were last built to.
  case current
  /// Its inputs have moved, or it is not built yet.
  case superseded
  /// A newer version waits for a release.
  case held
  /// A person has discarded a newer version.
  case discarded
  /// A rollback has fixed it.
  case pinned
}
