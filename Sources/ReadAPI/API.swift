public import Dates
import Discovery
public import HTTPTypes
public import Logging

/// The read API: from a request's head to an answer, without any server around it.
public struct API: Sendable {
  let settings: APISettings
  let database: ReadDatabase
  let cursorKey: CursorKey
  let logger: Logger
  let now: @Sendable () -> Instant
  let cache: ResponseCache
  let pointers: LivePointers
  let metrics = Metrics()

  /// The longest path with its query, in bytes.
  static let longestURI = 8192

  /// An API that reads `database`; `now` is what ages are told by.
  public init(
    settings: APISettings = APISettings(), database: ReadDatabase, cursorKey: CursorKey,
    logger: Logger, now: @escaping @Sendable () -> Instant = Instant.now
  ) {
    self.settings = settings
    self.database = database
    self.cursorKey = cursorKey
    self.logger = logger
    self.now = now
    cache = ResponseCache(bytes: settings.cacheBytes)
    pointers = LivePointers(trustedFor: .seconds(settings.trustSeconds))
  }

  /// The answer to a request; never throws, and never tells what only the log should.
  public func answer(_ request: HTTPRequest) async -> Answer {
    let began = ContinuousClock.now
    let id = RequestID(sent: request.headerFields[.requestID])
    var logger = logger
    logger[metadataKey: "request"] = .string(id.text)
    var timing = ServerTiming()
    var answer: Answer
    do throws(Problem) {
      answer = try await route(request, &timing, logger)
    } catch {
      answer = error.answer
    }
    let route = request.path.flatMap { Route(path: $0.prefix { $0 != "?" }) }
    metrics.count(route?.name ?? "none", answer.status.code, timing, began.duration(to: .now))
    if request.method == .head { answer.dropBody() }
    answer.headers[.requestID] = id.text
    answer.headers[.serverTiming] = timing.header
    answer.headers[.contentTypeOptions] = "nosniff"
    let path = request.path.map { $0.prefix { $0 != "?" } } ?? ""
    logger.info(
      "\(request.method) \(path.prefix(100)) \(answer.status.code)",
      metadata: ["ms": "\(began.duration(to: .now).milliseconds)"])
    return answer
  }

  private func route(
    _ request: HTTPRequest, _ timing: inout ServerTiming, _ logger: Logger
  ) async throws(Problem) -> Answer {
    if let substitute { return substitute }
    let target = request.path ?? "/"
    guard target.utf8.count <= API.longestURI else {
      throw Problem(.uriTooLong, "A path with its query has at most \(API.longestURI) bytes.")
    }
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard let route = Route(path: parts[0]) else {
      throw Problem(.notFound, "There is nothing at this path.")
    }
    switch request.method {
    case .get, .head: break
    case .options: return Answer(.noContent).allowing(API.methods)
    default:
      throw Problem(
        .methodNotAllowed, "Only \(API.methods) are allowed here.", headers: [.allow: API.methods])
    }
    let query = parts.count > 1 ? parts[1] : ""
    return switch route {
    case .discovery: try await discovery(query, request.headerFields, &timing, logger)
    case .facets: try await facets(query, request.headerFields, &timing, logger)
    case .metrics:
      Answer(.ok, metrics.text(cache: cache.counters), type: "text/plain; version=0.0.4").uncached
    case .openAPI: try cacheable(OpenAPI.document, checkedAsOf: nil, request.headerFields)
    case .days(let city): try await days(city, query, request.headerFields, &timing, logger)
    case .cities: try await cities(query, request.headerFields, &timing, logger)
    case .health: Answer(.ok, Array("ok\n".utf8), type: "text/plain").uncached
    case .readiness: try await readiness(&timing, logger)
    }
  }

  private static let methods = "GET, HEAD, OPTIONS"

  /// What is answered in place of everything, where the cost of all round an answer is measured.
  package var substitute: Answer?
}

extension Answer {
  /// A HEAD answer: the headers of the body that a GET would have had (RFC 9110 section 9.3.2).
  fileprivate mutating func dropBody() {
    if headers[.contentLength] == nil { headers[.contentLength] = String(body.count) }
    body = []
  }

  fileprivate func allowing(_ methods: String) -> Answer {
    var answer = self
    answer.headers[.allow] = methods
    return answer
  }

  /// The answer with a word to caches that it is not for them.
  var uncached: Answer {
    var answer = self
    answer.headers[.cacheControl] = "no-store"
    return answer
  }
}
