/// What a discovery endpoint does that it need not do, in the order in which a team that measures
/// takes it away.
struct Habits: OptionSet, Sendable {
  let rawValue: Int

  /// The table of price overrides is looked up by space, and has no index for that.
  static let missingIndex = Habits(rawValue: 1 << 0)
  /// Everything is read again to sort it by another order.
  static let repeatedQuery = Habits(rawValue: 1 << 1)
  /// Each batch of data has a session of its own, opened for it.
  static let fiveSessions = Habits(rawValue: 1 << 2)
  /// For each space its venue, add-ons and prices are asked for one by one.
  static let itemLookups = Habits(rawValue: 1 << 3)
  /// Job and calendar files are read and expanded for each request, after the data.
  static let freshConfiguration = Habits(rawValue: 1 << 4)

  /// Each stage on the way, with the habits that are left.
  static let stages: [(name: String, habits: Habits)] = [
    (
      "as found", [.missingIndex, .repeatedQuery, .fiveSessions, .itemLookups, .freshConfiguration]
    ),
    ("with an index", [.repeatedQuery, .fiveSessions, .itemLookups, .freshConfiguration]),
    ("without the repeated query", [.fiveSessions, .itemLookups, .freshConfiguration]),
    ("in one session", [.itemLookups, .freshConfiguration]),
    ("in batches instead of item by item", [.freshConfiguration]),
    ("with the configuration kept in memory", []),
  ]
}
