import Dates
import Discovery
import Expansion
import Postgres
import Store

/// Finds out what is to be done for a city.
struct CityPlanner {
  let city: City
  let request: RunRequest
  let expander: DeferredExpander
  let connection: Connection
  /// The source that the ledgers speak of.
  let standing: SourceStanding
  /// What a city is recognised by of which nothing but bookings and prices can have changed; nil:
  /// everything is to be looked at.
  let quietness: Quietness?

  private var job: Job { expander.job }

  /// The city's date when its work began.
  var today: LocalDate { request.today ?? city.today(at: request.instant) }

  /// Makes Almanac's copy of the city's catalogue equal the source; needs a transaction of one
  /// snapshot.
  func syncCatalogue(at instant: Instant) async throws -> CatalogueFingerprint {
    try await connection.syncCatalogue(
      cityID: city.id, slug: city.slug, currency: city.currency, at: instant)
  }

  /// The dates that the job builds.
  var horizon: DateRange { job.horizon.dates(from: today) }

  /// What is to be looked at: all of it, unless each change since the last look was written down.
  func pendingChanges(at instant: Instant) async throws -> PendingChanges {
    var pending = try await connection.pendingChanges(
      cityID: city.id, horizon: horizon, mark: standing.mark,
      comparedAfter: instant.adding(seconds: -CityBuild.trustSeconds))
    if request.isFull { pending.trusted = nil }
    return pending
  }

  /// What the catalogue hashes to where it is known to equal the source.
  func keptCatalogue(_ pending: PendingChanges) async throws -> CatalogueFingerprint? {
    guard pending.trusted != nil, !pending.touchesCatalogue else { return nil }
    return try await connection.catalogueFingerprint(cityID: city.id)
  }

  /// The days that are asked for, as far as the horizon; nil when none of them is.
  ///
  /// Where only bookings and prices can have changed, they are those of the live cells.
  func days(_ pending: PendingChanges) async throws -> CityDays? {
    if let cells = steadyCells(pending) {
      let touched = pending.dates.sorted()
      let marks =
        touched.isEmpty ? [:] : try await connection.keptDays(cityID: city.id, dates: touched)
      return CityDays(kept: marks, of: cells, in: horizon)
    }
    return try await expandedDays()
  }

  /// How many cells the city has, if nothing but bookings and prices can have changed since all of
  /// them were found right.
  private func steadyCells(_ pending: PendingChanges) -> Int? {
    guard !request.isFull, request.dateRange(within: horizon) == horizon,
      let trusted = pending.trusted, !pending.touchesCatalogue,
      trusted.contains(horizon.first), trusted.contains(horizon.last),
      let mark = pending.quiet, mark.generation == pending.generation,
      mark.cells == pending.liveCells,
      mark.hash == quietness?.hash(of: city, today: today)
    else { return nil }
    return mark.cells
  }

  private func expandedDays() async throws -> CityDays? {
    guard let range = request.dateRange(within: horizon) else { return nil }
    // A rule of a venue or space is to move the days of its own city only.
    let places = try await connection.places(
      cityID: city.id, venues: job.scopeKeys(.venue).compactMap { Int64($0) },
      spaces: job.scopeKeys(.space).compactMap { Int64($0) })
    return CityDays(
      try expander.expander().expand(
        city, dates: range, today: today,
        places: LayeredPlaces(venues: places.venues, spaces: places.spaces)))
  }

  /// Compares the inputs of each date with those of its live version.
  func plan(
    _ days: CityDays, catalogue: CatalogueFingerprint, pending: PendingChanges
  ) async throws -> CityPlan {
    let range = days.range
    let live = try await liveCells(days)
    let dates = try await datesToLookAt(days, catalogue: catalogue, live: live, pending)
    let prints = try await fingerprints(dates, live: live, pending)
    let present = dates.compactMap { date -> (date: LocalDate, ledger: Ledger)? in
      guard let print = prints[date],
        let ledger = ledger(
          of: date, days, catalogue, bookings: print.bookingsHash, prices: print.pricesHash)
      else { return nil }
      return (date, ledger)
    }
    let holds = try await holds(range)
    var plan = CityPlan.comparing(
      present: present, live: live, unpublished: [], keptBack: KeptBack(holds: holds),
      isFull: request.isFull)
    if !plan.orders.isEmpty || !plan.keptBack.isEmpty {
      plan = CityPlan.comparing(
        present: present, live: live,
        unpublished: try await connection.unpublishedCells(
          cityID: city.id, dates: plan.staleDates),
        keptBack: try await keptBack(holds, range), isFull: request.isFull)
    }
    plan.knowsHolds = !holds.isEmpty
    plan.unchanged += days.others
    // The live versions of the other dates are right.
    if days.areKept { plan.freed += holds.keys.filter { days.marks[$0] == nil } }
    plan.lookedAt = days.areKept ? [range] : DateRange.runs(of: dates)
    return plan
  }

