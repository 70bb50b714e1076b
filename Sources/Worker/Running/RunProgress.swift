/// How far a run has come.
public struct RunProgress: Sendable, Hashable {
  /// Cities that are finished.
  public var citiesDone = 0
  /// Cities in all.
  public var cities = 0
  /// Cells that are built.
  public var cellsDone = 0
  /// Cells to build that are known so far; grows while cities are being planned.
  public var cells = 0
  /// Result rows written.
  public var rows: Int64 = 0
  /// A stage that a city has just finished, for the log.
  public var finished: FinishedStage?

  /// A stage of a city, with what it took.
  public struct FinishedStage: Sendable, Hashable {
    /// The city's slug.
    public var city: String
    /// The stage's name.
    public var stage: String
    /// Seconds.
    public var seconds: Double
    /// Cells that it handled.
    public var cells: Int
    /// Rows that it wrote.
    public var rows: Int64
  }

  /// Nothing yet.
  public init() {}
}
