/// A calendar behind all that it extends, each once, parents before children.
struct CalendarChain: Sendable {
  /// The longest line from a calendar to its farthest ancestor, both counted.
  static let depthLimit = 8

  /// Parents first; the calendar itself is the last.
  var calendars: [HolidayCalendar]
  /// The ids of all ancestors by calendar id, the calendar itself not among them.
  var ancestors: [String: Set<String>]

  /// The chain that ends in the calendar `id`; throws the error of the first fault on the way.
  init(endingIn id: String, among calendars: [String: HolidayCalendar]) throws(Diagnostic) {
    self.calendars = []
    ancestors = [:]
    guard let calendar = calendars[id] else { return }
    try append(calendar, below: [], among: calendars)
  }

  private mutating func append(
    _ calendar: HolidayCalendar, below path: [String], among calendars: [String: HolidayCalendar]
  ) throws(Diagnostic) {
    let id = calendar.id.value
    let path = path + [id]
    var found: Set<String> = []
    for parent in calendar.parents {
      let next = try CalendarChain.parent(parent, of: path, among: calendars)
      if ancestors[parent.value] == nil { try append(next, below: path, among: calendars) }
      try checkDepth(of: parent, below: path)
      found.formUnion(ancestors[parent.value] ?? [])
      found.insert(parent.value)
    }
    ancestors[id] = found
    depths[id] = 1 + (calendar.parents.map { depths[$0.value, default: 1] }.max() ?? 0)
    self.calendars.append(calendar)
  }

  private var depths: [String: Int] = [:]

  private func checkDepth(of parent: Placed<String>, below path: [String]) throws(Diagnostic) {
    guard path.count == 1, depths[parent.value, default: 1] >= CalendarChain.depthLimit else {
      return
    }
    throw Diagnostic(
      .error, CalendarCode.tooDeep, at: parent.location,
      "'\(path[0])' extends a chain of more than \(CalendarChain.depthLimit) calendars",
      hint: "extend one of the farther parents directly", calendar: path[0])
  }

  private static func parent(
    _ parent: Placed<String>, of path: [String], among calendars: [String: HolidayCalendar]
  ) throws(Diagnostic) -> HolidayCalendar {
    if let start = path.firstIndex(of: parent.value) {
      let cycle = (path[start...] + [parent.value]).joined(separator: " -> ")
      throw Diagnostic(
        .error, CalendarCode.cycle, at: parent.location, "calendars extend each other: \(cycle)",
        hint: "remove one link", calendar: path.last)
    }
    guard let calendar = calendars[parent.value] else {
      throw Diagnostic(
        .error, CalendarCode.unknownParent, at: parent.location,
        "there is no calendar '\(parent.value)' to extend",
        hint: Spelling.hint(for: parent.value, among: calendars.keys), calendar: path.last)
    }
    guard path.count < 8 * depthLimit else {
      throw Diagnostic(
        .error, CalendarCode.tooDeep, at: parent.location,
        "'\(path[0])' extends a chain of more than \(depthLimit) calendars",
        hint: "extend one of the farther parents directly", calendar: path[0])
    }
    return calendar
  }
}
