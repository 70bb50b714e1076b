public import Dates

/// What is known of a space at one moment: its card, its cell on a date, and the days that follow.
public struct SpaceFacts: Hashable, Sendable {
  /// The space.
  public var spaceID: Int64
  /// The slug of the city that it is in.
  public var city: String
  /// The ISO 4217 code of the city's prices.
  public var currency: String
  /// The date.
  public var date: LocalDate
  /// What no date changes.
  public var card: SpaceCard
  /// What the cell of the date says; nil when the date is not built.
  public var cell: SpaceCell?
  /// The date and the days after it.
  public var offers: [SpaceOffer]
  /// Where the space stands among what passes a request's filters, from 1; nil when it is not
  /// listed, or when it was not asked for.
  public var rank: Int64?

  /// Facts of all their parts.
  public init(
    spaceID: Int64, city: String, currency: String, date: LocalDate, card: SpaceCard,
    cell: SpaceCell?, offers: [SpaceOffer], rank: Int64?
  ) {
    self.spaceID = spaceID
    self.city = city
    self.currency = currency
    self.date = date
    self.card = card
    self.cell = cell
    self.offers = offers
    self.rank = rank
  }
}
