/// Sets of rules, each kept once: a set is the set before it and one rule more.
///
/// Adding the rules of a city to its dates in one order gives equal numbers to dates on which equal
/// rules hold, so what follows is computed once a set and not once a date.
struct RuleSets {
  /// The number of the set without rules.
  static let empty: Int32 = 0

  private struct Node {
    var before: Int32
    var rule: Int32
  }

  private var nodes = [Node(before: 0, rule: -1)]
  private var known: [UInt64: Int32] = [:]
  private var last: (key: UInt64, set: Int32) = (.max, 0)

  /// The set that `set` becomes with one rule more.
  mutating func adding(_ rule: Int, to set: Int32) -> Int32 {
    let key = UInt64(UInt32(bitPattern: set)) << 32 | UInt64(UInt32(rule))
    if last.key == key { return last.set }
    let result: Int32
    if let found = known[key] {
      result = found
    } else {
      result = Int32(nodes.count)
      nodes.append(Node(before: set, rule: Int32(rule)))
      known[key] = result
    }
    last = (key, result)
    return result
  }

  /// The rules of a set in the order in which they were added.
  func rules(of set: Int32) -> [Int] {
    var rules: [Int] = []
    var current = set
    while current != RuleSets.empty {
      rules.append(Int(nodes[Int(current)].rule))
      current = nodes[Int(current)].before
    }
    return rules.reversed()
  }
}
