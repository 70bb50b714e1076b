import Store

/// The cities that failed in a run, a line for each cause: what all of them lack is said once.
struct FailureLines {
  let lines: [String]
  /// Whether every city failed because the database lacks something, or a right to it.
  let isForWantOfSchema: Bool

  /// How many cities of one cause are named.
  private static let named = 5

  init(_ failures: [RunFailure]) {
    var groups: [[RunFailure]] = []
    for failure in failures {
      let place = groups.firstIndex { group in
        group[0].stage == failure.stage && group[0].message == failure.message
      }
      if let place { groups[place].append(failure) } else { groups.append([failure]) }
    }
    lines = groups.map { FailureLines.line($0) + (FailureLines.hint($0[0].sqlState) ?? "") }
    isForWantOfSchema =
      !failures.isEmpty
      && failures.allSatisfy { ["3F000", "42P01", "42703", "42501"].contains($0.sqlState) }
  }

  /// Writes them to standard error.
  func write() {
    for line in lines { Terminal.error("almanac: \(line)") }
  }

  private static func line(_ group: [RunFailure]) -> String {
    guard group.count > 1 else { return "\(group[0])" }
    let cities = group.prefix(named).map(\.city) + (group.count > named ? ["..."] : [])
    return "\(group.count) cities failed in \(group[0].stage): \(group[0].message) "
      + "(\(cities.joined(separator: ", ")))"
  }

  /// What to do about an error of the server.
  private static func hint(_ sqlState: String?) -> String? {
    switch sqlState {
    case "3F000", "42P01", "42703": "; 'almanac source check' tells what the schema source lacks"
    case "42501":
      "; the account lacks a right: grant almanac_worker to it, and usage on the schema source and "
        + "select on its relations to almanac_worker"
    case "55P03": "; another session has locked a table: run it again when that has ended"
    case "40P01": "; run it again"
    // A null, a row twice, a number that is none.
    case "0A000", "21000", "22004", "23502": "; 'almanac source check' names the row"
    default: nil
    }
  }
}
