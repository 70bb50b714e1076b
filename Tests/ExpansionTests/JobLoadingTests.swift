import Calendars
import Testing

@testable import Expansion

@Suite struct JobLoadingTests {
  private func load(_ files: [String: String], _ path: String = "jobs/a.yml") -> JobOutcome {
    Job.load(path, from: .memory(files))
  }

  @Test func `a file goes before those that it extends, key by key`() throws {
    let outcome = load([
      "jobs/a.yml": "schema: 1\nextends: base/b.yml\nhorizon: {days: 30}\ntitle: A",
      "jobs/base/b.yml":
        "schema: 1\nextends: c.yml\nhorizon: {days: 60, near_days: 7}\ncalendars: ../holidays",
      "jobs/base/c.yml": "schema: 1\nhorizon: {days: 90, far_every_days: 3}\ntitle: C",
    ])
    #expect(outcome.diagnostics.isEmpty)
    let job = try #require(outcome.job)
    #expect(job.files == ["jobs/base/c.yml", "jobs/base/b.yml", "jobs/a.yml"])
    #expect(job.horizon == Horizon(days: 30, nearDays: 7, farEveryDays: 3))
    #expect(job.title == "A")
    #expect(job.calendarsFolder == "jobs/holidays")
    let days = job.origins.first { $0.subject == "horizon.days" }
    #expect(days?.origin.description == "job, jobs/a.yml:3")
    #expect(days?.overrode.map(\.value) == ["60", "90"])
  }

  @Test func `a file extended twice over is read once, before both`() throws {
    let outcome = load([
      "jobs/a.yml": "schema: 1\nextends: [b.yml, c.yml]",
      "jobs/b.yml": "schema: 1\nextends: d.yml\ntitle: B",
      "jobs/c.yml": "schema: 1\nextends: d.yml\ntitle: C",
      "jobs/d.yml": "schema: 1\ntitle: D",
    ])
    #expect(outcome.job?.files == ["jobs/d.yml", "jobs/b.yml", "jobs/c.yml", "jobs/a.yml"])
    #expect(outcome.job?.title == "C")
  }

  @Test(arguments: [
    ("2027-06-30", ["W103", "W104"]), ("2027-04-15", ["W104"]), ("2026-01-01", []),
  ])
  func `calendars are checked for the dates that a run builds`(
    today: String, codes: [String]
  ) throws {
    let calendar = """
      schema: 1
      id: XX
      title: {en: Nowhere}
      coverage: {from: 2020-01-01, through: 2027-12-31}
      holidays:
        feast: {dates: [2024-09-01, 2025-09-01, 2026-09-01]}
      """
    let loaded = LoadedJob(
      "a.yml",
      from: .memory(["a.yml": "schema: 1\nhorizon: {days: 100}", "calendars/xx.yml": calendar]))
    #expect(loaded.diagnostics.isEmpty)
    #expect(loaded.diagnostics(on: try Fixture.date(today)).map(\.code) == codes)
  }

