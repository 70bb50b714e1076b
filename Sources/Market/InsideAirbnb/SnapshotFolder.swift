import Foundation

/// A folder of Inside Airbnb files: `SLUG-listings.csv`, `SLUG-calendar.csv`, each plain or `.gz`,
/// and `cities.csv`.
public struct SnapshotFolder: Sendable {
  /// One city's files in the folder.
  public struct Snapshot: Hashable, Sendable {
    /// The city's name, place, clock and money.
    public let city: CityFacts
    /// The path of the listings.
    public let listings: String
    /// The path of the calendar, or nil when there is none: then every day is free.
    public let calendar: String?
  }

  /// The folder's path.
  public let path: String
  /// The cities whose listings are in the folder, in the order of `cities.csv`.
  public let snapshots: [Snapshot]

  /// Looks into a folder.
  ///
  /// `cities.csv` may stand in the folder above. A well-known city that it lacks is taken by its
  /// slug.
  ///
  /// - Throws: ``InputError`` when there are no listings, or a city's facts are missing or wrong.
  public init(path: String) throws {
    self.path = path
    let folder = URL(filePath: path, directoryHint: .isDirectory)
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw InputError.unreadable(path: path, reason: "no such folder, or no permission")
    }
    let slugs = names.compactMap(SnapshotFolder.slug(ofListings:)).sorted()
    guard !slugs.isEmpty else {
      throw InputError.missingFile(folder: path, name: "SLUG-listings.csv or .csv.gz")
    }
    let above = folder.deletingLastPathComponent().path
    let table = [path, above].compactMap { SnapshotFolder.file("cities.csv", in: $0) }.first
    let listed = try table.map { try CitiesFile.read($0, only: Set(slugs)) } ?? []
    let unlisted = slugs.filter { slug in !listed.contains { $0.slug == slug } }
    let cities = try listed + unlisted.map { try SnapshotFolder.knownCity($0, folder: path) }
    snapshots = cities.compactMap { city in
      SnapshotFolder.file("\(city.slug)-listings.csv", in: path).map { listings in
        Snapshot(
          city: city, listings: listings,
          calendar: SnapshotFolder.file("\(city.slug)-calendar.csv", in: path))
      }
    }
  }

  /// The files of one city.
  ///
  /// - Throws: ``InputError/unknownCity(slug:known:)``.
  public func snapshot(of slug: String) throws -> Snapshot {
    guard let snapshot = snapshots.first(where: { $0.city.slug == slug }) else {
      throw InputError.unknownCity(slug: slug, known: snapshots.map(\.city.slug))
    }
    return snapshot
  }

  private static func knownCity(_ slug: String, folder: String) throws -> CityFacts {
    guard let known = KnownCity.matching(slug: slug) else {
      throw InputError.missingFile(folder: folder, name: "cities.csv with the city '\(slug)'")
    }
    var facts = CityFacts(known: known)
    facts.slug = slug
    return facts
  }

  private static func file(_ name: String, in folder: String) -> String? {
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    return [name, name + ".gz"].map { prefix + $0 }.first {
      FileManager.default.isReadableFile(atPath: $0)
    }
  }

  private static func slug(ofListings name: String) -> String? {
    for ending in ["-listings.csv", "-listings.csv.gz"] where name.hasSuffix(ending) {
      return String(name.dropLast(ending.count))
    }
    return nil
  }
}
