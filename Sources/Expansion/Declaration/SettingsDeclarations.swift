import Calendars

/// How far ahead days are built, as a file writes it.
struct HorizonDeclaration: Sendable {
  var days: Placed<Int>?
  var nearDays: Placed<Int>?
  var farEveryDays: Placed<Int>?

  static let mapping = Mapping<HorizonDeclaration>(
    "horizon", "How far ahead days are built, today included.", empty: HorizonDeclaration(),
    keys: [
      .optional("days", \.days, .integer(1...1830), "How many dates, today the first."),
      .optional(
        "near_days", \.nearDays, .integer(1...1830),
        "For how many of them every run compares bookings and prices."),
      .optional(
        "far_every_days", \.farEveryDays, .integer(1...366),
        "After how many days a run does so for a farther date again."),
    ])
}

/// The weights of the recommended order, as a file writes them.
struct RecommendedDeclaration: Sendable {
  var rating: Placed<Int>?
  var price: Placed<Int>?
  var units: Placed<Int>?
  var unknownRating: Placed<Int>?

  static let mapping = Mapping<RecommendedDeclaration>(
    "recommended",
    "score = rating * hundredths of a star - price * whole units of the currency + units * "
      + "available units up to 10; the highest comes first.",
    empty: RecommendedDeclaration(),
    keys: [
      .optional("rating", \.rating, .integer(0...10_000), "Points for a hundredth of a star."),
      .optional(
        "price", \.price, .integer(0...10_000), "Points lost for a whole unit of the currency."),
      .optional("units", \.units, .integer(0...10_000), "Points for an available unit, up to 10."),
      .optional(
        "unknown_rating", \.unknownRating, .integer(0...10_000),
        "The hundredths of a star that stand in for an unknown rating."),
    ])
}

/// Gates as a file writes them.
struct GatesDeclaration: Sendable {
  var maxRemoved: Placed<Int>?
  var maxAdded: Placed<Int>?
  var maxPriceChange: Placed<PriceGateDeclaration>?
  var minRows: Placed<Int>?
  var maxClosedDays: Placed<Int>?
  var leastCount: Placed<Int>?

  static let mapping = Mapping<GatesDeclaration>(
    "gates", "What must hold before a new version goes live; one that fails is held.",
    empty: GatesDeclaration(),
    keys: [
      .optional(
        "max_removed", \.maxRemoved, .percentage(through: 10_000),
        "The largest part of a cell's spaces that may vanish."),
      .optional(
        "max_added", \.maxAdded, .percentage(), "The most spaces that may appear, as a part."),
      .optional(
        "max_price_change", \.maxPriceChange, .mapping(PriceGateDeclaration.mapping),
        "The largest change of a cell's prices."),
      .optional(
        "min_rows", \.minRows, .integer(0...1_000_000_000), "The fewest spaces of an open cell."),
      .optional(
        "max_closed_days", \.maxClosedDays, .percentage(through: 10_000),
        "The largest part of a city's dates that may newly be closed without a holiday."),
      .optional(
        "least_count", \.leastCount, .integer(0...1_000_000),
        "Cells with fewer spaces pass the gates that are parts."),
    ])
}

/// How far prices of a cell may move, as a file writes it.
struct PriceGateDeclaration: Sendable {
  var median: Placed<Int>?
  var p95: Placed<Int>?

  static let mapping = Mapping<PriceGateDeclaration>(
    "price_gate", "How far prices of a cell may move, up or down.", empty: PriceGateDeclaration(),
    keys: [
      .optional("median", \.median, .percentage(), "The middle change of a space's price."),
      .optional("p95", \.p95, .percentage(), "The change that 95 of 100 spaces stay below."),
    ])
}

/// Retention as a file writes it.
struct RetentionDeclaration: Sendable {
  var checkpoints: Placed<Int>?
  var days: Placed<Int>?
  var refreshMinutes: Placed<Int>?

  static let mapping = Mapping<RetentionDeclaration>(
    "retention", "How long versions that are no longer live are kept.",
    empty: RetentionDeclaration(),
    keys: [
      .optional(
        "checkpoints", \.checkpoints, .integer(1...10_000),
        "How many generations of runs, releases and rollbacks."),
      .optional("days", \.days, .integer(1...3660), "For how many days."),
      .optional(
        "refresh_minutes", \.refreshMinutes, .integer(15...10_080),
        "How long a version made by a refresh is kept for readers of its pages."),
    ])
}

/// The verify step as a file writes it.
struct VerifyDeclaration: Sendable {
  var sample: Placed<Int>?

  static let mapping = Mapping<VerifyDeclaration>(
    "verify", "What the verify step does.", empty: VerifyDeclaration(),
    keys: [
      .optional(
        "sample", \.sample, .integer(1...1_000_000),
        "How many new versions the step compares with the source, and requests 'almanac verify' draws."
      )
    ])
}
