import Foundation

/// The largest resident set of this process so far, in bytes; 0 where the system does not tell.
func peakResidentBytes() -> Int64 {
  // getrusage would also count what the parent held before exec.
  guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
    let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
    let kibibytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({
      Int64($0)
    })
  else { return 0 }
  return kibibytes * 1024
}
