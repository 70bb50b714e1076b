import Foundation
import TestSupport

/// The lines that a program writes, waited for off the cooperative pool.
final class LogReader: @unchecked Sendable {
  private let handle: FileHandle
  private let queue = DispatchQueue(label: "log")
  private var rest = ""

  init(_ pipe: Pipe) {
    handle = pipe.fileHandleForReading
  }

  /// The next line that contains a text; nil when the program ends before it.
  func line(containing text: String) async -> String? {
    await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: self.read(until: text)) }
    }
  }

  private func read(until text: String) -> String? {
    while true {
      while let end = rest.firstIndex(of: "\n") {
        let line = String(rest[..<end])
        rest = String(rest[rest.index(after: end)...])
        if line.contains(text) { return line }
      }
      let bytes = handle.readAvailable()
      guard !bytes.isEmpty else { return nil }
      rest += String(decoding: bytes, as: UTF8.self)
    }
  }
}
