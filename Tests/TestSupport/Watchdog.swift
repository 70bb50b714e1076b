import Foundation

/// A shell that outlives the tests by a moment, to stop their server and remove its files.
enum Watchdog {
  /// Reads until the test process is gone, which closes the other end of the pipe.
  private static let script = """
    trap '' INT TERM HUP
    cat > /dev/null
    home=$1/postgres
    pid=$(head -n 1 "$home/data/postmaster.pid" 2> /dev/null)
    if [ -n "$pid" ]; then
      kill -QUIT "$pid"
      tries=0
      while kill -0 "$pid" 2> /dev/null && [ "$tries" -lt 100 ]; do
        sleep 0.1
        tries=$((tries + 1))
      done
    fi
    rm -rf "$1"
    """

  static func guardFolder(_ folder: String) throws {
    let pipe = Pipe()
    // Open for the rest of this process, but for no program that a test starts: its closing is
    // the signal.
    _ = fcntl(pipe.fileHandleForWriting.fileDescriptor, F_SETFD, FD_CLOEXEC)
    _ = fcntl(pipe.fileHandleForWriting.fileDescriptor, F_DUPFD_CLOEXEC, 0)
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", script, "sh", folder]
    process.standardInput = pipe
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
  }
}
