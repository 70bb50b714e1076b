import Dates
import Store

/// What is to be done for the dates of one city.
struct CityPlan {
  /// Cells to build, by date.
  var orders: [CellOrder] = []
  /// Why, in the order of `orders`.
  var reasons: [[ChangedInput]] = []
  /// Versions that an interrupted run has built and that are still right.
  var adopted: [BuiltCell] = []
  /// Dates whose live version is right.
  var unchanged = 0
  /// Stale dates that are not built, and why.
  var keptBack: [(date: LocalDate, reasons: [ChangedInput])] = []
  /// Dates whose live version is right, and of which another is still held.
  var freed: [LocalDate] = []
  /// Whether versions of the range were held or discarded when the plan was made.
  var knowsHolds = false
  /// The dates that were looked at.
  var lookedAt: [DateRange] = []

  /// Compares the present inputs of each date with those of its live version.
  ///
  /// `present` has one ledger a date; dates without a day are absent from it.
  static func comparing(
    present: [(date: LocalDate, ledger: Ledger)], live: [StoredCell], unpublished: [StoredCell],
    keptBack: KeptBack = KeptBack(), isFull: Bool
  ) -> CityPlan {
    let live = Dictionary(live.map { ($0.date, $0) }) { first, _ in first }
    let unpublished = Dictionary(unpublished.map { ($0.date, $0) }) { first, _ in first }
    var plan = CityPlan()
    for (date, ledger) in present {
      let base = live[date]
      let reasons = changes(from: base?.ledger, to: ledger, isFull: isFull)
      if reasons.isEmpty {
        plan.unchanged += 1
        if keptBack.holds[date] != nil { plan.freed.append(date) }
      } else if let reason = keptBack.reason(
        for: date, ledger: ledger, base: base?.version, isFull: isFull)
      {
        plan.keepBack(date, reasons, reason)
      } else if let built = unpublished[date], !isFull, built.ledger == ledger,
        built.baseVersion == base?.version
      {
        plan.adopted.append(
          BuiltCell(
            date: date, version: built.version, baseVersion: built.baseVersion,
            rowCount: built.rowCount, isFresh: true))
      } else {
        plan.orders.append(CellOrder(date: date, baseVersion: base?.version, ledger: ledger))
        plan.reasons.append(reasons)
      }
    }
    return plan
  }

  private mutating func keepBack(
    _ date: LocalDate, _ reasons: [ChangedInput], _ reason: KeptBack.Reason
  ) {
    let last: ChangedInput =
      switch reason {
      case .pinned: .pinned
      case .held: .held
      case .discarded: .discarded
      }
    keptBack.append((date, reasons + [last]))
  }

  /// The inputs in which two ledgers differ.
  static func changes(
    from old: Ledger?, to new: Ledger, isFull: Bool
  ) -> [ChangedInput] {
    guard let old else { return [.new] }
    guard old.sourceIdentity == new.sourceIdentity else { return [.source] }
    var changes: [ChangedInput] = []
    if old.dayHash != new.dayHash {
      changes.append(old.calendarsHash == new.calendarsHash ? .configuration : .calendars)
    }
    if old.catalogueHash != new.catalogueHash { changes.append(.catalogue) }
    if old.addOnsHash != new.addOnsHash { changes.append(.addOns) }
    if old.bookingsHash != new.bookingsHash { changes.append(.bookings) }
    if old.pricesHash != new.pricesHash { changes.append(.prices) }
    if old.scoreHash != new.scoreHash { changes.append(.score) }
    return changes.isEmpty && isFull ? [.full] : changes
  }

  /// The dates whose live version is not what their inputs give.
  var staleDates: [LocalDate] { orders.map(\.date) + adopted.map(\.date) + keptBack.map(\.date) }

  /// The stale dates that a rollback keeps as they are.
  var pinned: [LocalDate] { keptBack.filter { $0.reasons.last == .pinned }.map(\.date) }

  /// What is to be kept of the look at the dates, on the city's date `today`, when others have
  /// published some of them meanwhile: of those nothing. Pinned dates stay due.
  func checks(on today: LocalDate, but superseded: Set<LocalDate>) -> [DateCheck] {
    let pinned = Set(pinned).subtracting(superseded)
    let settled = lookedAt.flatMap { $0.dates.filter { !pinned.contains($0) } }
      .filter { !superseded.contains($0) }
    return DateRange.runs(of: settled).map { DateCheck(range: $0, today: today) }
      + DateRange.runs(of: pinned.sorted()).map { DateCheck(range: $0, today: nil) }
  }

  /// How many stale dates stay as they are because a person has discarded their new versions.
  var discarded: Int { keptBack.count { $0.reasons.last == .discarded } }

  /// The planned cells of a city, by date.
  func plannedCells(of city: String) -> [PlannedCell] {
    let built = zip(orders, reasons).map { (date: $0.date, reasons: $1) }
    return (built + keptBack).sorted { $0.date < $1.date }
      .map { PlannedCell(city: city, date: $0.date, reasons: $0.reasons) }
  }
}
