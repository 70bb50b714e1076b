public import Dates
public import Discovery
public import Postgres
import SQL

/// A cell to build.
public struct CellOrder: Sendable, Hashable {
  /// The local date.
  public var date: LocalDate
  /// The version that is live now, if any.
  public var baseVersion: Int32?
  /// The inputs as they are now.
  public var ledger: Ledger

  /// An order; see the properties.
  public init(date: LocalDate, baseVersion: Int32?, ledger: Ledger) {
    self.date = date
    self.baseVersion = baseVersion
    self.ledger = ledger
  }
}

/// A cell after its build.
public struct BuiltCell: Sendable, Hashable {
  /// The local date.
  public var date: LocalDate
  /// The version given to it; without rows when it is not fresh.
  public var version: Int32
  /// The version that was live when it was built.
  public var baseVersion: Int32?
  /// The number of its result rows.
  public var rowCount: Int32
  /// Whether its content differs from the live version's.
  public var isFresh: Bool
  /// What differs from the version that was live; nil where nobody has counted.
  public var changes: RowChanges?

  /// A built cell; see the properties.
  public init(
    date: LocalDate, version: Int32, baseVersion: Int32?, rowCount: Int32, isFresh: Bool
  ) {
    self.date = date
    self.version = version
    self.baseVersion = baseVersion
    self.rowCount = rowCount
    self.isFresh = isFresh
  }
}

/// How many rows of a cell came, went and changed.
public struct RowChanges: Sendable, Hashable {
  /// Spaces that the cell did not list before.
  public var added: Int
  /// Spaces that it lists no longer.
  public var removed: Int
  /// Spaces of which something differs.
  public var changed: Int

  /// Changes; see the properties.
  public init(added: Int, removed: Int, changed: Int) {
    self.added = added
    self.removed = removed
    self.changed = changed
  }
}

/// What all cells of a build have in common.
public struct BuildContext: Sendable, Hashable {
  /// The city.
  public var cityID: Int32
  /// The run that builds.
  public var runID: Int64
  /// The city's date at the run's instant.
  public var today: LocalDate
  /// When the inputs were read.
  public var inputsAsOf: Instant
  /// The weights of the recommended order.
  public var weights: ScoreWeights
  /// The city's currency.
  public var currency: Currency

  /// A context; see the properties.
  public init(
    cityID: Int32, runID: Int64, today: LocalDate, inputsAsOf: Instant, weights: ScoreWeights,
    currency: Currency
  ) {
    self.cityID = cityID
    self.runID = runID
    self.today = today
    self.inputsAsOf = inputsAsOf
    self.weights = weights
    self.currency = currency
  }
}

extension Connection {
  /// Builds a batch of a city's cells in one statement; what is fresh is written, in no
  /// reader's sight.
  ///
  /// The inputs are hashed again in the snapshot that the cells are built from, and this is what
  /// their ledgers say. Hashed any earlier, a change that comes and goes in between would leave
  /// cells of the one state under the fingerprints of the other.
  ///
  /// `priceSteps` is the largest number of price rules of any day in the batch. With a `patchLimit`,
  /// which is for cells of which nothing but bookings and prices can have changed since their base
  /// versions, and that have no blocks, what changes touch is judged anew and the rest copied, when
  /// they are known to touch at most so many spaces.
  public func build(
    _ orders: [CellOrder], in context: BuildContext, priceSteps: Int, builtAt: Instant,
    patchLimit: Int = 0
  ) async throws -> [BuiltCell] {
    guard !orders.isEmpty else { return [] }
    let firstVersion: Int32 = try await query(
      Query.takeVersions.statement, [.int4(context.cityID), .int4(Int32(orders.count))]
    )[0].get("first_version")
    return try await transaction(isolation: .repeatableRead) { connection in
      try await connection.holdOffWithdrawals()
      let orders = try await connection.renewing(orders, cityID: context.cityID)
      let touched = patchLimit > 0 ? try await connection.touchedSpaces(context.cityID) : nil
      let spaces = touched.flatMap { $0.count <= patchLimit ? $0 : nil }
      if spaces == nil { try await connection.preferHashJoins() }
      return try await connection.write(
        orders, versions: firstVersion, in: context, priceSteps: priceSteps, builtAt: builtAt,
        patching: spaces)
    }
  }

