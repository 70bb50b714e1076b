import Calendars
import Dates
import Expansion
import Testing

@Suite struct JobRulesTests {
  private static let job = "schema: 1\ncities: all\ncalendars: calendars\n"
  private static let calendar = "schema: 1\nid: PT\nholidays: {liberty: {date: 04-25}}\n"
  private static let today = LocalDate(dayNumber: 20_787)

  private static func rules(
    _ calendar: String = calendar, job: String = job, program: String = "1",
    today: LocalDate = today,
    more: [String: String] = [:]
  ) throws -> JobRules {
    let files = ["job.yml": job, "calendars/pt.yml": calendar].merging(more) { $1 }
    let snapshot = FileSnapshot(of: .memory(files))
    let outcome = Job.load("job.yml", from: snapshot.files)
    let rules = JobRules(outcome, in: snapshot, program: program, today: today) { loaded in
      guard loaded.isUsable else { throw Unusable() }
    }
    return try #require(rules)
  }

  private struct Unusable: Error {}

  @Test func `the fingerprint moves with each file, the program and the year`() throws {
    let next = Self.today.adding(days: 365)
    let prints = [
      try Self.rules(), try Self.rules(Self.calendar + "# a remark"),
      try Self.rules(job: Self.job + "# a remark"), try Self.rules(program: "2"),
      try Self.rules(today: next), try Self.rules(more: [".almanac/feeds/x.ics": ""]),
    ].map(\.fingerprint)
    #expect(Set(prints).count == 6 && !prints.contains(nil))
    let tomorrow = try Self.rules(today: Self.today.adding(days: 1))
    #expect(tomorrow.fingerprint == prints[0])
  }

  @Test func `it is proven by calendars of which nothing is to be said`() throws {
    let rules = try Self.rules()
    let proven = try rules.provenFingerprint()
    #expect(proven == rules.fingerprint)
    let ids = try rules.calendars().ids
    #expect(ids == ["PT"])
    let unused = try Self.rules(
      Self.calendar + "coverage: {from: 2027-01-01, through: 2026-01-01}\n")
    #expect(throws: Unusable.self) { _ = try unused.calendars() }
  }

  @Test func `a feed from elsewhere leaves it unproven`() throws {
    let calendar = "schema: 1\nid: PT\nics: [../feed.txt]\n"
    let feed = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n"
    let rules = try Self.rules(calendar, more: ["feed.txt": feed])
    #expect(rules.fingerprint != nil)
    let proven = try rules.provenFingerprint()
    #expect(proven == nil)
  }

  @Test func `rules that were read already have none`() throws {
    let read = try Self.rules()
    let rules = JobRules(job: read.job, calendars: try read.calendars())
    #expect(rules.fingerprint == nil)
    let proven = try rules.provenFingerprint()
    #expect(proven == nil)
  }
}
