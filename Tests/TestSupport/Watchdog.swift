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
      settings=$(cat "$home/data/almanac.conf" 2> /dev/null)
      socket=$(echo "$settings" | sed -n "s/^unix_socket_directories = '\\(.*\\)'$/\\1/p")
      # Programs that were about to make or start the cluster may still be at it.
      for try in 1 2 3 4 5 6 7 8 9 10; do
        [ -e "$folder" ] || [ -e "$home" ] || break
        for cwd in $(find /proc/[0-9]* -maxdepth 1 -name cwd -lname "$home/data*"); do
          kill -QUIT "$(basename "$(dirname "$cwd")")"
        done
        sleep 0.1
        rm -rf "$folder" "$home" ${socket:+"$socket"}
        sleep 0.1
      done
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
