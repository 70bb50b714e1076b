/// Why a demo is not made.
public enum DemoError: Error, Equatable {
  /// Cities of these slugs are there, and no demo has made them.
  case foreignCities([String])
}

extension DemoError: CustomStringConvertible {
  /// The sentence for people.
  public var description: String {
    switch self {
    case .foreignCities(let slugs):
      let named = slugs.prefix(5).joined(separator: ", ") + (slugs.count > 5 ? ", ..." : "")
      return "source.city has \(named), which no demo has made and which this one would replace: "
        + "name another database, or say --replace"
    }
  }
}
