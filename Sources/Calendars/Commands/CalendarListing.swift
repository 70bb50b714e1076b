/// The calendars of a library as `almanac calendar list` prints them.
public struct CalendarListing: Sendable {
  /// One calendar of the list.
  public struct Row: Sendable {
    /// The id.
    public let id: String
    /// The title in the calendar's default language; the id when it has none.
    public let title: String
    /// The calendars that it extends.
    public let parents: [String]
    /// The zone that the calendar or a parent names; nil when none does.
    public let timeZone: String?
    /// Whether it has errors and cannot be resolved.
    public let isValid: Bool
    /// The file.
    public let file: String
  }

  /// The rows, sorted by id.
  public let rows: [Row]

  /// All calendars of a library.
  public init(_ library: CalendarLibrary) {
    rows = library.ids.compactMap { id in
      guard let calendar = library.calendars[id] else { return nil }
      let resolved = try? library.resolve(id)
      return Row(
        id: id, title: calendar.title?.text(in: resolved?.languages ?? calendar.languages) ?? id,
        parents: calendar.parents.map(\.value), timeZone: resolved?.timeZone,
        isValid: resolved != nil, file: calendar.id.location.file)
    }
  }

  /// An array of objects with `id`, `title`, `extends`, `time_zone`, `valid` and `file`.
  public var json: JSON {
    .array(
      rows.map { row in
        .object([
          ("id", .string(row.id)), ("title", .string(row.title)),
          ("extends", .array(row.parents.map(JSON.string))),
          ("time_zone", .optional(row.timeZone)), ("valid", .bool(row.isValid)),
          ("file", .string(row.file)),
        ])
      })
  }

  /// One line a calendar: id, title, parents, zone and file.
  public var text: String {
    TextColumns(
      rows.map { row in
        [
          row.id, row.title, row.parents.joined(separator: ", "),
          row.isValid ? row.timeZone ?? "" : "has errors", row.file,
        ]
      }
    ).text
  }
}
