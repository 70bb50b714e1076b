public import Dates
import Discovery
public import HTTPTypes
public import Logging
import Metrics

/// The read API: from a request's head to an answer, without any server around it.
public final class API: Sendable {
  let settings: APISettings
  let database: ReadDatabase
  let probe: ReadDatabase
  let cursorKey: CursorKey
  let tokens: TokenGate
  let logger: Logger
  let now: @Sendable () -> Instant
  let cache: ResponseCache
  let recent = RecentRequests()
  let pointers: LivePointers
  let metrics = RequestMetrics()
  let buckets: TokenBuckets?
  let ages: AgeFields
  private let date = DateField()
  private let crossOrigin: CrossOrigin
  /// What is answered in place of everything, where the cost of all round an answer is measured.
  private let substitute: Answer?

  /// An API that reads `database`; `now` is what ages and tokens are judged by.
  ///
  /// Readiness is asked of `probe`, which has a connection of its own where it is given: a crowd
  /// that uses up the others is no reason to send it elsewhere.
  public convenience init(
    settings: APISettings = APISettings(), database: ReadDatabase, probe: ReadDatabase? = nil,
    cursorKey: CursorKey, tokens: TokenGate = TokenGate(), logger: Logger,
    now: @escaping @Sendable () -> Instant = Instant.now
  ) {
    self.init(
      settings: settings, database: database, probe: probe ?? database, cursorKey: cursorKey,
      tokens: tokens, logger: logger, now: now, substitute: nil)
  }

  /// An API that gives every request the same answer, when there is a `substitute`.
  package init(
    settings: APISettings = APISettings(), database: ReadDatabase, probe: ReadDatabase,
    cursorKey: CursorKey, tokens: TokenGate = TokenGate(), logger: Logger,
    now: @escaping @Sendable () -> Instant = Instant.now, substitute: Answer?
  ) {
    self.settings = settings
    self.database = database
    self.probe = probe
    self.cursorKey = cursorKey
    self.tokens = tokens
    self.logger = logger
    self.now = now
    cache = ResponseCache(bytes: settings.cacheBytes)
    pointers = LivePointers(trustedFor: .seconds(settings.trustSeconds))
    buckets = settings.rateLimit.map { TokenBuckets(perSecond: $0.perSecond, burst: $0.burst) }
    crossOrigin = CrossOrigin(origins: settings.origins)
    ages = AgeFields(settings)
    self.substitute = substitute
  }

  /// Has what libraries measure through swift-metrics told at `/metrics` too; once a process.
  public func shareMetrics() {
    MetricsSystem.bootstrap(metrics.registry)
  }

  /// The answer to a request; never throws, and never tells what only the log should.
  ///
  /// `peer` is the address that the request came from.
  public func answer(
    _ request: HTTPRequest, from peer: @autoclosure () -> String? = nil
  ) async -> Answer {
    let began = ContinuousClock.now
    let id = RequestID(
      sent: request.headerFields[.requestID], traceparent: request.headerFields[.traceparent])
    let log = RequestLog(logger, id)
    let (path, query) = API.parts(request.path ?? "/")
    let route = Route(path: path)
    var timing = ServerTiming()
    var answer: Answer
    do throws(Problem) {
      try admit(request, route, peer: peer)
      answer = try await self.answer(request, route, query, &timing, log)
    } catch {
      answer = error.answer
    }
    if request.method == .head { answer.dropBody() }
    crossOrigin.allow(&answer, to: request)
    conclude(&answer, request.method.rawValue, path, route, id, timing, since: began)
    return answer
  }

  /// Signs an answer, counts it and writes its line of the log, which never tells a query or headers:
  /// a token may be among them.
  func conclude(
    _ answer: inout Answer, _ method: String, _ path: Substring, _ route: Route?, _ id: RequestID,
    _ timing: ServerTiming, since began: ContinuousClock.Instant
  ) {
    answer.sign(date.at(.now()), id, timing)
    let whole = began.duration(to: .now)
    let (status, bytes) = (answer.status.code, answer.body.count)
    metrics.count(route?.name ?? "none", status, timing, whole)
    RequestLog(logger, id).info(
      "answered",
      [
        "method": .string(method), "path": .string(String(path.prefix(100))),
        "status": .stringConvertible(status), "ms": .string(whole.milliseconds),
        "bytes": .stringConvertible(bytes), "cache": .string(timing.cache.rawValue),
      ])
  }

  private func answer(
    _ request: HTTPRequest, _ route: Route?, _ query: Substring, _ timing: inout ServerTiming,
    _ log: RequestLog
  ) async throws(Problem) -> Answer {
    if let substitute { return substitute }
    if request.method == .options, route != nil || request.path == "*" {
      return Answer(.noContent).allowing(API.methods)
    }
    guard let route else { throw Problem(.notFound, "There is nothing at this path.") }
    guard request.method == .get || request.method == .head else {
      throw Problem(
        .methodNotAllowed, "Only \(API.methods) are allowed here.", headers: [.allow: API.methods])
    }
    let headers = request.headerFields
    if route.isProtected {
      try timing.measure(.auth) { () throws(Problem) in try tokens.admit(headers, at: now()) }
    }
    return switch route {
    case .discovery: try await discovery(query, headers, &timing, log)
    case .facets: try await facets(query, headers, &timing, log)
    case .metrics: measurements()
    case .openAPI: try cacheable(OpenAPI.document, checkedAsOf: nil, try ReadDemand(headers))
    case .days(let city): try await days(city, query, headers, &timing, log)
    case .cities: try await cities(query, headers, &timing, log)
    case .spaces: try await spaces(query, headers, &timing, log)
    case .space(let id): try await space(id, query, headers, &timing, log)
    case .explain: try await explain(query, headers, &timing, log)
    case .health: Answer(.ok, Array(API.healthyText.utf8), type: "text/plain").uncached
    case .readiness: try await readiness(&timing, log)
    }
  }

  /// What is said by a process that runs, and by one that can answer.
  static let (healthyText, readyText) = ("ok\n", "ready\n")

  /// The path, and the query without its question mark.
  static func parts(_ target: String) -> (path: Substring, query: Substring) {
    guard let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) else { return (target[...], "") }
    return (target[..<mark], target[target.utf8.index(after: mark)...])
  }

  private func measurements() -> Answer {
    metrics.sample(cache)
    metrics.sample(database.load)
    let now = now()
    metrics.sample(pointers.standings(at: now), at: now)
    return Answer(.ok, metrics.registry.text(), type: "text/plain; version=0.0.4").uncached
  }
}

extension Answer {
  /// A HEAD answer: the headers of the body that a GET would have had (RFC 9110 section 9.3.2).
  mutating func dropBody() {
    if headers[.contentLength] == nil { headers[.contentLength] = String(body.count) }
    body = []
  }

  fileprivate func allowing(_ methods: String) -> Answer {
    var answer = self
    answer.headers[.allow] = methods
    return answer
  }

  /// The answer with a word to caches that it is for the token's bearer alone.
  var ofBearer: Answer {
    var answer = self
    answer.headers[.cacheControl] = headers[.cacheControl]?.replacing("public", with: "private")
    answer.headers[.vary] = "Authorization, \(headers[.vary] ?? "")"
    return answer
  }

  /// The answer with a word to caches that it is not for them.
  var uncached: Answer {
    var answer = self
    answer.headers[.cacheControl] = "no-store"
    return answer
  }
}
