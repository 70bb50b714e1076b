import Foundation

/// A server on a free port of the loopback interface that answers each path with fixed bytes.
public final class LoopbackServer: Sendable {
  /// What is sent for one path.
  public struct Answer: Sendable {
    /// Everything from the status line on.
    public var bytes: [UInt8]
    /// Whether the connection stays open after the bytes, with nothing more on it.
    public var hangs = false

    /// An answer with a status line, header lines and a body.
    public init(_ status: String, headers: [String] = [], body: [UInt8] = [], hangs: Bool = false) {
      let head = (["HTTP/1.1 \(status)"] + headers + ["", ""]).joined(separator: "\r\n")
      bytes = Array(head.utf8) + body
      self.hangs = hangs
    }
  }

  /// The port, chosen by the system.
  public let port: Int
  private let listener: Int32

  /// Why there is no server.
  public struct Failure: Error {}

  /// Serves until `stop`; `answer` gets the request as text, its body included.
  public init(_ answer: @escaping @Sendable (_ request: String) -> Answer) throws {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let socket = listener
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, size) == 0 && getsockname(socket, $0, &size) == 0
      }
    }
    guard isBound, listen(listener, 8) == 0 else { throw Failure() }
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread.detachNewThread {
      while true {
        let connection = accept(socket, nil, nil)
        guard connection >= 0 else {
          close(socket)
          return
        }
        Thread.detachNewThread { LoopbackServer.serve(connection, answer) }
      }
    }
  }

  /// The URL of a path.
  public func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

  /// Ends the listening.
  public func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
  }

  private static func serve(
    _ connection: Int32, _ answer: @Sendable (_ request: String) -> Answer
  ) {
    var request: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !isWhole(request) {
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      request += buffer[..<count]
    }
    let answer = answer(String(decoding: request, as: UTF8.self))
    _ = send(connection, answer.bytes, answer.bytes.count, Int32(MSG_NOSIGNAL))
    if answer.hangs {
      while recv(connection, &buffer, buffer.count, 0) > 0 {}
    }
    close(connection)
  }

  /// Whether the head has come, and as much of the body as it promises.
  private static func isWhole(_ request: [UInt8]) -> Bool {
    let parts = String(decoding: request, as: UTF8.self).split(
      separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return false }
    let length = parts[0].firstMatch(of: #/(?i)content-length: *(\d+)/#).flatMap { Int($0.1) }
    return parts[1].utf8.count >= length ?? 0
  }
}
