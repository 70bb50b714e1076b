import Foundation

/// The machine that the figures are from.
enum Machine {
  /// Such as `2 cores, Intel(R) Xeon(R) Processor, 24 GiB, Linux 6.1.0`.
  static var description: String {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let memory = ProcessInfo.processInfo.physicalMemory / (1 << 30)
    let parts = ["\(cores) cores", processor, "\(memory) GiB", kernel]
    return parts.compactMap { $0 }.joined(separator: ", ")
  }

  private static var processor: String? {
    let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)
    let line = text?.split(separator: "\n").first { $0.hasPrefix("model name") }
    return line?.split(separator: ":", maxSplits: 1).last
      .map { $0.trimmingCharacters(in: .whitespaces) }
  }

  private static var kernel: String? {
    let text = try? String(contentsOfFile: "/proc/sys/kernel/osrelease", encoding: .utf8)
    return text.map { "Linux \($0.trimmingCharacters(in: .whitespacesAndNewlines))" }
  }
}
