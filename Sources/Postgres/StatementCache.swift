/// The prepared statements of one connection, by text.
struct StatementCache {
  /// A text as it is looked up: to hash all of it for each use costs more than it tells.
  private struct Key: Hashable {
    let sql: String

    func hash(into hasher: inout Hasher) { hasher.combine(sql.utf8.count) }
  }

  /// A statement as the server knows it.
  struct Prepared {
    let name: String
    let parameterTypes: [ColumnType]
    let columns: ResultColumns
  }

  private let limit: Int
  private var entries: [Key: (prepared: Prepared, used: Int)] = [:]
  private var clock = 0
  private var created = 0
  /// Names that the server may still hold and nobody uses.
  private var garbage: [String] = []

  init(limit: Int) { self.limit = max(1, limit) }

  /// The prepared statement for a text, which counts as used now.
  mutating func use(_ sql: String) -> Prepared? {
    guard let place = entries.index(forKey: Key(sql: sql)) else { return nil }
    clock += 1
    entries.values[place].used = clock
    return entries.values[place].prepared
  }

  /// A name that no statement of the connection has borne.
  mutating func newName() -> String {
    created += 1
    return "almanac_\(created)"
  }

  /// Drops the statement that was not used for longest, unless there is room for one more.
  mutating func makeRoom() {
    guard entries.count >= limit, let oldest = entries.min(by: { $0.value.used < $1.value.used })
    else { return }
    forget(oldest.key.sql)
  }

  /// Keeps a statement, which counts as used now.
  mutating func insert(_ prepared: Prepared, for sql: String) {
    clock += 1
    entries[Key(sql: sql)] = (prepared, clock)
  }

  /// Drops a statement, whose name becomes garbage.
  mutating func forget(_ sql: String) {
    guard let entry = entries.removeValue(forKey: Key(sql: sql)) else { return }
    garbage.append(entry.prepared.name)
  }

  /// Returns the garbage and forgets it.
  mutating func takeGarbage() -> [String] {
    defer { garbage = [] }
    return garbage
  }
}
