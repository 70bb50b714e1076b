/// One parameter of an endpoint, read into a draft of what the request asks for.
///
/// An endpoint's list of them is its only one: the parser, the documents and their tests are made
/// from it.
public struct RequestParameter<Draft: Sendable>: Sendable {
  /// The name in the request.
  public let name: String
  /// What values it takes.
  public let schema: ParameterSchema
  /// Whether a request without it is refused.
  public let isRequired: Bool
  /// What the parameter does, in one sentence.
  public let summary: String
  /// What a missing or empty value, or 0 for a number, means.
  public let absence: String
  /// A value that is valid.
  public let example: String

  let read: @Sendable (String, inout Draft) throws(ParameterFault.Cause) -> Void

  init<Value>(
    _ name: String, _ kind: ParameterKind<Value>,
    into member: any WritableKeyPath<Draft, Value?> & Sendable,
    isRequired: Bool = false, absence: String = "no filter", example: String, _ summary: String
  ) {
    self.name = name
    self.schema = kind.schema
    self.isRequired = isRequired
    self.summary = summary
    self.absence = isRequired ? "refused" : absence
    self.example = example
    self.read = { text, draft throws(ParameterFault.Cause) in
      draft[keyPath: member] = try kind.read(text)
    }
  }
}

extension RequestParameter {
  /// The same parameter of a request whose draft holds this one as a part.
  func within<Whole: Sendable>(
    _ part: any WritableKeyPath<Whole, Draft> & Sendable
  ) -> RequestParameter<Whole> {
    RequestParameter<Whole>(self) { text, whole throws(ParameterFault.Cause) in
      try read(text, &whole[keyPath: part])
    }
  }

  private init<Part>(
    _ other: RequestParameter<Part>,
    read: @escaping @Sendable (String, inout Draft) throws(ParameterFault.Cause) -> Void
  ) {
    name = other.name
    schema = other.schema
    isRequired = other.isRequired
    summary = other.summary
    absence = other.absence
    example = other.example
    self.read = read
  }
}

extension Sequence {
  /// Reads what a request sends into a draft.
  ///
  /// Throws the first fault: an unknown or repeated parameter in the order sent, then a value in
  /// the order of declaration.
  func read<Draft>(
    _ queryString: QueryString, into draft: inout Draft
  ) throws(ParameterFault) where Element == RequestParameter<Draft> {
    for (place, pair) in queryString.pairs.enumerated() {
      guard contains(where: { $0.name == pair.name }) else {
        throw ParameterFault(
          pair.name, pair.value,
          UnsupportedRequest(parameter: pair.name).map { .unsupported($0) } ?? .unknown)
      }
      guard !queryString.pairs[..<place].contains(where: { $0.name == pair.name }) else {
        throw ParameterFault(pair.name, pair.value, .repeated)
      }
    }
    for parameter in self {
      guard let text = queryString[parameter.name] else { continue }
      do throws(ParameterFault.Cause) {
        try parameter.read(text, &draft)
      } catch {
        throw ParameterFault(parameter.name, text, error)
      }
    }
  }
}
