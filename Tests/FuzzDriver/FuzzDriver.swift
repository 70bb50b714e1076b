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

  private static func run(
    _ target: FuzzTarget, count: Int, seed: UInt64, folders: [String]
  ) throws {
    let files = try folders.flatMap { try FuzzCorpus.inputs(in: URL(fileURLWithPath: $0)) }
    let seeds = target.seeds + files.map(\.bytes)
    let mutator = Mutator(seeds: seeds, tokens: target.tokens)
    reportCrashes()
    let clock = ContinuousClock()
    let began = clock.now
    var slowest = (time: Duration.zero, number: 0)
    for number in 0..<count {
      current = number
      let input = mutator.input(number, seed: seed)
      let start = clock.now
      do {
        try target.read(input)
      } catch {
        try Data(input).write(to: URL(fileURLWithPath: "found-\(target.rawValue)"))
        fail("input \(number) of seed \(seed): \(error); kept in found-\(target.rawValue)")
      }
      let time = clock.now - start
      if time > slowest.time { slowest = (time, number) }
    }
    let total = clock.now - began
    print(
      "\(target.rawValue): \(count) inputs of \(seeds.count) seeds in \(total), slowest "
        + "\(slowest.time) (input \(slowest.number)), peak \(HostileReport.peakKiB) KiB")
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
