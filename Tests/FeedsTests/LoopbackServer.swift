import Foundation

/// A server on a free port of the loopback interface that answers each path with fixed bytes.
final class LoopbackServer: Sendable {
  /// What is sent for one path.
  struct Answer: Sendable {
    /// Everything from the status line on.
    var bytes: [UInt8]
    /// Whether the connection stays open after the bytes, with nothing more on it.
    var hangs = false

    /// An answer with a status line, header lines and a body.
    init(_ status: String, headers: [String] = [], body: [UInt8] = [], hangs: Bool = false) {
      let head = (["HTTP/1.1 \(status)"] + headers + ["", ""]).joined(separator: "\r\n")
      bytes = Array(head.utf8) + body
      self.hangs = hangs
    }
  }

  /// The port, chosen by the system.
  let port: Int
  private let listener: Int32

  /// Why there is no server.
  struct Failure: Error {}

  /// Serves until `stop`; `answer` gets the request's head as text.
  init(_ answer: @escaping @Sendable (_ head: String) -> Answer) throws {
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
  func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

  /// Ends the listening.
  func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
  }

  private static func serve(
    _ connection: Int32, _ answer: @Sendable (_ head: String) -> Answer
  ) {
    var head: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !head.suffix(4).elementsEqual([13, 10, 13, 10]) {
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      head += buffer[..<count]
    }
    let answer = answer(String(decoding: head, as: UTF8.self))
    _ = send(connection, answer.bytes, answer.bytes.count, Int32(MSG_NOSIGNAL))
    if answer.hangs {
      while recv(connection, &buffer, buffer.count, 0) > 0 {}
    }
    close(connection)
  }
}
