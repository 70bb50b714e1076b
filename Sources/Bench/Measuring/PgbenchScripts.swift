import Foundation
import Postgres
import Store

/// Requests as scripts of pgbench, which sends the statement prepared, with the same parameters.
struct PgbenchScripts {
  /// The arguments that name the scripts and their parameters.
  private(set) var arguments: [String] = []
  /// The API's session settings, for `PGOPTIONS`, with time to plan: all connections prepare all
  /// scripts at once.
  private static let options =
    ConnectionSettings.reading().serverSettings.map { "-c \($0)=\($1)" }.joined(separator: " ")
    + " -c statement_timeout=60s"

  /// Writes one script a request to a folder, of the API's statement or of what `rewrite` makes of
  /// it.
  init(
    _ requests: [BenchRequest], in folder: String, _ rewrite: (String) -> String = { $0 }
  ) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (index, request) in requests.enumerated() {
      let (statement, parameters) = request.query.firstPage(hasBlocks: false)
      let path = "\(folder)/request-\(index).sql"
      try PgbenchScripts.script(rewrite(statement.sql), parameters, prefix: "r\(index)p")
        .write(toFile: path, atomically: true, encoding: .utf8)
      arguments += ["-f", path]
      for (place, parameter) in parameters.enumerated() {
        if let text = parameter.plainText { arguments += ["-D", "r\(index)p\(place + 1)=\(text)"] }
      }
    }
  }

  /// The statement with a variable of pgbench in each parameter's place. A parameter that is null
  /// has no variable, and stands as NULL.
  static func script(_ sql: String, _ parameters: [Parameter], prefix: String) -> String {
    let body = sql.split(separator: "\n", omittingEmptySubsequences: true)
      .filter { !$0.drop { $0 == " " }.hasPrefix("--") }.joined(separator: "\n")
    let bound = body.replacing(#/\$([0-9]+)/#) { match in
      guard let place = Int(match.output.1), parameters.indices.contains(place - 1),
        parameters[place - 1].plainText != nil, let type = parameters[place - 1].typeName
      else { return "null" }
      // pgbench sends each mention as a parameter of its own, whose type the server would guess.
      return ":\(prefix)\(place)::\(type)"
    }
    return "\(bound);\n"
  }

  /// Seconds in which each connection prepares the statement of each script, which the API does for
  /// each order.
  private static let warmUp = 8

  /// Transactions a second that `clients` get for some seconds, once all statements are prepared.
  func rate(_ pgbench: String, _ url: String, clients: Int, seconds: Int) throws -> Double {
    var program = ChildProgram(
      pgbench,
      [
        "-n", "-M", "prepared", "-c", "\(clients)", "-j", "1", "-P", "1", "-T",
        "\(PgbenchScripts.warmUp + seconds)",
      ] + arguments + [url],
      environment: ["PGOPTIONS": PgbenchScripts.options])
    program.hearsErrors = true
    let output = try program.run()
    let each = output.matches(of: #/progress: [0-9.]+ s, ([0-9.]+) tps/#)
      .compactMap { Double($0.output.1) }.dropFirst(PgbenchScripts.warmUp)
    guard let spread = Spread(Array(each)) else {
      throw BenchError.unreadable(program: "pgbench", output: output)
    }
    return spread.median
  }
}
