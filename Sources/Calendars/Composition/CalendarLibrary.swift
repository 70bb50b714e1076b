import Dates

/// A set of calendar files that may extend each other.
///
/// Pure: the caller reads the files and the feeds.
public struct CalendarLibrary: Sendable {
  /// The calendars that could be read, by id; of two with one id the first.
  public let calendars: [String: HolidayCalendar]
  /// Everything that is wrong with the files, on their own and together, sorted.
  public let diagnostics: [Diagnostic]
  /// The calendars with their feeds among the parents, and the feeds.
  private let sources: [String: HolidayCalendar]

  /// The calendars in these files.
  ///
  /// - Parameters:
  ///   - files: the text of each file with the path by which messages name it.
  ///   - fallback: files for parents that `files` do not have, the nearest folder first; a calendar
  ///     of theirs whose id is taken is passed over in silence.
  ///   - feeds: the closures of the feeds that calendars name under `ics`. A feed that is missing
  ///     here is an error of its calendar: a place must not open because a file is gone.
  public init(
    files: [SourceText], fallback: [[SourceText]] = [],
    feeds: [FeedReference: FeedCalendar] = [:]
  ) {
    var calendars: [String: HolidayCalendar] = [:]
    var found: [Diagnostic] = []
    for (rank, group) in ([files] + fallback).enumerated() {
      var own: [String: HolidayCalendar] = [:]
      for file in group.sorted(by: { $0.path < $1.path }) {
        let decoder = CalendarDecoder(file)
        guard let calendar = decoder.calendar else {
          if rank == 0 { found += decoder.diagnostics }
          continue
        }
        let id = calendar.id.value
        guard calendars[id] == nil else { continue }
        found += decoder.diagnostics
        if let other = own[id] {
          found.append(CalendarLibrary.duplicate(calendar, of: other))
        } else {
          own[id] = calendar
        }
      }
      calendars.merge(own) { first, _ in first }
    }
    self.init(calendars: calendars, feeds: feeds, diagnostics: found)
  }

  /// The ids of all calendars, sorted.
  public var ids: [String] { calendars.keys.sorted() }

  /// The feeds that the calendars name, by calendar and then in file order.
  public var feedReferences: [FeedReference] {
    ids.compactMap { calendars[$0] }.flatMap { calendar in
      calendar.feeds.map {
        FeedReference(calendar: calendar.id.value, feed: $0.value, location: $0.location)
      }
    }
  }

  /// The zone that a calendar or the nearest of its parents names, whatever else is wrong with it.
  public func timeZone(of id: String) -> String? {
    CalendarLibrary.compose(id, among: calendars).calendar?.timeZone
  }

  /// The calendar `id` with its whole chain applied; throws when it is unknown, or when it or a
  /// calendar of its chain has an error.
  public func resolve(_ id: String) throws(CalendarError) -> ResolvedCalendar {
    guard calendars[id] != nil else {
      throw .unknown(id: id, hint: Spelling.hint(for: id, among: calendars.keys))
    }
    let outcome = CalendarLibrary.compose(id, among: sources)
    let chain = Set(outcome.calendar?.chain ?? Array(ancestors(of: id)))
    let errors = diagnostics.filter { finding in
      finding.severity == .error && finding.calendar.map { chain.contains($0) } ?? false
    }
    let all = Set(errors + outcome.diagnostics.filter { $0.severity == .error }).sorted()
    guard all.isEmpty, let calendar = outcome.calendar else { throw .invalid(id: id, all) }
    return calendar
  }

  private func ancestors(of id: String) -> Set<String> {
    var found: Set<String> = []
    var pending = [id]
    while let next = pending.popLast() {
      guard found.insert(next).inserted else { continue }
      pending += sources[next]?.parents.map(\.value) ?? []
    }
    return found
  }

  private init(
    calendars: [String: HolidayCalendar], feeds: [FeedReference: FeedCalendar],
    diagnostics: [Diagnostic]
  ) {
    var sources = calendars
    var found = diagnostics
    for (id, calendar) in calendars {
      var calendar = calendar
      for feed in calendar.feeds {
        let reference = FeedReference(calendar: id, feed: feed.value, location: feed.location)
        guard let events = feeds[reference] else {
          found.append(CalendarLibrary.missing(feed, of: id))
          continue
        }
        let parent = HolidayCalendar(feed: events, named: feed, of: id)
        sources[parent.id.value] = parent
        calendar.parents.append(Placed(parent.id.value, at: feed.location))
      }
      sources[id] = calendar
    }
    self.calendars = calendars
    self.sources = sources
    for (id, calendar) in calendars {
      let outcome = CalendarLibrary.compose(id, among: sources)
      found += outcome.diagnostics
      if let resolved = outcome.calendar {
        found += FactCheck(calendar, resolved: resolved).diagnostics
      }
    }
    self.diagnostics = Set(found).sorted()
  }

  /// The library with more findings.
  func adding(_ findings: [Diagnostic]) -> CalendarLibrary {
    CalendarLibrary(
      calendars: calendars, sources: sources, diagnostics: Set(diagnostics + findings).sorted())
  }

  private init(
    calendars: [String: HolidayCalendar], sources: [String: HolidayCalendar],
    diagnostics: [Diagnostic]
  ) {
    self.calendars = calendars
    self.sources = sources
    self.diagnostics = diagnostics
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
