public import Dates

/// What a request for the details of spaces asks for.
public struct SpacesQuery: Hashable, Sendable {
  /// The spaces, each once, in the order of the answer.
  public var ids: [Int64]
  /// The date, in each city's own calendar.
  public var date: LocalDate

  /// The greatest number of spaces.
  public static let maximumIDs = 50
  /// How many days the answer looks ahead, the date itself included.
  public static let offerDays = 14

  /// The query of `GET /v1/spaces`.
  public init(_ queryString: QueryString) throws(ParameterFault) {
    var draft = SpacesDraft()
    try SpacesParameter.all.read(queryString, into: &draft)
    guard let ids = draft.ids else { throw ParameterFault("ids", nil, .missing) }
    try self.init(ids, draft)
  }

  /// The query of `GET /v1/spaces/{id}`.
  public init(id text: String, _ queryString: QueryString) throws(ParameterFault) {
    guard let id = Int64(identifier: text) else {
      throw ParameterFault("id", text, .malformed(expected: ParameterSchema.identifier.form))
    }
    var draft = SpacesDraft()
    try SpacesParameter.ofOne.read(queryString, into: &draft)
    try self.init([id], draft)
  }

  private init(_ ids: [Int64], _ draft: SpacesDraft) throws(ParameterFault) {
    guard let date = draft.date else { throw ParameterFault("date", nil, .missing) }
    self.ids = ids
    self.date = date
  }
}

/// The parameters of a request for details, each read on its own.
public struct SpacesDraft: Sendable {
  var ids: [Int64]?
  var date: LocalDate?
}

/// A parameter of `GET /v1/spaces` and `GET /v1/spaces/{id}`.
public typealias SpacesParameter = RequestParameter<SpacesDraft>

extension RequestParameter where Draft == SpacesDraft {
  /// The parameters of `GET /v1/spaces`.
  public static var all: [SpacesParameter] { spacesParameters }

  /// Those of `GET /v1/spaces/{id}`, whose path names the space.
  public static var ofOne: [SpacesParameter] { spacesParameters.filter { $0.name != "ids" } }
}

private let spacesParameters: [SpacesParameter] = [
  SpacesParameter(
    "ids", .identifiers(maximum: SpacesQuery.maximumIDs), into: \.ids, isRequired: true,
    example: "101,102", "The spaces in the order of the answer; a repeated one counts once."),
  SpacesParameter(
    "date", .date, into: \.date, isRequired: true, example: "2026-12-24",
    "The date, in the calendar of each space's city."),
]
