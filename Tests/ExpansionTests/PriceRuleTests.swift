import Calendars
import Discovery
import Testing

@testable import Expansion

@Suite struct PriceRuleTests {
  private func names(_ text: String, _ dates: String, today: String? = nil) throws
    -> [String: [String]]
  {
    try Fixture.days(text, dates, today: today).mapValues { $0.prices.map(\.name) }
      .filter { !$0.value.isEmpty }
  }

  @Test(arguments: [
    ("weekdays: sat", ["2026-12-19", "2026-12-26"]),
    ("weekdays: [mon, tue]", ["2026-12-21", "2026-12-22", "2026-12-28"]),
    ("dates: 2026-12-20..2026-12-22", ["2026-12-20", "2026-12-21", "2026-12-22"]),
    (
      "dates: [2026-12-20..2026-12-22, 2026-12-22..2026-12-23, 2026-12-19]",
      ["2026-12-19", "2026-12-20", "2026-12-21", "2026-12-22", "2026-12-23"]
    ),
    ("dates: 12-27..01-05", ["2026-12-27", "2026-12-28"]),
    ("holidays: public", ["2026-12-25"]),
    ("holidays: [half_day, christmas-day]", ["2026-12-24", "2026-12-25"]),
    ("holidays: any", ["2026-12-24", "2026-12-25"]),
    ("eve_of: public", ["2026-12-24"]),
    ("{eve_of: public, holidays: half_day}", ["2026-12-24"]),
    ("{holidays: any, weekdays: fri}", ["2026-12-25"]),
    ("{holidays: any, dates: 2026-12-25..2026-12-31}", ["2026-12-25"]),
    ("lead_days: 0..1", ["2026-12-19", "2026-12-20"]),
    ("lead_days: 8..", ["2026-12-27", "2026-12-28"]),
    ("{lead_days: ..3, weekdays: sun}", ["2026-12-20"]),
  ])
  func `a rule holds on the dates that meet all its conditions`(
    condition: String, dates: [String]
  ) throws {
    let inner = condition.trimmingPrefix("{").replacing("}", with: "")
    let text = "prices: [{name: rule, change: +1%, \(inner)}]"
    #expect(try names(text, "2026-12-19..2026-12-28").keys.sorted() == dates)
  }

  @Test func `the eve of a holiday after the last date counts`() throws {
    let text = "prices: [{name: eve, eve_of: public, change: +1%}]"
    #expect(try names(text, "2026-12-20..2026-12-24").keys.sorted() == ["2026-12-24"])
  }

  @Test func `rules apply in file order and round at each step`() throws {
    let text = """
      prices:
        - {name: weekend, weekdays: sat, change: +12.5%}
        - {name: fee, add: -99}
        - {name: winter, dates: 12-01..02-28, change: -50%}
      """
    let day = try #require(try Fixture.days(text, "2026-12-19..2026-12-19")["2026-12-19"])
    #expect(day.prices.map(\.name) == ["weekend", "fee", "winter"])
    // 1001 * 1.125 = 1126.125 -> 1126; - 99 = 1027; / 2 = 513.5 -> 514.
    #expect(day.prices.map(\.step).composed(from: 1001) == 514)
  }

  @Test func `a city's rule of the same name takes the place of the job's`() throws {
    let text = """
      prices:
        - {name: weekend, weekdays: [sat, sun], change: +10%}
        - {name: fee, add: 100}
      layers:
        city:
          boston:
            prices: [{name: weekend, weekdays: [fri], change: +20%}, {name: fee, remove: true}]
      """
    let days = try Fixture.days(text, "2026-12-18..2026-12-19")
    let friday = try #require(days["2026-12-18"])
    #expect(friday.prices.map(\.step.basisPoints) == [12_000])
    #expect(friday.prices.first?.origin.description == "city boston, job.yml:8")
    #expect(days["2026-12-19"]?.prices.isEmpty == true)
    let trace = friday.traces.first { $0.subject == "price weekend" }
    #expect(trace?.overrode.map(\.origin.description) == ["job, job.yml:3"])
    #expect(trace?.overrode.map(\.value) == ["+10%"])
  }

  @Test(arguments: [
    ("+20%", 12_000), ("-12.5%", 8750), ("+0.05%", 10_005), ("-100%", 0), ("+900%", 100_000),
  ])
  func `percentages`(text: String, factor: Int32) throws {
    let change = try PriceChange(reading: text)
    #expect(change.step == PriceStep(basisPoints: factor))
    #expect(change.description == text)
  }

  @Test(arguments: ["20%", "+20", "-101%", "+901%", "+1.234%", "+%", "+ 5%", "++5%"])
  func `what is no percentage`(text: String) {
    #expect(throws: Malformed.self) { try PriceChange(reading: text) }
  }
}
