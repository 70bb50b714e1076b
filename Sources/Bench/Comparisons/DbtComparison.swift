import Foundation

/// The same rows by dbt's incremental model: everything, then one city of all.
struct DbtComparison {
  let bench: Workbench

  func rows() async throws -> [BenchRow] {
    let dbt = try ChildProgram.find("dbt", in: bench.toolFolders)
    let project = try makeProject()
    var run = ChildProgram(
      dbt, ["run", "--project-dir", project, "--profiles-dir", project, "--quiet"],
      environment: environment)
    run.folder = project
    var full = run
    full = ChildProgram(dbt, run.arguments + ["--full-refresh"], environment: environment)
    full.folder = project
    let sides = [("dbt, full", full), ("dbt, incremental: one city", run)]
    var rows: [BenchRow] = []
    for (name, program) in sides {
      bench.note(name)
      let cost = try await bench.cost { try program.run() }
      rows.append(
        BenchRow(
          "dbt, once", name, unit: "s", Spread(cost.seconds), processor: Spread(cost.processor)))
    }
    return rows
  }

  /// A project whose model is the defining query, kept to one city when it is incremental.
  private func makeProject() throws -> String {
    let project = "\(bench.folder)/dbt"
    try? FileManager.default.removeItem(atPath: project)
    try FileManager.default.copyItem(atPath: "\(bench.scripts)/dbt", toPath: project)
    let script = try String(contentsOfFile: "SQL/bench/create_result_view.sql", encoding: .utf8)
    guard let begin = script.range(of: "with wanted as ("), let end = script.range(of: ";\n")
    else { throw BenchError.unreadable(program: "SQL/bench", output: script) }
    let query = script[begin.lowerBound..<end.lowerBound].replacing(
      "where l.to_generation is null",
      with: "where l.to_generation is null {% if is_incremental() %} and l.city_id = 1 {% endif %}")
    let head = try String(contentsOfFile: "\(project)/models/result.sql", encoding: .utf8)
    try (head + query).write(
      toFile: "\(project)/models/result.sql", atomically: true, encoding: .utf8)
    return project
  }

  /// Where the database is, as the project's profile asks for it.
  private var environment: [String: String] {
    [
      "BENCH_HOST": bench.socketFolder, "BENCH_DATABASE": "almanac",
      "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    ]
  }
}
