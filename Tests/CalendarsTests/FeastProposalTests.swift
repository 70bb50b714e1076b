import Calendars
import Dates
import Testing

struct FeastProposalTests {
  @Test(arguments: [
    ("chinese-new-year", ["2026-02-17", "2027-02-06", "2028-01-26"]),
    ("rosh-hashanah", ["2026-09-12", "2027-10-02", "2028-09-21"]),
    ("pesach", ["2026-04-02", "2027-04-22", "2028-04-11"]),
    ("nowruz", ["2026-03-21", "2027-03-21", "2028-03-20"]),
    ("eid-al-fitr", ["2026-03-20", "2027-03-09", "2028-02-26"]),
    ("dragon-boat-festival", ["2026-06-19", "2027-06-09", "2028-05-28"]),
  ])
  func `a feast is proposed with its dates`(id: String, expected: [String]) throws {
    let feast = try #require(Feast.all.first { $0.id == id })
    let proposal = FeastProposal(feast, in: try years(2026, 2028))
    #expect(proposal.dates.map(\.description) == expected)
    #expect(proposal.text.hasPrefix("- {on: \(expected[0]), status: estimated}\n"))
  }

  @Test func `a proposal can be put into a calendar as it is`() throws {
    let feast = try #require(Feast.all.first { $0.id == "islamic-new-year" })
    let proposal = FeastProposal(feast, in: try years(2026, 2030))
    let lines = proposal.text.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
    let calendar = try calendar("feast:\n  dates:\n\(lines)")
    #expect(calendar.holidays(in: try years(2026, 2030)).map(\.date) == proposal.dates)
  }

  @Test func `the feasts are sorted by id, each once`() {
    #expect(Feast.all.map(\.id) == Set(Feast.all.map(\.id)).sorted())
  }
}