  /// The live cells of the days that are to be looked at.
  private func liveCells(_ days: CityDays) async throws -> [StoredCell] {
    guard let first = days.marks.keys.min(), let last = days.marks.keys.max(),
      let range = DateRange(first: first, last: last)
    else { return [] }
    return try await connection.liveCells(cityID: city.id, range: range)
  }

  /// What is held or discarded, by date.
  private func holds(_ range: DateRange) async throws -> [LocalDate: PlannedHold] {
    let holds = try await connection.heldCells(cityID: city.id, range: range)
    return Dictionary(holds.map { ($0.date, $0) }) { first, _ in first }
  }

  private func keptBack(
    _ holds: [LocalDate: PlannedHold], _ range: DateRange
  ) async throws -> KeptBack {
    KeptBack(
      holds: holds, pinned: try await connection.pinnedDates(cityID: city.id, range: range),
      gatesHash: job.gates(for: city).fingerprint)
  }

  /// What bookings and prices hash to on each date: taken from the ledger where that is trusted and
  /// no change is pending, and else from the source.
  private func fingerprints(
    _ dates: [LocalDate], live: [StoredCell], _ pending: PendingChanges
  ) async throws -> [LocalDate: DateFingerprint] {
    var prints: [LocalDate: DateFingerprint] = [:]
    if let trusted = pending.trusted {
      for cell in live where trusted.contains(cell.date) && !pending.dates.contains(cell.date) {
        prints[cell.date] = cell.ledger.map { ledger in
          DateFingerprint(
            date: cell.date, bookingsHash: ledger.bookingsHash, pricesHash: ledger.pricesHash)
        }
      }
    }
    for part in DateRange.runs(of: dates.filter { prints[$0] == nil }) {
      for print in try await connection.fingerprints(cityID: city.id, range: part) {
        prints[print.date] = print
      }
    }
    return prints
  }

  /// The dates whose bookings and prices are compared with those of their live versions.
  ///
  /// A routine run leaves out the far dates that a run has looked at lately and that differ in
  /// nothing else: an edit of a job file, a calendar or the catalogue is never put off.
  private func datesToLookAt(
    _ days: CityDays, catalogue: CatalogueFingerprint, live: [StoredCell],
    _ pending: PendingChanges
  ) async throws -> [LocalDate] {
    let horizon = job.horizon
    let dates = days.areKept ? days.marks.keys.sorted() : Array(days.range.dates)
    guard request.isRoutine, horizon.putsOff else { return dates }
    let checks = try await connection.recentChecks(
      cityID: city.id, from: today.adding(days: horizon.nearDays),
      recent: DateRange(
        first: today.adding(days: 1 - horizon.farEveryDays), days: horizon.farEveryDays))
    let ledgers = Dictionary(
      live.compactMap { cell in cell.ledger.map { (cell.date, $0) } }
    ) { first, _ in first }
    return dates.filter { date in
      let lastChecked = checks.lazy.filter { $0.range.contains(date) }.compactMap(\.today).max()
      // What the change log knows costs nothing to look at.
      guard pending.trusted?.contains(date) != true, !pending.dates.contains(date),
        !horizon.isDue(date, today: today, lastChecked: lastChecked), let old = ledgers[date],
        let new = ledger(
          of: date, days, catalogue, bookings: old.bookingsHash, prices: old.pricesHash)
      else { return true }
      return !CityPlan.changes(from: old, to: new, isFull: false).isEmpty
    }
  }

  /// What a cell would be built from now; nil for a date that the city has not.
  private func ledger(
    of date: LocalDate, _ days: CityDays, _ catalogue: CatalogueFingerprint, bookings: Int64,
    prices: Int64
  ) -> Ledger? {
    guard let day = days.marks[date] else { return nil }
    return Ledger(
      dayHash: day.hash, calendarsHash: day.holidaysHash,
      catalogueHash: catalogue.hash, addOnsHash: catalogue.addOnsHash, bookingsHash: bookings,
      pricesHash: prices, scoreHash: job.weights.fingerprint(in: city.currency),
      sourceIdentity: standing.identity)
  }

  /// What is to be done, with nothing changed in the database.
  func dryPlan() async throws -> CityPlan {
    guard let days = try await expandedDays() else { return CityPlan() }
    let plan = Planned()
    do {
      try await connection.transaction(isolation: .repeatableRead) { connection in
        try await connection.holdOffWithdrawals()
        let pending = try await pendingChanges(at: request.instant)
        var catalogue = try await keptCatalogue(pending)
        if catalogue == nil { catalogue = try await syncCatalogue(at: request.instant) }
        guard let catalogue else { return }
        await plan.set(
          try await self.plan(days, catalogue: catalogue, pending: pending))
        // The cards had to be made to be compared; nobody is to see them.
        throw Undo()
      }
    } catch is Undo {}
    return await plan.value
  }
}

/// Ends a transaction whose changes are not wanted.
private struct Undo: Error {}

private actor Planned {
  private(set) var value = CityPlan()
  func set(_ value: CityPlan) { self.value = value }
}