  /// The spaces that pending changes touch; nil when nobody can say.
  private func touchedSpaces(_ cityID: Int32) async throws -> [Int64]? {
    try await query(Query.touchedSpaces.statement, [.int4(cityID)])[0]
      .get("spaces", as: [Int64?]?.self)?.compactMap(\.self)
  }

  /// The orders with ledgers of the present snapshot; the days are as they were.
  private func renewing(_ orders: [CellOrder], cityID: Int32) async throws -> [CellOrder] {
    let dates = orders.map(\.date)
    guard let first = dates.min(), let last = dates.max(),
      let range = DateRange(first: first, last: last),
      let catalogue = try await catalogueFingerprint(cityID: cityID)
    else { return orders }
    let prints = Dictionary(
      uniqueKeysWithValues: try await fingerprints(cityID: cityID, range: range)
        .map { ($0.date, $0) })
    return orders.map { order in
      var order = order
      order.ledger.catalogueHash = catalogue.hash
      order.ledger.addOnsHash = catalogue.addOnsHash
      if let print = prints[order.date] {
        order.ledger.bookingsHash = print.bookingsHash
        order.ledger.pricesHash = print.pricesHash
      }
      return order
    }
  }

  private func write(
    _ orders: [CellOrder], versions firstVersion: Int32, in context: BuildContext, priceSteps: Int,
    builtAt: Instant, patching spaces: [Int64]?
  ) async throws -> [BuiltCell] {
    let ledger = orders[0].ledger
    let bases = Dictionary(uniqueKeysWithValues: orders.map { ($0.date, $0.baseVersion) })
    let rows = try await query(
      spaces == nil
        ? BuildStatement.composed(.buildCells, priceSteps: priceSteps)
        // One statement for days of few steps and of more: it is planned once.
        : BuildStatement.composed(.patchCells, priceSteps: (priceSteps + 3) / 4 * 4),
      [
        .int4(context.cityID), .int8(context.runID), .dateArray(orders.map(\.date)),
        .int4Array(orders.indices.map { firstVersion + Int32($0) }),
        .int8Array(orders.map(\.ledger.dayHash)), .int4Array(orders.map(\.baseVersion)),
        .int8Array(orders.map(\.ledger.bookingsHash)),
        .int8Array(orders.map(\.ledger.pricesHash)), .int8(ledger.catalogueHash),
        .int8(ledger.scoreHash), .date(context.today), .timestamptz(context.inputsAsOf),
        .timestamptz(builtAt), .int4(context.weights.rating), .int4(context.weights.price),
        .int4(context.weights.units), .int4(Int32(context.weights.unknownRating)),
        .int8(context.currency.minorPerMajor), .int8Array(orders.map(\.ledger.calendarsHash)),
        .int8(ledger.addOnsHash), .int8(ledger.sourceIdentity),
      ] + (spaces.map { [.int8Array($0)] } ?? []))
    return try rows.map { row in
      let date: LocalDate = try row.get("date")
      return BuiltCell(
        date: date, version: try row.get("version"), baseVersion: bases[date] ?? nil,
        rowCount: try row.get("row_count"), isFresh: try row.get("is_fresh"))
    }
  }
}

extension Connection {
  /// Sets the session's planner for builds: many rows, known well enough for hash joins.
  public func prepareForBuilds() async throws {
    try await run(script: Query.prepareForBuilds.sql, name: Query.prepareForBuilds.name)
  }

  /// From now on plans each statement once for all values, and keeps the plan: what handles a few
  /// cells takes longer to plan than to run. `renewPlans` takes it back.
  public func reusePlans() async throws {
    try await run(script: Query.reusePlans.sql, name: Query.reusePlans.name)
  }

  /// From now on plans each statement for its values.
  public func renewPlans() async throws {
    try await run(script: Query.renewPlans.sql, name: Query.renewPlans.name)
  }
}
