import Dates
import Testing

@testable import Market

@Suite struct CalendarFileTests {
  private func read(_ text: String) throws -> (runs: [CalendarRun], issues: [ImportIssue]) {
    let file = try CSVFile(
      MemoryBytes(text), path: "c.csv", requiring: CalendarFile.requiredColumns)
    let issues = IssueCollector()
    var calendar = try CalendarFile(file, exponent: 2) { issues.all.append($0) }
    var runs: [CalendarRun] = []
    while let run = try calendar.next() { runs.append(run) }
    return (runs, issues.all)
  }

  private func run(
    _ line: Int, _ id: Int64, _ first: String, _ end: String, _ available: Bool, _ price: Int64?
  ) throws -> CalendarRun {
    CalendarRun(
      line: line, listingID: id, startsOn: try #require(LocalDate(first)),
      endsOn: try #require(LocalDate(end)), isAvailable: available, price: price)
  }

  @Test func `day rows that only continue become one run`() throws {
    let (runs, issues) = try read(
      """
      listing_id,date,available,price,adjusted_price
      7,2024-02-28,t,$10.00,$9.00
      7,2024-02-29,t,$10.00,$9.00
      7,2024-03-01,t,$12.00,$9.00
      7,2024-03-02,f,$12.00,$9.00
      8,2024-03-03,f,$12.00,$9.00
      8,2024-03-05,f,$12.00,$9.00

      """)
    #expect(issues.isEmpty)
    #expect(
      runs == [
        try run(2, 7, "2024-02-28", "2024-03-01", true, 1_000),
        try run(4, 7, "2024-03-01", "2024-03-02", true, 1_200),
        try run(5, 7, "2024-03-02", "2024-03-03", false, 1_200),
        try run(6, 8, "2024-03-03", "2024-03-04", false, 1_200),
        try run(7, 8, "2024-03-05", "2024-03-06", false, 1_200),
      ])
  }

  @Test func `run rows have both ends included`() throws {
    let (runs, _) = try read(
      """
      available,listing_id,end_date,start_date
      t,9007199254740993,2024-12-31,2024-12-30
      f,9007199254740993,2025-01-01,2025-01-01
      """)
    #expect(
      runs == [
        try run(2, 9_007_199_254_740_993, "2024-12-30", "2025-01-01", true, nil),
        try run(3, 9_007_199_254_740_993, "2025-01-01", "2025-01-02", false, nil),
      ])
  }

  static let rejected: [(String, ImportIssue.Kind, String)] = [
    ("7,2024-02-30,2024-03-01,t,", .invalidDates, "listing 7: '2024-02-30' to '2024-03-01'"),
    ("7,2024-03-02,2024-03-01,t,", .invalidDates, "listing 7: '2024-03-02' to '2024-03-01'"),
    ("7,2024-03-02,2124-03-01,t,", .invalidDates, "listing 7: '2024-03-02' to '2124-03-01'"),
    ("7,,,t,", .invalidDates, "listing 7: '' to ''"),
    ("7,2024-03-01,2024-03-01,yes,", .invalidAvailability, "listing 7, 2024-03-01: 'yes'"),
    ("x,2024-03-01,2024-03-01,t,", .invalidListing, "listing_id 'x'"),
    ("7,2024-03-01,2024-03-01,t", .damagedRecord, "4 fields where the header has 5"),
  ]

  @Test(arguments: rejected)
  func `a row that cannot be used is skipped and reported`(
    row: String, kind: ImportIssue.Kind, detail: String
  ) throws {
    let (runs, issues) = try read("listing_id,start_date,end_date,available,price\n\(row)\n")
    #expect(runs.isEmpty)
    #expect(issues == [ImportIssue(kind, file: "c.csv", line: 2, detail: detail)])
  }

  @Test(arguments: [
    ("$0.00", ImportIssue.Kind.zeroPrice, "listing 7, 2024-03-01"),
    ("?", .invalidPrice, "listing 7, 2024-03-01: '?'"),
  ])
  func `a row with a bad price is kept without it`(
    price: String, kind: ImportIssue.Kind, detail: String
  ) throws {
    let (runs, issues) = try read(
      "listing_id,start_date,end_date,available,price\n7,2024-03-01,2024-03-01,t,\(price)\n")
    #expect(runs == [try run(2, 7, "2024-03-01", "2024-03-02", true, nil)])
    #expect(issues == [ImportIssue(kind, file: "c.csv", line: 2, detail: detail)])
  }

  @Test func `a calendar without dates is refused`() {
    #expect(
      throws: InputError.missingColumns(
        path: "c.csv", columns: ["date or start_date, end_date"])
    ) { try read("listing_id,available\n7,t\n") }
  }
}
