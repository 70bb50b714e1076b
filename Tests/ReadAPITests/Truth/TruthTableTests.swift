import Discovery
import Foundation
import HTTPTypes
import Testing

@testable import ReadAPI

@Suite struct TruthTableTests {
  private static let required = ["city": "city-1", "date": "2026-12-21"]

  /// The path of a request with this part in the place of what it says of a parameter.
  private func path(_ part: String, _ parameter: DiscoveryParameter) -> String {
    var parts = Self.required.filter { $0.key != parameter.name }.map { "\($0.key)=\($0.value)" }
    // A radius without a place is another fault than the one in question.
    if parameter.name == "radius_km" { parts.append("near=38.7,-9.1") }
    if !part.isEmpty { parts.append(part) }
    return "/v1/discovery?\(parts.joined(separator: "&"))"
  }

  @Test func `each oddity of each parameter has the status and the meaning of the table`()
    async throws
  {
    try await MarketAPI.with { market in
      for parameter in DiscoveryParameter.all {
        let absent = await market.get(path("", parameter))
        for oddity in TruthTable.Oddity.allCases {
          for part in TruthTable.spellings(oddity, parameter) {
            let answer = await market.get(path(part, parameter))
            check(
              answer, TruthTable.outcome(oddity, parameter), absent, parameter, "\(oddity) \(part)")
          }
        }
      }
    }
  }

  private func check(
    _ answer: Answer, _ outcome: TruthTable.Outcome, _ absent: Answer,
    _ parameter: DiscoveryParameter, _ comment: Comment
  ) {
    switch outcome {
    case .absence:
      #expect(answer.status == .ok, comment)
      #expect(answer.body == absent.body, comment)
    case .value:
      // A city of that name is not there; a category or an add-on of it matches nothing.
      #expect(answer.status == (parameter.name == "city" ? .notFound : .ok), comment)
      #expect(answer.body != absent.body, comment)
    case .missing, .invalid, .cursor, .repeated, .unknown:
      let code = outcome.rawValue.split(separator: "`")[1]
      #expect(answer.status == .badRequest, comment)
      #expect(answer.text.contains("\"code\":\"\(code)\""), comment)
      guard outcome != .unknown else { return }
      #expect(answer.text.contains("\"parameter\":\"\(parameter.name)\""), comment)
    }
  }

  @Test func `the table of the README is this one`() throws {
    let readme = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "README.md")
    let text = try String(contentsOf: readme, encoding: .utf8)
    let table = TruthTable.lines.joined(separator: "\n")
    #expect(text.contains("<!-- truth:begin -->\n\(table)\n<!-- truth:end -->"), "\(table)")
  }
}
