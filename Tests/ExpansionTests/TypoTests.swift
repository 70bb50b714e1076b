@testable import Calendars
import Foundation
import Testing

@testable import Expansion

/// Every declared key of every shipped file, misspelt one at a time.
@Suite struct TypoTests {
  /// A key of a file: its line and the text of the file with the key misspelt.
  private struct Typo {
    var key: String
    var misspelt: String
    var line: Int
    var text: String
  }

  @Test(arguments: ShippedFilesTests.jobs) func `a misspelt key of a job file is caught`(
    path: String
  ) throws {
    try check(path, JobDeclaration.mapping.shape, Job.jsonSchema)
  }

  @Test(arguments: ShippedFilesTests.calendars) func `a misspelt key of a calendar is caught`(
    path: String
  ) throws {
    try check(path, Mapping<WrittenCalendar>.calendar.shape, CalendarSchema.json)
  }

  private func check<Value>(_ path: String, _ shape: Shape<Value>, _ schema: JSON) throws {
    let source = try #require(try SourceFiles.disk.text(at: path))
    let typos = typos(in: source.text, keys: keys(of: schema))
    #expect(!typos.isEmpty)
    for typo in typos {
      let outcome = SourceText(path: path, text: typo.text).read(as: shape)
      let finding = outcome.diagnostics.first {
        $0.severity == .error && $0.location?.line == typo.line
      }
      #expect(
        finding?.hint?.contains(typo.key) == true,
        "\(path):\(typo.line): '\(typo.misspelt)' for '\(typo.key)': \(outcome.diagnostics)")
    }
  }

  /// The names of all keys that a schema declares.
  private func keys(of schema: JSON) -> Set<String> {
    switch schema {
    case .members(let members):
      members.reduce(into: []) { keys, member in
        keys.formUnion(self.keys(of: member.value))
        if member.name == "properties", case .members(let properties) = member.value {
          keys.formUnion(properties.map(\.name))
        }
      }
    case .array(let values): values.reduce(into: []) { $0.formUnion(keys(of: $1)) }
    default: []
    }
  }

  /// One typo for each key, of a kind that goes by its place in the file.
  private func typos(in text: String, keys: Set<String>) -> [Typo] {
    var typos: [Typo] = []
    var lineNumber = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      lineNumber += 1
      let code = line.prefix { $0 != "#" }
      for match in code.matches(of: /(?:^|[\s{,])([a-z_]+):(?=\s|$)/) {
        let key = String(match.1)
        guard keys.contains(key) else { continue }
        let misspelt = misspell(key, kind: typos.count)
        var changed = text
        changed.replaceSubrange(match.1.startIndex..<match.1.endIndex, with: misspelt)
        typos.append(Typo(key: key, misspelt: misspelt, line: lineNumber, text: changed))
      }
    }
    return typos
  }

  private func misspell(_ key: String, kind: Int) -> String {
    var letters = Array(key)
    let middle = letters.count / 2
    switch kind % 4 {
    case 0: letters.remove(at: middle)
    case 1: letters.insert(letters[middle], at: middle)
    case 2: letters[middle] = letters[middle] == "x" ? "z" : "x"
    default: letters.swapAt(middle - 1, middle)
    }
    return String(letters) == key ? key + "s" : String(letters)
  }
}
