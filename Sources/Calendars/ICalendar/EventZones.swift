import Foundation

/// Resolves the TZIDs of one VCALENDAR.
///
/// A name of the IANA database counts before a VTIMEZONE of that name, then Windows names, then
/// the VTIMEZONE, then names that end in an IANA name or differ from one in case. Anything else is
/// unknown; it is never read as UTC.
struct EventZones {
  /// What a TZID stands for.
  enum Resolution {
    case rules(ZoneRules)
    /// Another spelling of the IANA name.
    case renamed(ZoneRules, String)
    case broken(OwnZone.Fault)
    case unknown
  }

  private let components: [String: ICalendarComponent]
  private var known: [String: Resolution] = [:]

  init(_ zones: [ICalendarComponent]) {
    let named = zones.compactMap { zone in
      zone.first("TZID").map { (EventZones.normalised($0.text), zone) }
    }
    components = Dictionary(named, uniquingKeysWith: { first, _ in first })
  }

  mutating func resolve(_ name: String) -> Resolution {
    let name = EventZones.normalised(name)
    if let resolution = known[name] { return resolution }
    let resolution = find(name)
    known[name] = resolution
    return resolution
  }

  /// The zone of the IANA or Windows name in its exact spelling.
  static func system(_ name: String) -> ZoneRules? {
    if utcNames.contains(name) { return .utc }
    if let identifier = WindowsZones.identifier(for: name) { return systemZone(identifier) }
    guard name.contains("/") || plainNames.contains(name), name.utf8.allSatisfy(isZoneByte) else {
      return nil
    }
    return systemZone(name)
  }

  private func find(_ name: String) -> Resolution {
    if let zone = EventZones.system(name) { return .rules(zone) }
    if let component = components[name] {
      do throws(OwnZone.Fault) {
        return .rules(.own(try OwnZone(component)))
      } catch {
        return .broken(error)
      }
    }
    for identifier in EventZones.respelled(name) {
      if let zone = EventZones.system(identifier) { return .renamed(zone, identifier) }
    }
    return .unknown
  }

  private static func systemZone(_ identifier: String) -> ZoneRules? {
    guard !utcNames.contains(identifier) else { return .utc }
    return TimeZone(identifier: identifier).map(ZoneRules.system)
  }

  /// Other spellings that the name may be meant for: the name or, after a prefix such as
  /// `/example.org/`, its last parts, in the case that the database uses.
  private static func respelled(_ name: String) -> [String] {
    let parts = name.split(separator: "/").map(String.init)
    let tails = name.hasPrefix("/") ? [parts.suffix(3), parts.suffix(2)] : [parts[...]]
    return tails.flatMap { tail -> [String] in
      guard (2...3).contains(tail.count) else { return [] }
      let joined = tail.joined(separator: "/")
      let capitalized = tail.map { part in
        part.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst().lowercased() }
          .joined(separator: "_")
      }.joined(separator: "/")
      return [joined, knownNames[joined.lowercased()], capitalized].compactMap(\.self)
    }
  }

  /// Without spaces round it and the quotes that some programs put inside.
  private static func normalised(_ name: String) -> String {
    String(
      decoding: trimmed(Array(name.utf8.filter { $0 != UInt8(ascii: "\"") })[...]), as: UTF8.self)
  }

  private static func isZoneByte(_ byte: UInt8) -> Bool {
    isNameByte(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "+")
  }

  private static let utcNames: Set = [
    "UTC", "GMT", "Z", "Zulu", "UCT", "Universal", "Etc/UTC", "Etc/GMT", "Etc/UCT", "Etc/Zulu",
    "tzone://Microsoft/Utc",
  ]

  /// The names of the database without a slash.
  private static let plainNames: Set = [
    "EST", "MST", "HST", "EST5EDT", "CST6CDT", "MST7MDT", "PST8PDT", "CET", "MET", "EET", "WET",
    "Cuba", "Egypt", "Eire", "GB", "Hongkong", "Iceland", "Iran", "Israel", "Jamaica", "Japan",
    "Kwajalein", "Libya", "NZ", "Navajo", "PRC", "Poland", "Portugal", "ROC", "ROK", "Singapore",
    "Turkey", "W-SU",
  ]

  /// Names of the database by their lower-case form.
  private static let knownNames = Dictionary(
    TimeZone.knownTimeZoneIdentifiers.map { ($0.lowercased(), $0) },
    uniquingKeysWith: { first, _ in first })
}
