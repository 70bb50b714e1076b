/// What a request to explain asks: why a space is, or is not, in the answer to a discovery request.
public struct ExplainQuery: Hashable, Sendable {
  /// The space.
  public var space: Int64
  /// The discovery request, without a cursor.
  public var discovery: DiscoveryQuery

  /// The query that a URL's query part asks for; throws the first fault as `DiscoveryQuery` does.
  public init(_ queryString: QueryString) throws(ParameterFault) {
    var draft = ExplainDraft()
    try ExplainParameter.all.read(queryString, into: &draft)
    guard let space = draft.space else { throw ParameterFault("space", nil, .missing) }
    self.space = space
    discovery = try DiscoveryQuery(draft.discovery, queryString)
  }

  /// The query about a space in the answer to a request.
  public init(space: Int64, discovery: DiscoveryQuery) {
    self.space = space
    self.discovery = discovery
  }
}

/// The parameters of a request to explain, each read on its own.
public struct ExplainDraft: Sendable {
  var space: Int64?
  var discovery = DiscoveryDraft()
}

/// A parameter of `GET /v1/explain`: the space, and those of discovery but for the cursor.
public typealias ExplainParameter = RequestParameter<ExplainDraft>

extension RequestParameter where Draft == ExplainDraft {
  /// Every parameter, in the order in which documents list them.
  public static var all: [ExplainParameter] { explainParameters }
}

private let explainParameters: [ExplainParameter] =
  [
    ExplainParameter(
      "space", .identifier, into: \.space, isRequired: true, example: "101",
      "The space that is, or is not, in the answer.")
  ]
  + DiscoveryParameter.all.filter { $0.name != "cursor" }.map { $0.within(\.discovery) }
