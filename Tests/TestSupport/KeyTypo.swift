public import Calendars

/// A key of a YAML file, misspelt.
public struct KeyTypo: Sendable {
  /// The key as it should be.
  public var key: String
  /// The key as it is written.
  public var misspelt: String
  /// The line of the key, from 1.
  public var line: Int
  /// The whole text of the file with this one key misspelt.
  public var text: String

  /// One typo for each key of `text` that the schema declares, of a kind that goes by its place in
  /// the file.
  public static func all(in text: String, declaredBy schema: JSON) -> [KeyTypo] {
    let keys = keys(of: schema)
    var typos: [KeyTypo] = []
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
        typos.append(KeyTypo(key: key, misspelt: misspelt, line: lineNumber, text: changed))
      }
    }
    return typos
  }

  /// The names of all keys that a schema declares.
  private static func keys(of schema: JSON) -> Set<String> {
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

  private static func misspell(_ key: String, kind: Int) -> String {
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
