public import Postgres
import SQL

extension Connection {
  /// Stores a city's days and their scopes; those that are stored already get the new origins.
  public func write(days: [StoredDay], cityID: Int32) async throws {
    let distinct = Dictionary(days.map { ($0.hash, $0) }) { first, _ in first }
    let days = distinct.values.sorted { $0.hash < $1.hash }
    try await execute(
      Query.writeDays.statement,
      [
        .int4(cityID), .int8Array(days.map(\.hash)),
        .textArray(days.map { $0.isOpen ? "open" : "closed" }),
        .int4Array(days.map { $0.closedReason.map(Int32.init) }),
        .textArray(days.map(\.holiday)), .textArray(days.map(\.opensAt)),
        .textArray(days.map(\.closesAt)), .boolArray(days.map(\.isBelowNotice)),
        .textArray(days.map { arrayLiteral($0.factors) }),
        .textArray(days.map { arrayLiteral($0.addends) }),
        .int4Array(days.map(\.capacityFactor)),
        .textArray(days.map { arrayLiteral(names: $0.closedAddOns) }),
        .textArray(days.map(\.rules)), .textArray(days.map(\.origins)),
      ])
    try await write(scopes: days.flatMap { day in day.scopes.map { (day.hash, $0) } }, cityID)
  }

  private func write(scopes: [(hash: Int64, scope: StoredScope)], _ cityID: Int32) async throws {
    guard !scopes.isEmpty else { return }
    try await execute(
      Query.writeDayScopes.statement,
      [
        .int4(cityID), .int8Array(scopes.map(\.hash)),
        .textArray(scopes.map(\.scope.kind.rawValue)), .textArray(scopes.map(\.scope.key)),
        .textArray(scopes.map { $0.scope.isOpen.map { $0 ? "open" : "closed" } }),
        .int4Array(scopes.map { $0.scope.closedReason.map(Int32.init) }),
        .boolArray(scopes.map(\.scope.isBelowNotice)),
        .textArray(scopes.map { arrayLiteral($0.scope.factors) }),
        .textArray(scopes.map { arrayLiteral($0.scope.addends) }),
        .int4Array(scopes.map(\.scope.capacityFactor)),
        .textArray(scopes.map { $0.scope.closedAddOns.map(arrayLiteral(names:)) }),
        .textArray(scopes.map(\.scope.rules)), .textArray(scopes.map(\.scope.origins)),
      ])
  }
}

/// An array of integers as PostgreSQL writes it.
func arrayLiteral(_ numbers: [some FixedWidthInteger]) -> String {
  "{\(numbers.map(\.description).joined(separator: ","))}"
}

/// An array of texts as PostgreSQL writes it, each element quoted.
func arrayLiteral(names: [String]) -> String {
  let quoted = names.map { name in
    "\"\(name.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined())\""
  }
  return "{\(quoted.joined(separator: ","))}"
}
