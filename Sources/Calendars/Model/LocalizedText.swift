/// A text in one or more languages.
public struct LocalizedText: Hashable, Sendable {
  /// The text in one language.
  public struct Translation: Hashable, Sendable {
    /// A BCP 47 tag.
    public var language: String
    /// The text.
    public var text: String
  }

  /// At least one, in file order.
  public let translations: [Translation]

  /// The text in one language.
  public init(_ text: String, language: String) {
    translations = [Translation(language: language, text: text)]
  }

  /// The text in several languages; nil when there is none.
  public init?(_ translations: [(language: String, text: String)]) {
    guard !translations.isEmpty else { return nil }
    self.translations = translations.map { Translation(language: $0.language, text: $0.text) }
  }

  /// The text in exactly this language.
  public subscript(language: String) -> String? {
    translations.first { $0.language == language }?.text
  }

  /// The text in the first of `languages` that there is, `en-GB` falling back to `en`; else the
  /// first text that was written.
  public func text(in languages: [String]) -> String {
    for language in languages {
      let primary = language.split(separator: "-").first.map(String.init) ?? language
      if let text = self[language] ?? self[primary] { return text }
    }
    return translations.first?.text ?? ""
  }
}
