/// What a stage took for a city.
public struct StageCost: Sendable, Hashable {
  /// Seconds by the clock on the wall.
  public var seconds = 0.0
  /// Cells that were built.
  public var cells = 0
  /// Rows that were written.
  public var rowsWritten: Int64 = 0

  /// Nothing.
  public init() {}
}
