public import Calendars
import Foundation

/// One fetch of a feed by the rules of a policy.
public struct FeedFetch: Sendable {
  /// What a fetch brought.
  public enum Outcome: Hashable, Sendable {
    /// The server's copy is the one whose ETag was sent.
    case notModified
    case body([UInt8], etag: String?)
  }

  private let policy: FeedPolicy
  private let exchange: FeedExchange

  /// A fetch that sends its requests through `exchange`.
  public init(policy: FeedPolicy, exchange: @escaping FeedExchange) {
    self.policy = policy
    self.exchange = exchange
  }

  /// Fetches the URL, following redirects to allowed hosts, within the policy's time in all.
  public func fetch(_ url: String, etag: String?) async throws(FeedFailure) -> Outcome {
    let outcome = await withTaskGroup(of: Result<Outcome, FeedFailure>?.self) { group in
      group.addTask {
        do throws(FeedFailure) {
          return .success(try await follow(url, etag: etag))
        } catch {
          return .failure(error)
        }
      }
      group.addTask {
        try? await Task.sleep(for: .seconds(policy.timeout))
        return nil
      }
      defer { group.cancelAll() }
      return await group.next() ?? nil
    }
    guard let outcome else { throw .timedOut(seconds: policy.timeout) }
    return try outcome.get()
  }

  private func follow(_ url: String, etag: String?) async throws(FeedFailure) -> Outcome {
    var url = try check(url, from: nil)
    for _ in 0...policy.redirectLimit {
      let response = try await send(FeedRequest(url: url.absoluteString, etag: etag))
      switch response.status {
      case 304 where etag != nil: return .notModified
      case 200: return .body(try body(of: response), etag: response.etag)
      case 301, 302, 303, 307, 308:
        guard let location = response.location else { throw .redirectWithoutTarget }
        url = try check(location, from: url)
      default: throw .status(response.status)
      }
    }
    throw .tooManyRedirects(policy.redirectLimit)
  }

  private func send(_ request: FeedRequest) async throws(FeedFailure) -> FeedResponse {
    do {
      return try await exchange(request)
    } catch let failure as FeedFailure {
      throw failure
    } catch {
      throw .transport("\(error)")
    }
  }

  private func body(of response: FeedResponse) throws(FeedFailure) -> [UInt8] {
    if let expected = response.contentLength, response.body.count < expected {
      throw .shortBody(expected: expected, received: response.body.count)
    }
    if let coding = response.encoding, coding.lowercased() != "identity" {
      throw .encoded(coding)
    }
    guard response.body.count <= policy.bodyLimit else { throw .tooLarge(limit: policy.bodyLimit) }
    guard !response.body.isEmpty else { throw .emptyBody }
    return response.body
  }

  private func check(_ text: String, from base: URL?) throws(FeedFailure) -> URL {
    guard let url = URL(string: text, relativeTo: base)?.absoluteURL, let host = url.host(),
      let scheme = url.scheme?.lowercased()
    else { throw .badURL(text) }
    guard scheme == "https" || scheme == "http" && policy.allowsPlainHTTP else {
      throw .schemeNotAllowed(scheme)
    }
    guard policy.allows(host: host) else { throw .hostNotAllowed(host) }
    return url
  }
}
