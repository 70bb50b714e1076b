import Foundation
import HTTPTypes

@testable import ReadAPI

/// Answers as the committed file has them: each with its request, status, headers that do not move
/// with the clock, and body, one member or element a line.
struct GoldenAnswers {
  private(set) var text = ""

  /// The committed file.
  static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "answers.txt")

  private static let headers: [HTTPField.Name] = [
    .age, .allow, .cacheControl, .contentType, .eTag, .retryAfter, .vary, .wwwAuthenticate,
  ]

  /// Adds an answer.
  mutating func add(_ title: String, _ answer: Answer) {
    text += "== \(title)\n\(answer.status.code)\n"
    for name in Self.headers {
      if let value = answer.headers[name] { text += "\(name.rawName): \(value)\n" }
    }
    text += "\n\(Self.indented(answer.text))\n\n"
  }

  /// JSON text with a line break after each comma and bracket outside of strings; its order stays.
  static func indented(_ json: String) -> String {
    var (lines, depth, isString, isEscaped) = ("", 0, false, false)
    func indent() -> String { "\n" + String(repeating: " ", count: depth) }
    for character in json {
      if isString {
        lines.append(character)
        if !isEscaped && character == "\"" { isString = false }
        isEscaped = !isEscaped && character == "\\"
        continue
      }
      switch character {
      case "\"":
        isString = true
        lines.append(character)
      case "{", "[":
        depth += 1
        lines += "\(character)\(indent())"
      case "}", "]":
        depth -= 1
        lines += "\(indent())\(character)"
      case ",": lines += ",\(indent())"
      default: lines.append(character)
      }
    }
    return lines
  }
}
