import Postgres
import SQL

/// How the add-ons of a city are counted several to a sum.
///
/// Each has bits of its own in the sum, as many as the greatest count takes: a row adds one to those
/// of each add-on that it has. For two thousand rows a sum of 64 bits counts five add-ons in the
/// time of one.
struct AddOnSums: Hashable {
  /// How many bits the add-ons of the city take, from the lowest; at least one.
  let addOnBits: Int
  /// How many bits a count takes.
  let countBits: Int

  /// For versions of at most `rows` rows.
  init(addOnBits: Int, rows: Int32) {
    self.addOnBits = max(1, addOnBits)
    // With fewer, the shifted copies of the add-ons that `spread` adds up would touch.
    countBits = max(8, Int32.bitWidth - rows.leadingZeroBitCount)
  }

  /// How many add-ons a sum counts; the sign bit stays free.
  var addOnsPerSum: Int { 63 / countBits }

  /// The statement that counts so.
  var statement: Statement {
    let starts = Array(stride(from: 0, to: addOnBits, by: addOnsPerSum))
    let sums = starts.enumerated().map { "sum(\(spread(from: $1)))::bigint as sum_\($0 + 1)" }
    let totals = starts.indices.map { "sum(t.sum_\($0 + 1))::bigint" }
    let sql = Query.countFacets.sql
      .replacing("sum(r.add_ons & 1)::bigint as sum_1", with: sums.joined(separator: ",\n      "))
      .replacing("array[sum(t.sum_1)::bigint]", with: "array[\(totals.joined(separator: ", "))]")
    return Statement("\(Query.countFacets.name)_\(addOnBits)_\(countBits)", sql)
  }

  /// A row's add-ons from a bit on, each at the lowest of its bits in the sum.
  private func spread(from bit: Int) -> String {
    let count = min(addOnsPerSum, addOnBits - bit)
    let copies = (0..<count).reduce(Int64(0)) { $0 | 1 << Int64($1 * (countBits - 1)) }
    let places = (0..<count).reduce(Int64(0)) { $0 | 1 << Int64($1 * countBits) }
    return "(r.add_ons >> \(bit) & \((1 << count) - 1)) * \(copies) & \(places)"
  }
}
