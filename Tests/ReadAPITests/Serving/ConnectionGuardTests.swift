import Testing

@testable import ReadAPI

@Suite struct ConnectionGuardTests {
  private static let host = "Host: a\r\n"
  /// What follows each request: answered when the connection is still good for requests.
  private static let next = "GET /nothing HTTP/1.1\r\n\(host)Connection: close\r\n\r\n"

  /// The answers to a text and to the request after it, until the server closes.
  private func answers(to text: String, api: API? = nil) async throws -> String {
    var received = ""
    try await RunningServer.with(api: api) { port, _ in
      let client = try RawClient(port: port)
      client.send(text + Self.next)
      received = await client.receive()
      client.close()
    }
    return received
  }

  private func statuses(_ text: String) -> [Int] {
    text.matches(of: /HTTP\/1.1 ([0-9]{3})/).compactMap { Int($0.1) }
  }

  @Test(arguments: [
    "GET /healthz HTTP/1.1\r\n\r\n", "GET /healthz HTTP/1.1\r\n\(host)\(host)\r\n",
    "GET /healthz HTTP/1.1\r\nHost: a b\r\n\r\n", "GET /healthz HTTP/1.1\r\nHost: a/b\r\n\r\n",
    "GET /healthz HTTP/1.0\r\n\(host)\(host)\r\n", "HEAD /healthz HTTP/1.1\r\n\r\n",
    "GET /healthz HTTP/1.1\r\n\(host)Transfer-Encoding: gzip\r\n\r\n",
    "GET /healthz HTTP/1.1\r\n\(host)Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    "GET /healthz HTTP/1.0\r\n\(host)Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "GET /healthz HTTP/1.1\r\n\(host)Content-Length: 1\r\nContent-Length: 2\r\n\r\na",
    "GET /healthz HTTP/1.1\r\n\(host)Broken header\r\n\r\n", "GET /healthz HTTP/2.0\r\n\r\n",
    "GET /healthz\r\n\r\n", "\u{16}\u{3}\u{1}\r\n\r\n",
  ])
  func `what is no request is told so, and is the last thing that is read`(text: String)
    async throws
  {
    let answer = try await answers(to: text)
    #expect(statuses(answer) == [400])
    #expect(answer.lowercased().contains("connection: close\r\n"))
    #expect(answer.contains("Content-Type: application/problem+json\r\n"))
    #expect(answer.contains("X-Request-ID: "))
    #expect(answer.contains(#""code":"malformed-request""#) == !text.hasPrefix("HEAD"))
  }

  @Test(arguments: [
    ("HTTP/1.1\r\n\(host)", true), ("HTTP/1.1\r\nHost:\r\n", true),
    ("HTTP/1.1\r\nHost: [::1]:8080\r\n", true), ("HTTP/1.1\r\n\(host)Connection: TE\r\n", true),
    ("HTTP/1.0\r\nConnection: Keep-Alive\r\n", true), ("HTTP/1.0\r\n", false),
    ("HTTP/1.1\r\n\(host)Connection: close\r\n", false),
    ("HTTP/1.1\r\n\(host)Connection: TE, Close\r\n", false),
    ("HTTP/1.1\r\n\(host)Connection: Upgrade\r\nUpgrade: h2c\r\n", false),
  ])
  func `a connection goes on unless its client wants otherwise`(head: String, goesOn: Bool)
    async throws
  {
    let answer = try await answers(to: "GET /healthz \(head)\r\n")
    #expect(statuses(answer) == (goesOn ? [200, 404] : [200]))
    #expect(answer.lowercased().contains("connection: close\r\n"))
  }

  @Test func `requests that were whole are answered before one that was not`() async throws {
    let whole = "GET /healthz HTTP/1.1\r\n\(Self.host)\r\n"
    let answer = try await answers(to: "\(whole)\(whole)GET /healthz HTTP/1.1\r\n\r\n\(whole)")
    #expect(statuses(answer) == [200, 200, 400])
  }

  @Test func `a body that cannot be read ends the connection after the one answer`() async throws {
    let head = "GET /healthz HTTP/1.1\r\n\(Self.host)"
    let broken = "\(head)Transfer-Encoding: chunked\r\n\r\nzz\r\n"
    #expect(statuses(try await answers(to: broken)) == [200])
  }

  @Test func `who announces a long body and sends it still reads why it is refused`() async throws {
    let body = String(repeating: "x", count: 200_000)
    let answer = try await answers(
      to: "POST /healthz HTTP/1.1\r\n\(Self.host)Content-Length: 200000\r\n\r\n\(body)")
    #expect(statuses(answer) == [413])
    #expect(answer.contains(#""code":"content-too-large""#))
  }

  @Test(arguments: [
    "GET /healthz HTTP/1.1\r\n\(host)X-Long: \(String(repeating: "x", count: 20_000))\r\n\r\n",
    "GET /healthz HTTP/1.1\r\n\(host)\(String(repeating: "X: y\r\n", count: 200))\r\n",
    "GET /\(String(repeating: "x", count: 20_000)) HTTP/1.1\r\n\(host)\r\n",
  ])
  func `a head beyond the limits is told so`(text: String) async throws {
    let answer = try await answers(to: text)
    #expect(statuses(answer) == [431])
    #expect(answer.contains(#""code":"headers-too-large""#))
  }

  @Test func `what is refused is counted like any other request`() async throws {
    let api = try MarketAPI("host=/nowhere").api
    _ = try await answers(to: "GET /healthz HTTP/1.1\r\n\r\n", api: api)
    let text = String(decoding: api.metrics.registry.text(), as: UTF8.self)
    #expect(text.contains(#"almanac_requests_total{route="none",status="400"} 1"#))
  }
}
