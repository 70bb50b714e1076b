import AsyncHTTPClient
public import Calendars
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// Sends requests for feeds over HTTP.
public enum HTTPFeedExchange {
  /// Runs `body` with an exchange, whose connections are all closed when it returns.
  ///
  /// A body is read to the policy's limit and never decompressed; the exchange follows no redirect,
  /// keeps no cookie and sets no time: `FeedFetch` does.
  public static func withExchange<Value: Sendable>(
    _ policy: FeedPolicy, _ body: (@escaping FeedExchange) async throws -> Value
  ) async throws -> Value {
    var settings = HTTPClient.Configuration(
      redirectConfiguration: .disallow, timeout: .init(connect: .seconds(10)),
      decompression: .disabled)
    settings.httpVersion = .http1Only
    // A server that refuses is asked again by the next run, not within this one.
    settings.connectionPool.retryConnectionEstablishment = false
    return try await HTTPClient.withHTTPClient(configuration: settings) { client in
      try await body { request in
        try await HTTPFeedTransfer(client: client, bodyLimit: policy.bodyLimit).response(
          to: request)
      }
    }
  }
}

/// One request and its answer.
private struct HTTPFeedTransfer {
  let client: HTTPClient
  let bodyLimit: Int

  func response(to request: FeedRequest) async throws -> FeedResponse {
    var message = HTTPClientRequest(url: request.url)
    message.headers.add(name: "Accept", value: "text/calendar, */*;q=0.1")
    message.headers.add(name: "Accept-Encoding", value: "identity")
    message.headers.add(name: "User-Agent", value: "almanac")
    // A redirect on the same server would meet a connection that the server is about to close.
    message.headers.add(name: "Connection", value: "close")
    if let etag = request.etag { message.headers.add(name: "If-None-Match", value: etag) }
    let response: HTTPClientResponse
    do {
      response = try await client.execute(message, deadline: .distantFuture)
    } catch {
      throw FeedFailure(transport: error)
    }
    var answer = FeedResponse(
      status: Int(response.status.code), etag: response.headers.first(name: "ETag"),
      location: response.headers.first(name: "Location"),
      encoding: response.headers.first(name: "Content-Encoding"),
      contentLength: response.headers.first(name: "Content-Length").flatMap { Int($0) })
    // Nobody looks at the body of a redirect or of an error.
    if response.status == .ok { answer.body = try await bytes(of: response, answer.contentLength) }
    return answer
  }

  private func bytes(of response: HTTPClientResponse, _ announced: Int?) async throws -> [UInt8] {
    guard announced ?? 0 <= bodyLimit else { throw FeedFailure.tooLarge(limit: bodyLimit) }
    var bytes: [UInt8] = []
    do {
      for try await chunk in response.body {
        bytes.append(contentsOf: chunk.readableBytesView)
        guard bytes.count <= bodyLimit else { throw FeedFailure.tooLarge(limit: bodyLimit) }
      }
    } catch let failure as FeedFailure {
      throw failure
    } catch {
      guard let announced, bytes.count < announced, !Task.isCancelled else {
        throw FeedFailure(transport: error)
      }
      throw FeedFailure.shortBody(expected: announced, received: bytes.count)
    }
    return bytes
  }
}

extension FeedFailure {
  /// Why there is no answer, in the words of the innermost error.
  fileprivate init(transport error: any Error) {
    switch error {
    case let error as NIOConnectionError:
      let cause = error.connectionErrors.first?.error ?? error.dnsAError ?? error.dnsAAAAError
      self = FeedFailure(transport: cause ?? HTTPClientError.connectTimeout)
    case let error as IOError: self = .transport(String(cString: strerror(error.errnoCode)))
    case SocketAddressError.unknown(let host, _):
      self = .transport("the host '\(host)' cannot be found")
    case let error as HTTPClientError: self = .transport(error.shortDescription)
    default: self = .transport("\(error)")
    }
  }
}
