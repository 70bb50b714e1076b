import Foundation

/// A folder with the programs of one PostgreSQL installation.
struct ServerPrograms: Sendable, Hashable {
  /// The folder.
  let folder: String
  /// The major version, such as `15`.
  let version: String

  /// The path of one program.
  func path(_ program: String) -> String { "\(folder)/\(program)" }

  /// The installations on this machine: those on PATH first, then the usual folders, the newest
  /// version first.
  static func installed(
    path: String = ProcessInfo.processInfo.environment["PATH"] ?? ""
  ) -> [ServerPrograms] {
    var seen: Set<String> = []
    return folders(path: path).compactMap { folder in
      let real = URL(filePath: folder).resolvingSymlinksInPath().path
      guard seen.insert(real).inserted else { return nil }
      return ServerPrograms(folder: folder)
    }
  }

  /// Where the programs are looked for.
  static func folders(path: String) -> [String] {
    let onPath = path.split(separator: ":").map(String.init)
    let debian = versions(in: "/usr/lib/postgresql").map { "/usr/lib/postgresql/\($0)/bin" }
    let redHat = versions(in: "/usr", prefix: "pgsql-").map { "/usr/pgsql-\($0)/bin" }
    let brew = ["/opt/homebrew/opt", "/usr/local/opt", "/home/linuxbrew/.linuxbrew/opt"]
      .flatMap { root in
        versions(in: root, prefix: "postgresql@").map { "\(root)/postgresql@\($0)/bin" }
          + ["\(root)/postgresql/bin"]
      }
    return onPath + debian + redHat + ["/usr/local/pgsql/bin"] + brew
  }

  /// The numbers behind `prefix` among the names in a folder, the greatest first.
  private static func versions(in folder: String, prefix: String = "") -> [Int] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasPrefix(prefix) }.compactMap { Int($0.dropFirst(prefix.count)) }
      .sorted(by: >)
  }

  private init?(folder: String) {
    let needed = ["initdb", "pg_ctl", "postgres"].map { "\(folder)/\($0)" }
    guard needed.allSatisfy({ FileManager.default.isExecutableFile(atPath: $0) }),
      let output = try? Command("\(folder)/postgres", ["--version"]).check(),
      let number = output.split(separator: " ").first(where: { $0.first?.isNumber == true })
    else { return nil }
    self.folder = folder
    version = String(number.prefix { $0.isNumber })
  }
}
