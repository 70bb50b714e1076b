#if LIBFUZZER
  import Foundation
  import Fuzzing

  nonisolated(unsafe) private var target = FuzzTarget.ics

  @_silgen_name("LLVMFuzzerRunDriver")
  private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
  ) -> CInt

  /// Lets libFuzzer, which follows the coverage of the readers, choose the inputs; crashing ones
  /// are left in `.build-fuzz-libfuzzer/crash-*`. The folders hold the corpus, and the first one grows.
  func runLibFuzzer(_ chosen: FuzzTarget, count: Int, seed: UInt64, folders: [String]) -> Never {
    target = chosen
    let words =
      ["almanac-fuzz", "-runs=\(count)", "-seed=\(seed)", "-rss_limit_mb=1024"]
      // Its clock is the wall's: on a busy machine seconds pass that no input has taken.
      + ["-timeout=120", "-report_slow_units=60", "-max_len=16384", "-print_final_stats=1"]
      + ["-verbosity=1", "-artifact_prefix=.build-fuzz-libfuzzer/"] + folders
    var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    var argumentCount = CInt(words.count)
    let status = pointers.withUnsafeMutableBufferPointer { buffer in
      var base = buffer.baseAddress
      return runDriver(&argumentCount, &base) { bytes, count in
        let input = Array(UnsafeBufferPointer(start: bytes, count: count))
        do throws(FuzzTarget.Violation) {
          try target.read(input)
        } catch {
          fail("\(error)")
        }
        return 0
      }
    }
    exit(status)
  }
#endif
