import Dates
import Store

/// The cells of a city that a run is not to publish, whatever it would build.
struct KeptBack {
  /// What a check has held, or a person discarded, by date.
  var holds: [LocalDate: PlannedHold] = [:]
  /// The dates that a rollback has fixed.
  var pinned: Set<LocalDate> = []
  /// What the gates hash to now.
  var gatesHash: Int64 = 0

  /// Why a stale date is not to be built, nil when it is.
  ///
  /// A hold stands while the inputs, the gates and the live version are those that it was made
  /// with; a discarded version while the inputs and the live version are.
  func reason(for date: LocalDate, ledger: Ledger, base: Int32?, isFull: Bool) -> Reason? {
    if pinned.contains(date) { return .pinned }
    guard let kept = holds[date], !isFull, kept.built?.ledger == ledger,
      kept.baseVersion == base
    else { return nil }
    if kept.isDiscarded { return .discarded }
    let hash = kept.hold.cell.gatesHash
    return hash == nil || hash == gatesHash ? .held : nil
  }

  /// Why a cell is kept back.
  enum Reason {
    case pinned, held, discarded
  }
}
