import Foundation

/// The processor time of processes, as Linux counts it in `/proc`, in hundredths of a second.
enum ProcessorClock {
  /// The seconds that a server and all processes that it has started have used so far, those that
  /// have ended included.
  static func tree(of root: Int32) -> Double {
    guard let root = Times(root) else { return 0 }
    let children = living().compactMap(Times.init).filter { $0.parent == root.process }
    return children.reduce(root.own + root.reaped) { $0 + $1.own + $1.reaped }
  }

  /// The seconds that this process and the children that it has waited for have used so far.
  static func ours() -> Double {
    guard let own = Times(getpid()) else { return 0 }
    return own.own + own.reaped
  }

  private static func living() -> [Int32] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { Int32($0) }
  }

  /// The counters of one process (proc(5), /proc/PID/stat, fields 4 and 14 to 17).
  private struct Times {
    let process: Int32
    let parent: Int32
    let own: Double
    let reaped: Double

    init?(_ process: Int32) {
      guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
        // The name may hold anything, parentheses and spaces too.
        let end = text.lastIndex(of: ")")
      else { return nil }
      let fields = text[text.index(after: end)...].split(separator: " ")
      guard fields.count > 14, let parent = Int32(fields[1]) else { return nil }
      let ticks = fields[11...14].map { Double($0) ?? 0 }
      self.process = process
      self.parent = parent
      own = (ticks[0] + ticks[1]) / 100
      reaped = (ticks[2] + ticks[3]) / 100
    }
  }
}
