public import Dates

/// A built version of a cell, or its end, that is kept back from publication, and why.
public struct HeldCell: Sendable, Hashable {
  /// The only reason of the end of a cell beyond the horizon.
  public static let horizon = "horizon"

  /// The local date.
  public var date: LocalDate
  /// The version that is held; nil when it is the end of the cell: its city is gone, or it lies
  /// beyond the horizon.
  public var version: Int32?
  /// The version that was live when it was checked.
  public var baseVersion: Int32?
  /// The gates or checks that it failed, never empty: `max_removed`, `verify`.
  public var reasons: [String]
  /// One sentence with the figures, such as "90 of 200 spaces removed (45%), more than 30%".
  public var summary: String
  /// How many times the limit the worst figure is; the order in which to look at held cells.
  public var excess: Double
  /// The figures as a JSON object.
  public var figures: String
  /// What the gates hashed to: with others the cell is checked anew. Nil when no gate held it.
  public var gatesHash: Int64?

  /// A held cell; see the properties.
  public init(
    date: LocalDate, version: Int32?, baseVersion: Int32?, reasons: [String], summary: String,
    excess: Double, figures: String, gatesHash: Int64? = nil
  ) {
    self.date = date
    self.version = version
    self.baseVersion = baseVersion
    self.reasons = reasons
    self.summary = summary
    self.excess = excess
    self.figures = figures
    self.gatesHash = gatesHash
  }
}

/// A held cell as it is stored.
public struct Hold: Sendable, Hashable {
  /// The city's slug.
  public var city: String
  /// What is held, and why.
  public var cell: HeldCell
  /// Since when.
  public var heldAt: Instant
  /// The run that held it.
  public var runID: Int64

  /// A hold; see the properties.
  public init(city: String, cell: HeldCell, heldAt: Instant, runID: Int64) {
    self.city = city
    self.cell = cell
    self.heldAt = heldAt
    self.runID = runID
  }
}

/// What is held or was discarded of a date, as planning needs it.
public struct PlannedHold: Sendable, Hashable {
  /// The version with its ledger; nil when it is the end of the cell.
  public var built: StoredCell?
  /// The hold.
  public var hold: Hold
  /// Whether a person has discarded it: the same inputs are not to be held again, or the cell is to
  /// stay.
  public var isDiscarded: Bool

  /// The local date.
  public var date: LocalDate { hold.cell.date }
  /// Whether it is the end of a cell beyond the horizon.
  public var isBeyondHorizon: Bool {
    built == nil && hold.cell.reasons == [HeldCell.horizon]
  }
  /// The version that was live when it was checked.
  public var baseVersion: Int32? { hold.cell.baseVersion }
}
