import Foundation

/// The account that the server runs under.
struct Account: Sendable {
  let name: String
  let user: uid_t
  let group: gid_t
  /// The program that switches to the account, nil when the caller is the account.
  private let switcher: Switcher?

  private enum Switcher: Sendable {
    case setpriv(String)
    case runuser(String)
    case su(String)
  }

  /// The caller's own account, or for root an account that may do nothing else.
  static func forServer() throws -> Account {
    guard geteuid() == 0 else {
      return Account(name: NSUserName(), user: geteuid(), group: getegid(), switcher: nil)
    }
    let switcher = try findSwitcher()
    for name in ["postgres", "_postgres", "nobody"] {
      guard let entry = getpwnam(name)?.pointee, entry.pw_uid != 0 else { continue }
      return Account(name: name, user: entry.pw_uid, group: entry.pw_gid, switcher: switcher)
    }
    throw EmbeddedPostgresError.noUnprivilegedAccount("there is neither postgres nor nobody")
  }

  private static func findSwitcher() throws -> Switcher {
    func find(_ name: String) -> String? {
      ["/usr/bin", "/bin", "/usr/sbin", "/sbin"].map { "\($0)/\(name)" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
    if let path = find("setpriv") { return .setpriv(path) }
    if let path = find("runuser") { return .runuser(path) }
    if let path = find("su") { return .su(path) }
    throw EmbeddedPostgresError.noUnprivilegedAccount("setpriv, runuser and su are all missing")
  }

  /// The command that runs `program` under the account.
  func command(_ program: String, _ arguments: [String]) -> Command {
    switch switcher {
    case nil: Command(program, arguments)
    case .setpriv(let path):
      Command(
        path,
        ["--reuid", "\(user)", "--regid", "\(group)", "--clear-groups", "--", program] + arguments)
    case .runuser(let path): Command(path, ["-u", name, "--", program] + arguments)
    case .su(let path):
      Command(
        path,
        ["-s", "/bin/sh", name, "-c", "exec \"$0\" \"$@\"", "--", program] + arguments)
    }
  }

  /// Whether the account can enter a folder, by trying.
  func canEnter(_ folder: String) -> Bool {
    (try? command("/bin/sh", ["-c", "cd \"$1\"", "sh", folder]).run().status) == 0
  }

  /// Makes a folder that only the account can enter, or checks one that is there.
  ///
  /// A folder of somebody else, or a link, is refused: others can write to `/tmp`.
  func makePrivateFolder(_ path: String) throws {
    if mkdir(path, 0o700) == 0 {
      guard chown(path, user, group) == 0 else {
        throw EmbeddedPostgresError.file(path: path, reason: String(cString: strerror(errno)))
      }
      return
    }
    let reason = String(cString: strerror(errno))
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw EmbeddedPostgresError.file(path: path, reason: reason)
    }
    guard status.st_uid == user else {
      throw EmbeddedPostgresError.file(path: path, reason: "does not belong to \(name)")
    }
    _ = chmod(path, 0o700)
  }
}
