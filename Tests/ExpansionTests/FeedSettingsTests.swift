import Calendars
import Testing

@testable import Expansion

/// What a job file says of feeds, and what their calendars may then name.
@Suite struct FeedSettingsTests {
  private func load(_ job: String, feed: String, files: [String: String] = [:]) -> LoadedJob {
    let calendar = "schema: 1\nid: XX\ntime_zone: Europe/Paris\nics: '\(feed)'\n"
    let texts = ["jobs/a.yml": "schema: 1\n\(job)", "jobs/calendars/xx.yml": calendar]
    return LoadedJob("jobs/a.yml", from: .memory(texts.merging(files) { $1 }))
  }

  private static let hall = """
    BEGIN:VCALENDAR\r
    BEGIN:VEVENT\r
    UID:a\r
    DTSTART;VALUE=DATE:20260105\r
    END:VEVENT\r
    END:VCALENDAR\r

    """

  @Test func `every key becomes the policy, the last file deciding each`() throws {
    let outcome = Job.load(
      "a.yml",
      from: .memory([
        "a.yml": "schema: 1\nextends: b.yml\nfeeds: {hosts: WWW.example.org, max_kilobytes: 64}",
        "b.yml":
          "schema: 1\nfeeds: {hosts: [.example.net], plain_http: true, timeout_seconds: 5, "
          + "warn_after_days: 2}",
      ]))
    var policy = FeedPolicy(allowedHosts: ["www.example.org"])
    policy.allowsPlainHTTP = true
    policy.timeout = 5
    policy.bodyLimit = 65_536
    policy.warnAfterDays = 2
    #expect(outcome.job?.feeds == policy)
    #expect(Job.load("c.yml", from: .memory(["c.yml": "schema: 1"])).job?.feeds == FeedPolicy())
  }

  @Test(arguments: ["https://example.org", "example.org/x", "ex ample", "a..b", "'.'", "'*.b'"])
  func `what is no host is refused`(host: String) {
    let text = "schema: 1\nfeeds:\n  hosts: [\(host)]"
    let found = Job.load("a.yml", from: .memory(["a.yml": text])).diagnostics
    #expect(found.map(\.location?.line) == [3])
    #expect(found.first?.message.contains("is not the name of a host") == true)
  }

  @Test(arguments: [
    (
      "feeds: {hosts: [a.example]}", "https://b.example/x.ics",
      "the host 'b.example' is not allowed"
    ),
    ("feeds: {hosts: [.b.example]}", "https://b.example/x.ics", "the host 'b.example' is not"),
    ("title: A", "http://b.example/x.ics", "it is not https"),
    ("title: A", "https:///x.ics", "it is not a URL"),
  ])
  func `a URL that would never be fetched is an error where it is named`(
    job: String, feed: String, reason: String
  ) {
    let found = load(job, feed: feed).diagnostics.filter { $0.code == "E217" }
    #expect(found.map(\.location?.description) == ["jobs/calendars/xx.yml:4"])
    #expect(found.first?.message.contains(reason) == true, "\(found)")
  }

  @Test(arguments: ["https://b.example/x.ics", "feeds/hall.ics"])
  func `a feed without a copy is an error of its calendar and stops no run`(feed: String) {
    let loaded = load("title: A", feed: feed)
    #expect(loaded.diagnostics.map(\.code).contains("E118"))
    #expect(loaded.isUsable)
    #expect(throws: CalendarError.self) { try loaded.calendars.resolve("XX") }
  }

  @Test func `a calendar that somebody wrote wrong stops every run`() {
    let loaded = load("title: A", feed: "hall.ics", files: ["jobs/calendars/yy.yml": "schema: 1"])
    #expect(!loaded.isUsable)
  }

  @Test(arguments: ["BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "BEGIN:VCALENDAR\r\n", nil])
  func `a file that is emptied, cut short or gone leaves its last good copy in use`(
    now: String?
  ) throws {
    var files = [FeedCopy.path(of: "jobs/calendars/hall.ics"): Self.hall]
    files["jobs/calendars/hall.ics"] = now
    let loaded = load("title: A", feed: "hall.ics", files: files)
    let found = loaded.diagnostics.filter { $0.severity != .note }
    #expect(found.map(\.severity) == [.warning])
    #expect(found.first?.message.hasSuffix("; its last good copy is used") == true, "\(found)")
    let calendar = try loaded.calendars.resolve("XX")
    let day = try Fixture.range("2026-01-05..2026-01-05")
    #expect(calendar.holidays(in: day).map(\.holidayID) == ["a"])
  }

  @Test func `feeds are fetched before they are used`() {
    let text = "schema: 1\nsteps: [rebuild, feeds]"
    let found = Job.load("a.yml", from: .memory(["a.yml": text])).diagnostics
    #expect(
      found.map(\.description) == [
        "a.yml:2:18: error[E218]: 'feeds' comes after 'rebuild', which uses them\n"
          + "  hint: [feeds, rebuild]"
      ])
  }
}
