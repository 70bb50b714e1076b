public import Dates
public import Store

/// What differs between two generations: sums, by city, and what moved most.
public struct GenerationDifference: Sendable {
  /// What differs of some cells.
  public struct Sums: Sendable, Hashable {
    /// Cells of which another version is live.
    public var cells = 0
    /// Cells that did not exist at the earlier generation.
    public var newCells = 0
    /// Cells that do not exist at the later generation.
    public var goneCells = 0
    /// Dates that were closed and are open.
    public var opened = 0
    /// Dates that were open and are closed.
    public var closed = 0
    /// The rows of those cells at the earlier generation.
    public var rowsBefore = 0
    /// The rows of those cells at the later generation.
    public var rowsAfter = 0
    /// What became of the rows; those of new and gone cells included.
    public var rows = RowChanges(added: 0, removed: 0, changed: 0)
    /// Which fields differ, of rows that both have.
    public var fields = CellComparison.Fields()

    /// Nothing differs.
    public init() {}
  }

  /// A cell that gained or lost spaces.
  public struct Cell: Sendable, Hashable {
    /// The city's slug.
    public var city: String
    /// The local date.
    public var date: LocalDate
    /// What became of its rows.
    public var rows: RowChanges
    /// How many rows it had.
    public var rowsBefore: Int
  }

  /// A price that moved.
  public struct Move: Sendable, Hashable {
    /// The city's slug.
    public var city: String
    /// The move.
    public var price: PriceMove
  }

  /// The earlier generation.
  public var from: Int64
  /// The later generation.
  public var to: Int64
  /// All cities together.
  public var total = Sums()
  /// The cities in which anything differs, by slug.
  public var cities: [(city: String, sums: Sums)] = []
  /// The cells that gained or lost most, the most first.
  public var topCells: [Cell] = []
  /// The prices that moved farthest, the farthest first.
  public var topMoves: [Move] = []

  /// No difference so far.
  public init(from: Int64, to: Int64) {
    self.from = from
    self.to = to
  }
}

extension GenerationDifference.Sums {
  /// The sums of two parts.
  static func + (lhs: Self, rhs: Self) -> Self {
    var sum = lhs
    sum.cells += rhs.cells
    sum.newCells += rhs.newCells
    sum.goneCells += rhs.goneCells
    sum.opened += rhs.opened
    sum.closed += rhs.closed
    sum.rowsBefore += rhs.rowsBefore
    sum.rowsAfter += rhs.rowsAfter
    sum.rows.added += rhs.rows.added
    sum.rows.removed += rhs.rows.removed
    sum.rows.changed += rhs.rows.changed
    sum.fields.add(rhs.fields)
    return sum
  }

  /// Counts a cell with two versions.
  mutating func add(_ cell: CellComparison) {
    cells += 1
    opened += !cell.wasOpen && cell.isOpen ? 1 : 0
    closed += cell.wasOpen && !cell.isOpen ? 1 : 0
    rowsBefore += cell.rowsBefore
    rowsAfter += cell.rowsAfter
    rows.added += cell.added
    rows.removed += cell.removed
    rows.changed += cell.changed
    fields.add(cell.fields)
  }

  /// Counts a cell that only one of the generations has.
  mutating func addOneSided(_ cell: ChangedCell) {
    if cell.earlier == nil { newCells += 1 } else { goneCells += 1 }
    rowsBefore += cell.rowsEarlier
    rowsAfter += cell.rowsLater
    rows.added += cell.rowsLater
    rows.removed += cell.rowsEarlier
  }
}

extension CellComparison.Fields {
  fileprivate mutating func add(_ other: Self) {
    price += other.price
    units += other.units
    capacity += other.capacity
    addOns += other.addOns
    rating += other.rating
    category += other.category
    place += other.place
    details += other.details
  }
}
