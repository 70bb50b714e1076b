import Foundation
import Fuzzing

/// The number of the input that is being read, for the report of a crash.
nonisolated(unsafe) private var current = 0

/// `almanac-fuzz TARGET COUNT [SEED [FOLDER...]]`: reads COUNT damaged inputs made of the seeds of
/// TARGET and of the files in the folders. `almanac-fuzz hostile FILE...` prints the time and the
/// peak memory of reading and expanding each file, each in a process of its own.
@main
enum FuzzDriver {
  static func main() throws {
    var arguments = CommandLine.arguments.dropFirst()
    let name = arguments.popFirst() ?? ""
    if name == "hostile" {
      HostileReport.print(Array(arguments))
      return
    }
    if name == "read", let file = arguments.popFirst() {
      try HostileReport.read(file)
      return
    }
    if name == "show" {
      try show(Array(arguments))
      return
    }
    guard let target = FuzzTarget(rawValue: name),
      let count = arguments.popFirst().flatMap(Int.init)
    else { fail("usage: almanac-fuzz ics|rrule|calendar|job COUNT [SEED [FOLDER...]]") }
    let seed = arguments.popFirst().flatMap(UInt64.init) ?? 1
    #if LIBFUZZER
      runLibFuzzer(target, count: count, seed: seed, folders: Array(arguments))
    #else
      try run(target, count: count, seed: seed, folders: Array(arguments))
    #endif
  }

  /// `almanac-fuzz show TARGET NUMBER [SEED [FOLDER...]]`: writes one input to standard output.
  private static func show(_ arguments: [String]) throws {
    guard arguments.count >= 2, let target = FuzzTarget(rawValue: arguments[0]),
      let number = Int(arguments[1])
    else { fail("usage: almanac-fuzz show TARGET NUMBER [SEED [FOLDER...]]") }
    let seed = arguments.dropFirst(2).first.flatMap { UInt64($0) } ?? 1
    let mutator = try mutator(target, Array(arguments.dropFirst(3)))
    FileHandle.standardOutput.write(Data(mutator.input(number, seed: seed)))
  }

  private static func mutator(_ target: FuzzTarget, _ folders: [String]) throws -> Mutator {
    let files = try folders.flatMap { try FuzzCorpus.inputs(in: URL(fileURLWithPath: $0)) }
    return Mutator(seeds: target.seeds + files.map(\.bytes), tokens: target.tokens)
  }

  private static func run(
    _ target: FuzzTarget, count: Int, seed: UInt64, folders: [String]
  ) throws {
    let mutator = try mutator(target, folders)
    reportCrashes()
    let clock = ContinuousClock()
    let began = clock.now
    var slowest = (seconds: 0.0, number: 0)
    for number in 0..<count {
      current = number
      let input = mutator.input(number, seed: seed)
      let start = processorSeconds
      do {
        try target.read(input)
      } catch {
        try Data(input).write(to: URL(fileURLWithPath: "found-\(target.rawValue)"))
        fail("input \(number) of seed \(seed): \(error); kept in found-\(target.rawValue)")
      }
      let seconds = processorSeconds - start
      if seconds > slowest.seconds { slowest = (seconds, number) }
    }
    let total = clock.now - began
    print(
      "\(target.rawValue): \(count) inputs in \(total), slowest "
        + "\(slowest.seconds) processor seconds (input \(slowest.number)), peak \(HostileReport.peakKiB) KiB"
    )
  }

  /// Processor time that this process has taken, which other processes do not lengthen.
  private static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Says which input a signal belongs to, then lets the signal end the process.
  private static func reportCrashes() {
    for number in [SIGILL, SIGTRAP, SIGSEGV, SIGABRT, SIGBUS, SIGFPE] {
      signal(number) { number in
        print("crashed on input \(current)")
        fflush(nil)
        signal(number, SIG_DFL)
        raise(number)
      }
    }
  }
}

/// Ends the process with a message.
func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data("almanac-fuzz: \(message)\n".utf8))
  exit(1)
}
