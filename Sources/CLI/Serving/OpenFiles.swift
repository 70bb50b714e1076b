import Foundation

/// How many files and sockets this process may have open at a time.
///
/// Where clients could take the last of them, the API could open no connection to the database.
enum OpenFiles {
  /// What is kept for the database, the log and the libraries.
  static let reserved = 64

  /// Raises the limit as far as the system lets a process do so itself; returns it.
  static func raiseLimit() -> Int {
    #if canImport(Glibc)
      let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
      let resource = RLIMIT_NOFILE
    #endif
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0 else { return reserved }
    let present = limit.rlim_cur
    limit.rlim_cur = limit.rlim_max
    let isRaised = setrlimit(resource, &limit) == 0
    return Int(clamping: isRaised ? limit.rlim_max : present)
  }

  /// How many of the wanted client connections a limit leaves room for; at least one.
  static func connections(of wanted: Int, within limit: Int) -> Int {
    max(1, min(wanted, limit - reserved))
  }
}
