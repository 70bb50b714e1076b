import AsyncHTTPClient
import Calendars
public import Dates
import NIOCore
import NIOHTTP1

/// Another endpoint, asked over HTTP and read through a mapping of names.
public struct EndpointAnswers: Answers {
  private let base: String
  private let mapping: EndpointMapping?
  /// The most bytes of an answer.
  private static let bodyLimit = 16 << 20
  /// Of the process, and never shut down. An endpoint that refuses a connection is told at once.
  private static let client = {
    var settings = HTTPClient.Configuration()
    settings.connectionPool.retryConnectionEstablishment = false
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
  }()

  /// The endpoint at `base`, such as `http://127.0.0.1:8080`, to which a path is added; without a
  /// mapping it is like the read API in everything.
  public init(base: String, mapping: EndpointMapping? = nil) {
    self.base = base.hasSuffix("/") ? String(base.dropLast()) : base
    self.mapping = mapping
  }

  /// The endpoint's answer in the read API's words.
  public func reply(to question: Question) async throws -> Reply {
    let path = mapping?.endpointPath ?? EndpointMapping.ourPath
    let url = "\(base)\(path)?\(mapping?.translated(question) ?? question)"
    var request = HTTPClientRequest(url: url)
    request.headers.add(name: "accept", value: "application/json")
    for header in mapping?.headers?.value ?? [] {
      request.headers.add(name: header.key.value, value: header.value.value.revealed)
    }
    let (status, bytes) = try await fetch(request)
    guard status == 200 else {
      return Reply(status: status, body: (try? JSON(reading: bytes)) ?? .null)
    }
    do {
      let body = try JSON(reading: bytes)
      return Reply(status: status, body: mapping?.translated(body) ?? body)
    } catch {
      throw VerificationError.noEndpoint(url, "the answer is not JSON from byte \(error.offset) on")
    }
  }

  private func fetch(_ request: HTTPClientRequest) async throws -> (status: Int, bytes: [UInt8]) {
    do {
      let response = try await EndpointAnswers.client.execute(request, timeout: .seconds(60))
      let body = try await response.body.collect(upTo: EndpointAnswers.bodyLimit)
      return (Int(response.status.code), Array(body.readableBytesView))
    } catch {
      throw VerificationError.noEndpoint(request.url, "\(error)")
    }
  }

  /// An endpoint does not tell what it leaves out.
  public func exclusions(city: String, date: LocalDate) async throws -> [Int64: Int16]? { nil }
}

extension Verifier {
  /// The verifier of another endpoint: requests that it does not know are left out, refusals count
  /// by their status, and nothing is asked of cursors but that pages follow each other.
  public mutating func compare(through mapping: EndpointMapping) {
    comparison = ReplyComparison(
      ignored: mapping.ignored.union(["code", "parameter"]), isStrict: false)
    canAsk = mapping.canAsk
  }
}
