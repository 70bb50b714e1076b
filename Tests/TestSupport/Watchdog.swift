import Foundation
import Synchronization

/// A shell that outlives the tests by a moment, to stop their servers and remove their files.
final class Watchdog: Sendable {
  private static let shared = Result { try Watchdog() }
  private let folders: Mutex<FileHandle>

  /// Reads the folders to clear until the test process is gone, which ends the input.
  private static let script = """
    trap '' INT TERM HUP
    folders=
    while read -r folder; do folders="$folders $folder"; done
    for folder in $folders; do
      home=$(cat "$folder/location" 2> /dev/null)
      home=${home:-$folder/postgres}
      pid=$(head -n 1 "$home/data/postmaster.pid" 2> /dev/null)
      if [ -n "$pid" ] && [ "$(readlink "/proc/$pid/cwd")" = "$home/data" ]; then
        kill -QUIT "$pid"
        tries=0
        while kill -0 "$pid" 2> /dev/null && [ "$tries" -lt 100 ]; do
          sleep 0.1
          tries=$((tries + 1))
        done
      fi
      rm -rf "$folder" "$home"
    done
    """

  private init() throws {
    let pipe = Pipe()
    folders = Mutex(pipe.fileHandleForWriting)
    // No program that a test starts may hold the end whose closing is the signal.
    _ = fcntl(pipe.fileHandleForWriting.fileDescriptor, F_SETFD, FD_CLOEXEC)
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", Watchdog.script]
    process.standardInput = pipe
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  /// Has a cluster's folder cleared when this process has ended, however it ended.
  static func guardFolder(_ folder: String) throws {
    try shared.get().folders.withLock { try $0.write(contentsOf: Data("\(folder)\n".utf8)) }
  }
}
