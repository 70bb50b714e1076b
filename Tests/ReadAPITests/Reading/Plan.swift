import Foundation
import Postgres
import Testing

/// A query plan, as `EXPLAIN (FORMAT JSON)` tells it.
struct Plan {
  private let nodes: [[String: Any]]

  init(json: String) throws {
    let parsed = try JSONSerialization.jsonObject(with: Data(json.utf8))
    let root = try #require((parsed as? [[String: Any]])?.first?["Plan"] as? [String: Any])
    nodes = Plan.flatten(root)
  }

  private static func flatten(_ node: [String: Any]) -> [[String: Any]] {
    let children = node["Plans"] as? [[String: Any]] ?? []
    return [node] + children.flatMap(flatten)
  }

  /// The nodes that read a table, each as its type and its index condition.
  func scans(of table: String) -> [(type: String, condition: String)] {
    nodes.filter { $0["Relation Name"] as? String == table }
      .map { ($0["Node Type"] as? String ?? "", $0["Index Cond"] as? String ?? "") }
  }

  /// The indexes by which a table is read.
  func indexes(of table: String) -> Set<String> {
    Set(
      nodes.filter { $0["Relation Name"] as? String == table }
        .compactMap { $0["Index Name"] as? String })
  }

  /// How often a node of a type stands in the plan.
  func count(_ type: String) -> Int {
    nodes.count { $0["Node Type"] as? String == type }
  }

  /// How often a page was looked up in all, when the plan was made with BUFFERS.
  var pagesTouched: Int {
    let root = nodes.first ?? [:]
    return (root["Shared Hit Blocks"] as? Int ?? 0) + (root["Shared Read Blocks"] as? Int ?? 0)
  }

  /// The rows that joins looked at and dropped, over all loops.
  var rowsCompared: Int {
    nodes.reduce(0) { sum, node in
      let dropped = node["Rows Removed by Join Filter"] as? Double ?? 0
      return sum + Int(dropped * (node["Actual Loops"] as? Double ?? 0))
    }
  }

  /// The rows that the scans of a table gave, over all loops; 0 when they never ran.
  func rowsRead(of table: String) -> Int {
    nodes.filter { $0["Relation Name"] as? String == table }
      .reduce(0) { sum, node in
        let rows = node["Actual Rows"] as? Double ?? 0
        let loops = node["Actual Loops"] as? Double ?? 0
        let removed = node["Rows Removed by Filter"] as? Double ?? 0
        return sum + Int((rows + removed) * loops)
      }
  }
}
