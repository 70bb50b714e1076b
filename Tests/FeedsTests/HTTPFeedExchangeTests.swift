import Calendars
import Feeds
import Foundation
import TestSupport
import Testing

@Suite struct HTTPFeedExchangeTests {
  private func fetch(
    _ answer: LoopbackServer.Answer, etag: String? = nil, policy: FeedPolicy = loopback
  ) async throws -> FeedFetch.Outcome {
    let server = try LoopbackServer { _ in answer }
    defer { server.stop() }
    return try await fetch(server.url("/hall.ics"), etag: etag, policy: policy)
  }

  private func fetch(
    _ url: String, etag: String? = nil, policy: FeedPolicy = loopback
  ) async throws -> FeedFetch.Outcome {
    try await HTTPFeedExchange.withExchange(policy) { exchange in
      try await FeedFetch(policy: policy, exchange: exchange).fetch(url, etag: etag)
    }
  }

  private static let loopback: FeedPolicy = {
    var policy = FeedPolicy(allowedHosts: ["127.0.0.1"])
    policy.allowsPlainHTTP = true
    return policy
  }()

  @Test func `a body and its ETag arrive`() async throws {
    let body = FeedUpdateTests.feed(3)
    let outcome = try await fetch(
      LoopbackServer.Answer(
        "200 OK", headers: ["ETag: \"a\"", "Content-Length: \(body.count)"], body: body))
    #expect(outcome == .body(body, etag: "\"a\""))
  }

  @Test func `If-None-Match is sent as it was received`() async throws {
    let server = try LoopbackServer { head in
      head.contains("\r\nIf-None-Match: \"a\"\r\n")
        ? LoopbackServer.Answer("304 Not Modified") : LoopbackServer.Answer("500 No")
    }
    defer { server.stop() }
    #expect(try await fetch(server.url("/"), etag: "\"a\"") == .notModified)
  }

  @Test func `a redirect is followed on the same server`() async throws {
    let server = try LoopbackServer { head in
      guard head.contains("\r\nConnection: close\r\n") else {
        return LoopbackServer.Answer("500 Kept")
      }
      return head.hasPrefix("GET /a ")
        ? LoopbackServer.Answer("302 Found", headers: ["Location: /b", "Content-Length: 0"])
        : LoopbackServer.Answer("200 OK", headers: ["Content-Length: 2"], body: [104, 105])
    }
    defer { server.stop() }
    #expect(try await fetch(server.url("/a")) == .body([104, 105], etag: nil))
  }

  @Test func `a redirect to a host that is not allowed is not followed by anyone`() async throws {
    let server = try LoopbackServer { head in
      head.hasPrefix("GET /a ")
        ? LoopbackServer.Answer(
          "302 Found", headers: ["Location: http://localhost:1/b", "Content-Length: 9"],
          hangs: true)
        : LoopbackServer.Answer("500 No")
    }
    defer { server.stop() }
    await #expect(throws: FeedFailure.hostNotAllowed("localhost")) {
      try await fetch(server.url("/a"))
    }
  }

  @Test func `a compressed body, which nobody asked for, is refused as it is`() async {
    await #expect(throws: FeedFailure.encoded("gzip")) {
      try await fetch(
        LoopbackServer.Answer(
          "200 OK", headers: ["Content-Encoding: gzip", "Content-Length: 2"], body: [31, 139]))
    }
  }

  @Test func `a body shorter than announced is a failure`() async {
    await #expect(throws: FeedFailure.shortBody(expected: 500, received: 2)) {
      try await fetch(
        LoopbackServer.Answer("200 OK", headers: ["Content-Length: 500"], body: [104, 105]))
    }
  }

  @Test(arguments: [["Content-Length: 4000"], ["Connection: close"]])
  func `a body over the limit is a failure, announced or not`(headers: [String]) async {
    var policy = Self.loopback
    policy.bodyLimit = 1000
    let body = [UInt8](repeating: 104, count: 4000)
    await #expect(throws: FeedFailure.tooLarge(limit: 1000)) {
      try await fetch(
        LoopbackServer.Answer("200 OK", headers: headers, body: body), policy: policy)
    }
  }

  @Test func `a server that never ends its answer is given up`() async {
    var policy = Self.loopback
    policy.timeout = 1
    await #expect(throws: FeedFailure.timedOut(seconds: 1)) {
      try await fetch(
        LoopbackServer.Answer("200 OK", headers: ["Content-Length: 500"], hangs: true),
        policy: policy)
    }
  }

  @Test func `plain HTTP is refused unless it is allowed`() async {
    await #expect(throws: FeedFailure.schemeNotAllowed("http")) {
      try await fetch(LoopbackServer.Answer("200 OK"), policy: FeedPolicy())
    }
  }

  @Test func `a server that is not there is a failure`() async throws {
    let server = try LoopbackServer { _ in LoopbackServer.Answer("200 OK") }
    server.stop()
    let url = server.url("/")
    let failure = await #expect(throws: FeedFailure.self) { try await fetch(url) }
    #expect(
      failure?.description.contains("Connection refused") == true, "\(String(describing: failure))")
  }
}
