/// A set of calendar files that may extend each other.
///
/// Pure: the caller reads the files and the feeds.
public struct CalendarLibrary: Sendable {
  /// The calendars that could be read, by id; of two with one id the first.
  public let calendars: [String: HolidayCalendar]
  /// Everything that is wrong with the files, on their own and together, sorted.
  public let diagnostics: [Diagnostic]

  /// The calendars in these files.
  ///
  /// - Parameters:
  ///   - files: the text of each file with the path by which messages name it.
  ///   - feeds: the iCalendar feeds that calendars name under `ics`, by that name.
  public init(files: [SourceText], feeds: [String: FeedCalendar] = [:]) {
    var calendars: [String: HolidayCalendar] = [:]
    var found: [Diagnostic] = []
    for file in files.sorted(by: { $0.path < $1.path }) {
      let decoder = CalendarDecoder(file)
      found += decoder.diagnostics
      guard let calendar = decoder.calendar else { continue }
      if let other = calendars[calendar.id.value] {
        found.append(CalendarLibrary.duplicate(calendar, of: other))
      } else {
        calendars[calendar.id.value] = calendar
      }
    }
    self.init(calendars: calendars, feeds: feeds, diagnostics: found)
  }

  /// The ids of all calendars, sorted.
  public var ids: [String] { calendars.keys.sorted() }

  /// The calendar `id` with its whole chain applied; throws when it is unknown, or when it or a
  /// calendar of its chain has an error.
  public func resolve(_ id: String) throws(CalendarError) -> ResolvedCalendar {
    guard calendars[id] != nil else {
      throw .unknown(id: id, hint: Spelling.hint(for: id, among: calendars.keys))
    }
    let outcome = compose(id)
    let chain = Set(outcome.calendar?.chain ?? [id])
    let errors = diagnostics.filter { finding in
      finding.severity == .error && finding.calendar.map(chain.contains) ?? false
    }
    let all = Set(errors + outcome.diagnostics.filter { $0.severity == .error }).sorted()
    guard all.isEmpty, let calendar = outcome.calendar else { throw .invalid(id: id, all) }
    return calendar
  }

  private let sources: [String: HolidayCalendar]

  private init(
    calendars: [String: HolidayCalendar], feeds: [String: FeedCalendar], diagnostics: [Diagnostic]
  ) {
    var sources = calendars
    var found = diagnostics
    for (id, calendar) in calendars {
      var calendar = calendar
      for feed in calendar.feeds {
        guard let events = feeds[feed.value] else {
          found.append(CalendarLibrary.missing(feed, of: id))
          continue
        }
        let parent = HolidayCalendar(feed: events, named: feed)
        sources[parent.id.value] = parent
        calendar.parents.append(Placed(parent.id.value, at: feed.location))
      }
      sources[id] = calendar
    }
    self.calendars = calendars
    self.sources = sources
    let composed = calendars.keys.flatMap { CalendarLibrary.compose($0, among: sources).diagnostics }
    self.diagnostics = Set(found + composed).sorted()
  }

  private func compose(_ id: String) -> (calendar: ResolvedCalendar?, diagnostics: [Diagnostic]) {
    CalendarLibrary.compose(id, among: sources)
  }

  private static func compose(_ id: String, among sources: [String: HolidayCalendar])
    -> (calendar: ResolvedCalendar?, diagnostics: [Diagnostic])
  {
    do throws(Diagnostic) {
      let composition = Composition(try CalendarChain(endingIn: id, among: sources))
      return (composition.resolved(), composition.diagnostics)
    } catch {
      return (nil, [error])
    }
  }

  private static func duplicate(_ calendar: HolidayCalendar, of other: HolidayCalendar)
    -> Diagnostic
  {
    Diagnostic(
      .error, CalendarCode.duplicateCalendar, at: calendar.id.location,
      "calendar '\(calendar.id.value)' is in \(other.id.location.file) already",
      hint: "give one of the two another id", calendar: calendar.id.value)
  }

  private static func missing(_ feed: Placed<String>, of calendar: String) -> Diagnostic {
    Diagnostic(
      .error, CalendarCode.missingFeed, at: feed.location,
      "the feed '\(feed.value)' could not be read",
      hint: "the path counts from the folder of the calendar", calendar: calendar)
  }
}
