import Foundation

/// Standard output for results, standard error for everything else.
enum Terminal {
  /// Whether standard error is a terminal, on which a line may be drawn over.
  static let isInteractive = isatty(STDERR_FILENO) == 1

  /// Writes a line of the result.
  static func output(_ line: String) {
    write("\(line)\n")
  }

  /// Writes a result that has line ends of its own.
  static func write(_ text: String) {
    FileHandle.standardOutput.write(Data(text.utf8))
  }

  /// Writes a line for the person at the terminal, or for cron's mail.
  static func error(_ line: String) {
    FileHandle.standardError.write(Data("\(line)\n".utf8))
  }

  /// Draws over the present line of standard error.
  static func redraw(_ line: String) {
    FileHandle.standardError.write(Data("\r\u{1B}[K\(line)".utf8))
  }
}
