import Store
import Testing

@testable import CLI

@Suite struct FailureLinesTests {
  @Test func `what several cities lack is said once, with what to do`() {
    let missing = RunFailure.all(6, in: "plan", "relation does not exist", "42P01")
    let other = RunFailure(city: "paris", stage: "build", message: "no")
    let failures = FailureLines([missing[0], other] + missing.dropFirst())
    #expect(
      failures.lines == [
        "6 cities failed in plan: relation does not exist (city-1, city-2, city-3, city-4, city-5, "
          + "...); 'almanac source check' tells what the schema source lacks",
        "paris failed in build: no",
      ])
    #expect(!failures.isForWantOfSchema)
  }

  @Test(arguments: [
    ("42P01", true, "'almanac source check'"), ("42703", true, "'almanac source check'"),
    ("42501", true, "lacks a right: grant almanac_worker"), ("55P03", false, "run it again"),
    ("40P01", false, "run it again"), ("23502", false, "'almanac source check' names the row"),
    ("22012", false, "no"),
  ])
  func `an error of the server is told with what to do about it`(
    state: String, isForWant: Bool, words: String
  ) throws {
    let failures = FailureLines(RunFailure.all(2, in: "plan", "no", state))
    #expect(try #require(failures.lines.first).contains(words))
    #expect(failures.lines.count == 1 && failures.isForWantOfSchema == isForWant)
  }

  @Test func `a city is named once`() {
    let cause = CatalogueError.unknownTimeZone(city: "paris", name: "Nowhere/Land")
    let failure = RunFailure(city: "paris", stage: "catalogue", cause: cause)
    #expect(
      FailureLines([failure]).lines == [
        "paris failed in catalogue: source.city has the time zone 'Nowhere/Land', which the system "
          + "does not know"
      ])
    #expect(cause.description.hasPrefix("paris: source.city has"))
    #expect(FailureLines([]).lines.isEmpty && !FailureLines([]).isForWantOfSchema)
  }
}

extension RunFailure {
  fileprivate static func all(
    _ count: Int, in stage: String, _ message: String, _ sqlState: String
  ) -> [RunFailure] {
    (1...count).map {
      RunFailure(city: "city-\($0)", stage: stage, message: message, sqlState: sqlState)
    }
  }
}
