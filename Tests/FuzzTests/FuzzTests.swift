import Foundation
import Fuzzing
import Testing

@Suite struct FuzzTests {
  @Test(arguments: [
    (FuzzTarget.ics, 1500), (.rrule, 1500), (.calendar, 400), (.job, 400),
  ])
  func `damaged input breaks no promise of its reader`(target: FuzzTarget, count: Int) throws {
    let mutator = Mutator(seeds: target.seeds, tokens: target.tokens, longest: 8192)
    for number in 0..<count {
      let input = mutator.input(number, seed: 20_260_101)
      do throws(FuzzTarget.Violation) {
        try target.read(input)
      } catch {
        Issue.record(
          "\(target.rawValue) \(number): \(error) on \(String(decoding: input, as: UTF8.self))")
      }
    }
  }

  @Test(arguments: FuzzTarget.allCases)
  func `what was found once stays mended`(target: FuzzTarget) throws {
    let folder = FuzzCorpus.folder.appending(path: target.rawValue)
    let inputs = try FuzzCorpus.inputs(in: folder)
    #expect(!inputs.isEmpty)
    for input in inputs { try target.read(input.bytes) }
  }

  @Test(arguments: FuzzTarget.allCases)
  func `an input follows from its seed and number`(target: FuzzTarget) {
    let mutator = Mutator(seeds: target.seeds, tokens: target.tokens)
    #expect(mutator.input(17, seed: 3) == mutator.input(17, seed: 3))
    #expect(mutator.input(17, seed: 3) != mutator.input(18, seed: 3))
  }
}
