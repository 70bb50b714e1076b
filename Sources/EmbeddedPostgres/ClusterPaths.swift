import Foundation

/// Where the parts of a cluster lie.
struct ClusterPaths: Sendable, Hashable {
  /// Everything that the server's account owns.
  let home: String
  /// The folder of the socket, which only the server's account can enter.
  let socketFolder: String

  var data: String { "\(home)/data" }
  /// A data folder that is not finished.
  var partialData: String { "\(home)/data.partial" }
  var log: String { "\(home)/postgres.log" }
  var processFile: String { "\(data)/postmaster.pid" }

  /// `sockaddr_un.sun_path` without its closing NUL; 103 on BSD systems.
  private static let longestSocketPath = 103
  private static let socketName = "/.s.PGSQL.5432.lock"

  /// The paths for a cluster under `home`; a socket path too long for the system moves elsewhere.
  init(home: String, environment: [String: String] = ProcessInfo.processInfo.environment) {
    self.home = home
    let beside = "\(home)/socket"
    guard beside.utf8.count + ClusterPaths.socketName.utf8.count > ClusterPaths.longestSocketPath
    else {
      socketFolder = beside
      return
    }
    let name = "almanac-\(ClusterPaths.digest(home))"
    let runtime = geteuid() == 0 ? nil : environment["XDG_RUNTIME_DIR"]
    let folders = [runtime, "/tmp"].compactMap { $0 }
    let short = folders.first { folder in
      folder.utf8.count + 1 + name.utf8.count + ClusterPaths.socketName.utf8.count
        <= ClusterPaths.longestSocketPath && access(folder, W_OK | X_OK) == 0
    }
    socketFolder = "\(short ?? "/tmp")/\(name)"
  }

  /// A short name for a path: FNV-1a of 64 bits, in hexadecimal.
  static func digest(_ path: String) -> String {
    let hash = path.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { hash, byte in
      (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    return String(hash, radix: 16)
  }

  /// The URL of a database of the cluster.
  func url(database: String) -> String {
    let unreserved = CharacterSet(charactersIn: "/._-~").union(.alphanumerics)
    let host =
      socketFolder.addingPercentEncoding(withAllowedCharacters: unreserved) ?? socketFolder
    return "postgresql:///\(database)?host=\(host)&port=5432&user=postgres"
  }
}