  @Test func `a cycle is an error that prints the chain`() {
    let outcome = load([
      "jobs/a.yml": "schema: 1\nextends: b.yml",
      "jobs/b.yml": "schema: 1\nextends: c.yml",
      "jobs/c.yml": "schema: 1\nextends: b.yml",
    ])
    #expect(outcome.job == nil)
    #expect(
      outcome.diagnostics.map(\.description) == [
        "jobs/c.yml:2:10: error[E202]: job files extend each other: "
          + "jobs/b.yml -> jobs/c.yml -> jobs/b.yml\n  hint: take one of them out of 'extends'"
      ])
  }

  @Test(arguments: [
    (["jobs/nightly.yml", "jobs/calendars/nigthly.yml"], "did you mean 'jobs/nightly.yml'?"),
    (["jobs/b.yml", "jobs/a.yml", "jobs/x.txt"], "known: jobs/a.yml, jobs/b.yml"),
    ([], "run it in the folder that holds jobs/"),
  ])
  func `a job file that is not there is told with those beside it`(files: [String], hint: String) {
    let texts = Dictionary(files.map { ($0, "schema: 1") }) { first, _ in first }
    let findings = Job.load("jobs/nigthly.yml", from: .memory(texts)).diagnostics
    #expect(findings.map(\.message) == ["there is no file 'jobs/nigthly.yml'"])
    #expect(findings.map(\.hint) == [hint])
  }

  @Test func `the length of a chain is limited`() {
    var files = ["jobs/a.yml": "schema: 1\nextends: 0.yml"]
    for number in 0..<9 {
      files["jobs/\(number).yml"] = "schema: 1\nextends: \(number + 1).yml"
    }
    #expect(load(files).diagnostics.map(\.code) == ["E203"])
  }

  @Test(arguments: [
    ("extends: b.yml", "E201", 2, "there is no file 'jobs/b.yml'"),
    ("horzion: {days: 3}", "E010", 2, "unknown key 'horzion'"),
    ("horizon: {days: 0}", "E013", 2, "'0' is out of range"),
    ("horizon: {days: 3, near_days: 4}", "E215", 2, "near_days is 4, more than the 3 days"),
    ("cities: boston", "E013", 2, "'boston' is no set of cities"),
    ("cities: [Boston]", "E013", 2, "'Boston' is not a name of this kind"),
    ("cities: {countries: [usa]}", "E013", 2, "'usa' is no country code"),
    ("layers: {region: {Massachusetts: {notice_days: 1}}}", "E013", 2, "is no region code"),
    ("layers: {venue: {hall-7: {notice_days: 1}}}", "E013", 2, "'hall-7' is no id"),
    ("steps: [rebuild, purne]", "E013", 2, "'purne' is not one of"),
    ("database: postgresql://me:secret@db/x", "E013", 2, "is written out"),
    ("database: ${NOT_SET}", "E016", 2, "the environment has no variable 'NOT_SET'"),
    ("opening: {weekly: {mon-fri: 9-5}}", "E013", 2, "'9-5' is neither hours nor"),
    ("opening: {weekly: {mon-fri: open, fri: closed}}", "E207", 2, "speaks for fri already"),
    ("opening: {weekly: {mon-fry: open}}", "E013", 2, "names no weekday: 'fry'"),
    ("opening: {exceptions: {2026-02-30: closed}}", "E014", 2, "is a date that does not exist"),
    ("opening: {exceptions: {02-30: closed}}", "E014", 2, "names a day that no year has"),
    ("opening: {exceptions: {2026-03-02..2026-03-01: closed}}", "E015", 2, "ends before it starts"),
    ("holidays: {public: close}", "E013", 2, "'close' is no policy for a holiday"),
    ("prices: [{name: x}]", "E204", 2, "exactly one of 'change' and 'add'"),
    ("prices: [{name: x, change: +1%, add: 1}]", "E204", 2, "exactly one of"),
    ("prices: [{change: +1%}]", "E012", 2, "key 'name' is missing"),
    ("prices: [{name: x, change: 20}]", "E013", 2, "'20' is not a change in percent"),
    ("prices: [{name: x, add: 1.5}]", "E013", 2, "'1.5' is not a whole number"),
    ("prices: [{name: x, add: 1, lead_days: 3..1}]", "E015", 2, "ends before it starts"),
    (
      "prices: [{name: x, add: 1}, {name: x, add: 2}]", "E205", 2, "the name 'x' is taken on line 2"
    ),
    ("prices: [{name: x, remove: true}]", "E206", 2, "'remove' names 'x', which no earlier layer"),
    ("capacity: [{name: half, factor: 0.5}]", "E013", 2, "'0.5' is not a percentage"),
    ("notice_days: one", "E013", 2, "'one' is not a whole number"),
  ])
  func `what is wrong is named with its line`(
    text: String, code: String, line: Int, message: String
  ) {
    let findings = load(["jobs/a.yml": "schema: 1\n" + text]).diagnostics
    #expect(findings.map(\.code) == [code], "\(findings)")
    #expect(findings.first?.location?.line == line)
    #expect(findings.first?.message.contains(message) == true, "\(findings)")
  }

  @Test func `a scope cannot replace a rule of its city`() {
    let text = """
      schema: 1
      prices: [{name: weekend, add: 1}]
      layers:
        category:
          desk: {prices: [{name: weekend, add: 2}]}
      """
    let findings = load(["jobs/a.yml": text]).diagnostics
    #expect(findings.map(\.code) == ["E212"])
    #expect(findings.first?.location?.line == 5)
  }

  @Test func `every error of every file is reported in one run`() {
    let findings = load([
      "jobs/a.yml": "schema: 1\nextends: [b.yml, c.yml]\nnotice_days: -1\nhorizont: {}",
      "jobs/b.yml": "schema: 2\nprices: [{name: x}]",
    ]).diagnostics
    #expect(
      findings.map { "\($0.location?.description ?? "") \($0.code)" } == [
        "jobs/a.yml:2 E201", "jobs/a.yml:3 E013", "jobs/a.yml:4 E010", "jobs/b.yml:1 E013",
        "jobs/b.yml:2 E204",
      ])
  }

  @Test func `a secret is taken from the environment`() throws {
    let outcome = Job.load(
      "a.yml", from: .memory(["a.yml": "schema: 1\ndatabase: ${DB_URL}"]),
      environment: ["DB_URL": "postgresql://db/x"])
    #expect(outcome.job?.database?.revealed == "postgresql://db/x")
    #expect(!String(describing: outcome.job).contains("postgresql://db/x"))
  }

  @Test func `gates of a city go before those of its country and the job's`() throws {
    let job = try Fixture.job(
      """
      gates: {max_removed: 30%, min_rows: 1, max_price_change: {median: 10%, p95: 50%}}
      layers:
        country: {US: {gates: {max_removed: 20%}}}
        city: {boston: {gates: {max_removed: 12.5%, max_price_change: {p95: 80%}}}}
      """)
    let gates = job.gates(for: try Fixture.city())
    #expect(gates.maxRemoved == 1250)
    #expect(gates.maxMedianPriceChange == 1000)
    #expect(gates.maxP95PriceChange == 8000)
    #expect(gates.minRows == 1)
    #expect(job.gates(for: try Fixture.city("paris", country: "FR")).maxRemoved == 3000)
  }
}
