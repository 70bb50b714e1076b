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

  /// Everything of the city is joined, filtered, sorted and cut to the page in the application.
  static let applicationWork = Habits(rawValue: 1 << 5)
  /// An answer that was given before is made again.
  static let forgetfulness = Habits(rawValue: 1 << 6)

  /// How often a request comes again before what it asks for changes: a cache has nine of ten
  /// answers.
  static let repeats = 10

  /// Each stage on the way, with the habits that are left.
  static let stages: [(name: String, habits: Habits)] = [
    ("as found", .all),
    ("with an index", .all.subtracting([.missingIndex])),
    ("without the repeated query", [.fiveSessions, .itemLookups, .unpaged]),
    ("in one session", [.itemLookups, .unpaged]),
    ("in batches instead of item by item", .unpaged),
    ("filtered, sorted and paged in SQL", [.freshConfiguration, .forgetfulness]),
    ("with a response cache that has nine of ten answers", [.freshConfiguration]),
    ("with the configuration kept in memory, too", []),
    ("the same without the cache", [.forgetfulness]),
  ]

  /// What is left when the data is read in batches.
  private static let unpaged: Habits = [.applicationWork, .freshConfiguration, .forgetfulness]
  private static let all: Habits = [
    .missingIndex, .repeatedQuery, .fiveSessions, .itemLookups, .applicationWork,
    .freshConfiguration, .forgetfulness,
  ]
}
