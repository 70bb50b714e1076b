import ArgumentParser
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// A monitor on the network that raises the alarm when it has not heard of a run for too long.
///
/// It is asked at its URL on success, at URL/start before the work and at URL/fail after a failure,
/// with one line of text. Whether it answers changes nothing: every call ends within seconds.
struct DeadManSwitch: Sendable, ExpressibleByArgument {
  private let address: URLComponents
  /// How long a call may take, in seconds.
  static let timeout: Int64 = 5

  /// An absolute URL of HTTP or HTTPS; nil for anything else.
  init?(argument: String) {
    guard let address = URLComponents(string: argument),
      ["http", "https"].contains(address.scheme?.lowercased()), address.host?.isEmpty == false
    else { return nil }
    self.address = address
  }

  /// The URL of an event, its query kept.
  func url(_ event: Event) -> String {
    var address = self.address
    if let suffix = event.suffix {
      address.path += address.path.hasSuffix("/") ? suffix : "/\(suffix)"
    }
    return address.string ?? ""
  }

  /// What is told.
  enum Event: Hashable, Sendable {
    case start, success
    case failure(String)

    fileprivate var suffix: String? {
      switch self {
      case .start: "start"
      case .success: nil
      case .failure: "fail"
      }
    }
  }

  /// Tells an event; says on standard error when that was not possible, and never fails.
  func tell(_ event: Event) async {
    var request = HTTPClientRequest(url: url(event))
    request.headers.add(name: "User-Agent", value: "almanac")
    // The next event may be hours away: by then the monitor has closed a connection that was kept.
    request.headers.add(name: "Connection", value: "close")
    if case .failure(let line) = event {
      request.method = .POST
      request.body = .bytes(ByteBuffer(string: line))
    }
    do {
      let answer = try await HTTPClient.shared.execute(
        request, timeout: .seconds(DeadManSwitch.timeout))
      guard answer.status.code >= 400 else { return }
      Terminal.error("almanac: the monitor at \(url(event)) answered \(answer.status.code)")
    } catch {
      Terminal.error("almanac: the monitor at \(url(event)) cannot be told: \(error)")
    }
  }

  /// Does `body` and tells how it went. A city that another process has leased, and a stop by a
  /// signal, are failures too: of what was asked for, something is not done.
  static func telling(
    _ monitor: DeadManSwitch?, _ body: () async throws -> Void
  ) async throws {
    guard let monitor else { return try await body() }
    // The work does not wait for the monitor, but the monitor hears of its end last.
    let start = Task { await monitor.tell(.start) }
    do {
      try await body()
      await start.value
      await monitor.tell(.success)
    } catch {
      await start.value
      let line = ReportedFailure(error)
        .map { $0.line ?? "finished with findings; its output names them" }
      await monitor.tell(.failure(line ?? "\(error)"))
      throw error
    }
  }
}
