import Foundation

/// The names of the zone database.
enum TimeZoneNames {
  /// Whether the name is one of the zone database's, in its own case.
  static func isKnown(_ name: String) -> Bool {
    guard TimeZone(identifier: name) != nil else { return false }
    return name == "UTC" || known.contains(name) || name.contains("/")
  }

  static func hint(for name: String) -> String {
    if let same = known.first(where: { $0.lowercased() == name.lowercased() }) {
      return "the case counts: '\(same)'"
    }
    let nearest = Spelling.nearest(to: name, among: known)
    return nearest.map { "did you mean '\($0)'?" } ?? "write an IANA name such as Europe/London"
  }

  private static let known = Set(TimeZone.knownTimeZoneIdentifiers)
}
