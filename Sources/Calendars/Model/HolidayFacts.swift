public import Dates

/// Single dates that one calendar puts in place of what a rule gives.
public struct HolidayFacts: Hashable, Sendable {
  /// From the date of the rule to the date on which it is held.
  public var moved: [LocalDate: LocalDate] = [:]
  /// Dates on which it is not held.
  public var cancelled: Set<LocalDate> = []
  /// Dates on which it is held as well.
  public var added: Set<LocalDate> = []

  /// No facts.
  public init() {}

  /// The facts of an entry.
  init(_ entry: HolidayEntry) {
    for move in entry.moved { moved[move.key.value] = move.value.value }
    cancelled = Set(entry.cancelled.map(\.value))
    added = Set(entry.added.map(\.value))
  }

  var isEmpty: Bool { moved.isEmpty && cancelled.isEmpty && added.isEmpty }
}
