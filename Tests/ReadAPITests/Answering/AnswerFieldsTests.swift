import HTTPTypes
import Testing

@testable import ReadAPI

@Suite struct AnswerFieldsTests {
  private let tag = EntityTag(of: [1])

  @Test func `each place is that of its header`() {
    for fields in [
      AnswerFields.common, AnswerFields.ofTag(tag), AnswerFields.ofContent(7, tag, .gzip),
    ] {
      #expect(fields[AnswerFields.date].name == .date)
      #expect(fields[AnswerFields.requestID].name == .requestID)
      #expect(fields[AnswerFields.serverTiming].name == .serverTiming)
      #expect(Set(fields.map(\.name.canonicalName)).count == fields.count)
    }
    #expect(AnswerFields.ofTag(tag)[AnswerFields.cacheControl].name == .cacheControl)
    #expect(AnswerFields.ofTag(tag)[AnswerFields.age].name == .age)
    let content = AnswerFields.ofContent(7, tag, .gzip)
    #expect(content[.eTag] == tag.coded(as: .gzip).description)
    #expect(content[.contentLength] == "7" && content[.contentEncoding] == "gzip")
  }

  @Test(arguments: [nil, 0, 86_460, 86_460] as [Int?])
  func `an age fills its places, and none leaves no empty header`(age: Int?) {
    var settings = APISettings()
    settings.maxAgeSeconds = 5
    settings.staleWhileRevalidateSeconds = 9
    let ages = AgeFields(settings)
    for _ in 0..<2 {
      var fields = AnswerFields.ofTag(tag)
      ages.fill(&fields, age)
      #expect(fields[.age] == age.map(String.init))
      #expect(
        fields[.cacheControl]
          == "public, max-age=\((age ?? 0) + 5), stale-while-revalidate=9")
    }
  }

  @Test func `more ages than are kept are told right`() {
    let ages = AgeFields(APISettings())
    for age in 0..<1000 {
      var fields = AnswerFields.ofTag(tag)
      ages.fill(&fields, age % 700)
      #expect(fields[.age] == "\(age % 700)")
    }
  }

  @Test func `an answer without stages has no empty timing`() {
    let date = HTTPField(name: .date, value: "now")
    var answer = Answer(.ok)
    answer.sign(date, RequestID(sent: "a"), ServerTiming())
    #expect(answer.headers[.serverTiming] == nil && answer.headers[.requestID] == "a")
    var timing = ServerTiming()
    timing.note(.db, .microseconds(1_234_567))
    timing.note(.parse, .nanoseconds(42_999))
    timing.note(.db, .microseconds(1))
    var timed = Answer(.ok)
    timed.sign(date, RequestID(sent: "a"), timing)
    #expect(timed.headers[.serverTiming] == "parse;dur=0.042, db;dur=1234.568")
    #expect(timed.headers[.date] == "now")
  }
}
