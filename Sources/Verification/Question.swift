/// One discovery request: names and values in the order in which they are sent.
public struct Question: Sendable, Hashable, CustomStringConvertible {
  /// One parameter.
  public struct Pair: Sendable, Hashable {
    /// The name.
    public var name: String
    /// The value, not encoded.
    public var value: String

    /// A parameter of both parts.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The parameters.
  public var pairs: [Pair]

  /// A request with these parameters.
  public init(_ pairs: [Pair]) {
    self.pairs = pairs
  }

  /// The value of the first parameter of a name.
  public subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }

  /// The same request with one parameter set, at its place or at the end.
  public func setting(_ name: String, to value: String) -> Question {
    var question = self
    if let index = pairs.firstIndex(where: { $0.name == name }) {
      question.pairs[index].value = value
    } else {
      question.pairs.append(Pair(name, value))
    }
    return question
  }

  /// The query part of a URL, every byte that could mean something else escaped.
  public var description: String {
    pairs.map { "\(Question.escaped($0.name))=\(Question.escaped($0.value))" }
      .joined(separator: "&")
  }

  private static let plain = Set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~,".utf8)

  private static func escaped(_ text: String) -> String {
    guard !text.utf8.allSatisfy(plain.contains) else { return text }
    return text.utf8.map { byte in
      plain.contains(byte)
        ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }
}
