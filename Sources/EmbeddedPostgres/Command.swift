import Foundation

/// One run of a program, its output taken whole.
///
/// Not `Process`: that takes a program to run for as long as any server that it has started holds
/// the descriptors it was given. A server must not hold any other descriptor of this process
/// either: it would keep connections open that were closed here, for as long as it runs.
struct Command {
  let program: String
  let arguments: [String]

  init(_ program: String, _ arguments: [String]) {
    self.program = program
    self.arguments = arguments
  }

  /// What a run left behind.
  struct Outcome {
    /// The exit status, or 128 and the number of the signal that ended the program.
    let status: Int32
    /// Standard output and standard error together.
    let output: String
  }

  /// Runs the program in the root folder, with `input`, and waits for its end.
  func run(input: String = "") throws -> Outcome {
    let standardInput = try ScratchFile(input)
    let output = try ScratchFile()
    let process = try spawn(standardInput, output)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    let signal = status & 0x7f
    return Outcome(
      status: signal == 0 ? (status >> 8) & 0xff : 128 + signal, output: try output.contents())
  }

  /// Runs the program and throws when it fails.
  @discardableResult
  func check(input: String = "") throws -> String {
    let outcome = try run(input: input)
    guard outcome.status == 0 else {
      throw EmbeddedPostgresError.failed(
        program: ([program] + arguments).joined(separator: " "), status: outcome.status,
        output: String(outcome.output.suffix(2000)).trimmingCharacters(in: .whitespacesAndNewlines))
    }
    return outcome.output
  }

  private func spawn(_ standardInput: ScratchFile, _ output: ScratchFile) throws -> pid_t {
    var actions = FileActions()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, standardInput.descriptor, 0)
    posix_spawn_file_actions_adddup2(&actions, output.descriptor, 1)
    posix_spawn_file_actions_adddup2(&actions, output.descriptor, 2)
    try closeDescriptors(from: 3, by: &actions)
    let environment = ProcessInfo.processInfo.environment
      .filter { !$0.key.hasPrefix("PG") }.merging(["LC_ALL": "C"]) { $1 }
      .map { "\($0.key)=\($0.value)" }
    // Another account may be unable to enter the present folder.
    let argv =
      (["/bin/sh", "-c", "cd / && exec \"$0\" \"$@\"", program] + arguments)
      .map { strdup($0) } + [nil]
    let envp = environment.map { strdup($0) } + [nil]
    defer { (argv + envp).forEach { free($0) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, "/bin/sh", &actions, nil, argv, envp)
    guard code == 0 else {
      throw EmbeddedPostgresError.file(path: program, reason: String(cString: strerror(code)))
    }
    return process
  }
}

#if canImport(Darwin)
  private typealias FileActions = posix_spawn_file_actions_t?
#else
  private typealias FileActions = posix_spawn_file_actions_t
#endif

/// Has a child close every descriptor from one on. The function is glibc's of 2.34 and musl's of
/// 1.2.6, hidden from Swift by a feature macro.
private func closeDescriptors(from first: Int32, by actions: inout FileActions) throws {
  typealias CloseFrom = @convention(c) (UnsafeMutablePointer<FileActions>, Int32) -> Int32
  let name = "posix_spawn_file_actions_addclosefrom_np"
  guard let symbol = dlsym(nil, name) else {
    throw EmbeddedPostgresError.file(path: "libc", reason: "\(name) is missing")
  }
  _ = unsafeBitCast(symbol, to: CloseFrom.self)(&actions, first)
}
