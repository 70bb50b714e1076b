import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Sends requests for feeds over HTTP, with a session of its own for each.
public enum HTTPFeedExchange {
  /// An exchange that keeps to the time and size of the policy.
  public static func standard(_ policy: FeedPolicy) -> FeedExchange {
    { request in
      guard let url = URL(string: request.url) else { throw FeedFailure.badURL(request.url) }
      var message = URLRequest(
        url: url, cachePolicy: .reloadIgnoringLocalCacheData,
        timeoutInterval: TimeInterval(policy.timeout))
      message.setValue("text/calendar, */*;q=0.1", forHTTPHeaderField: "Accept")
      message.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
      message.setValue("almanac", forHTTPHeaderField: "User-Agent")
      if let etag = request.etag { message.setValue(etag, forHTTPHeaderField: "If-None-Match") }
      return try await HTTPFeedTransfer(policy).response(to: message)
    }
  }
}

/// One request in flight; its state is touched on the session's serial queue only.
private final class HTTPFeedTransfer: NSObject, URLSessionDataDelegate, @unchecked Sendable {
  private let policy: FeedPolicy
  private var body: [UInt8] = []
  private var failure: FeedFailure?
  private var continuation: CheckedContinuation<FeedResponse, any Error>?

  init(_ policy: FeedPolicy) {
    self.policy = policy
  }

  func response(to request: URLRequest) async throws -> FeedResponse {
    let settings = URLSessionConfiguration.ephemeral
    settings.timeoutIntervalForRequest = TimeInterval(policy.timeout)
    settings.timeoutIntervalForResource = TimeInterval(policy.timeout)
    settings.urlCache = nil
    settings.httpCookieStorage = nil
    let queue = OperationQueue()
    queue.maxConcurrentOperationCount = 1
    let session = URLSession(configuration: settings, delegate: self, delegateQueue: queue)
    defer { session.invalidateAndCancel() }
    return try await withCheckedThrowingContinuation { continuation in
      let task = session.dataTask(with: request)
      queue.addOperation {
        self.continuation = continuation
        task.resume()
      }
      giveUp(on: task, queue)
    }
  }

  /// Ends a transfer that is not over in time, however busy the server keeps it.
  private func giveUp(on task: URLSessionTask, _ queue: OperationQueue) {
    let seconds = policy.timeout
    DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(seconds)) {
      queue.addOperation {
        guard self.continuation != nil else { return }
        self.failure = .timedOut(seconds: seconds)
        task.cancel()
      }
    }
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask,
    willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
    completionHandler: @escaping (URLRequest?) -> Void
  ) {
    completionHandler(nil)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    body.append(contentsOf: data)
    guard body.count > policy.bodyLimit else { return }
    failure = .tooLarge(limit: policy.bodyLimit)
    dataTask.cancel()
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
  ) {
    guard let continuation else { return }
    self.continuation = nil
    if let failure {
      continuation.resume(throwing: failure)
    } else if let error {
      continuation.resume(throwing: FeedFailure.transport(error.localizedDescription))
    } else if let response = task.response as? HTTPURLResponse {
      continuation.resume(returning: answer(response))
    } else {
      continuation.resume(throwing: FeedFailure.transport("the answer is not HTTP"))
    }
  }

  private func answer(_ response: HTTPURLResponse) -> FeedResponse {
    FeedResponse(
      status: response.statusCode, etag: response.value(forHTTPHeaderField: "ETag"),
      location: response.value(forHTTPHeaderField: "Location"),
      contentLength: response.value(forHTTPHeaderField: "Content-Length").flatMap { Int($0) },
      body: body)
  }
}
