@testable import Bench
import Calendars
import Testing

@Suite struct BenchReportTests {
  private static var report: BenchReport {
    var report = BenchReport(conditions: [.init("machine", "2 cores"), .init("date", "2026-11-25")])
    report.rows = [
      BenchRow(
        "Writing", "rebuild", unit: "s", Spread([2, 1, 3]) ?? Spread(.nan),
        processor: Spread([1.25, 1.5])),
      BenchRow("Writing", "refresh", unit: "s", Spread(4)),
      BenchRow("Reading", "cached", unit: "requests/s", Spread(12345.6)),
    ]
    report.targets = [
      BenchTarget("rebuild / refresh", .atMost(0.7), figure: 0.5),
      BenchTarget("before / page", .atLeast(1000), figure: 999.4),
    ]
    report.skipped = ["dbt: there is no dbt"]
    return report
  }

  @Test func `the table has a section each, and a miss is called one`() {
    #expect(
      Self.report.table == """
        machine: 2 cores
        date: 2026-11-25

        Writing
                   median  min  max  processor s
          rebuild       2    1    3         1.38
          refresh       4

        Reading
                              median  min  max  processor s
          cached, requests/s   12346

        targets
                                    target  figure
          rebuild / refresh    at most 0.7     0.5     met
          before / page      at least 1000     999  MISSED
        left out: dbt: there is no dbt
        """)
  }

  @Test func `the JSON has targets and rows`() {
    #expect(
      Self.report.json.compact == """
        {"conditions":{"machine":"2 cores","date":"2026-11-25"},\
        "targets":[{"name":"rebuild / refresh","target":"at most 0.7","figure":0.5,"met":true},\
        {"name":"before / page","target":"at least 1000","figure":999.4,"met":false}],\
        "rows":[{"section":"Writing","name":"rebuild","unit":"s","median":2.0,"min":1.0,"max":3.0,\
        "rounds":3,"processor_seconds":1.375},\
        {"section":"Writing","name":"refresh","unit":"s","median":4.0,"min":4.0,"max":4.0,\
        "rounds":1,"processor_seconds":null},\
        {"section":"Reading","name":"cached","unit":"requests/s","median":12345.6,\
        "min":12345.6,"max":12345.6,"rounds":1,"processor_seconds":null}],\
        "skipped":["dbt: there is no dbt"]}
        """)
  }

  @Test(arguments: [
    (BenchTarget.Bound.atMost(0.7), 0.7, true), (.atMost(0.7), 0.71, false),
    (.atLeast(1000), 1000.0, true), (.atLeast(1000), 999.0, false),
    (.atMost(3), Double.nan, false),
  ])
  func `a target is met at its bound, and never by what is no number`(
    bound: BenchTarget.Bound, figure: Double, isMet: Bool
  ) {
    #expect(BenchTarget("", bound, figure: figure).isMet == isMet)
  }

  @Test(arguments: [
    (0.7, 0.5), (0.07, 1.0), (0.0001, 1.0), (7.0, 0.0), (100.0, 0.0), (Double.nan, 0.0),
  ])
  func `a bar reaches the line when the target is met`(figure: Double, share: Double) {
    let target = BenchTarget("", .atMost(0.7), figure: figure)
    #expect(abs(BenchChart.share(target) - share) < 1e-9)
  }

  @Test func `the chart is one document whose names are escaped`() {
    let svg = BenchChart([BenchTarget("a < b & c", .atMost(1), figure: 2)], title: "x > y").svg
    #expect(svg.hasPrefix("<svg xmlns="))
    #expect(svg.hasSuffix("</svg>\n"))
    #expect(svg.contains("a &lt; b &amp; c"))
    #expect(svg.contains("2 (at most 1, missed)"))
  }
}
