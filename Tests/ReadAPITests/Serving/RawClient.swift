import Foundation
import Testing

/// A TCP connection to the API's port, for requests that no HTTP library would send.
struct RawClient: Sendable {
  private let descriptor: Int32
  /// Seconds after which a server that neither answers nor closes counts as hanging.
  private static let patience = 120

  init(port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw POSIXError(.ECONNREFUSED) }
    var patience = timeval(tv_sec: RawClient.patience, tv_usec: 0)
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      setsockopt(
        descriptor, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
    }
  }

  func send(_ text: String) {
    _ = Array(text.utf8).withUnsafeBytes {
      Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
  }

  /// What comes until the server closes, or until a text has come; waits on a thread of its own.
  func receive(until end: String? = nil) async -> String {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: receiveNow(until: end)) }
    }
  }

  private func receiveNow(until end: String?) -> String {
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = buffer.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
      if count < 0, errno == EAGAIN { Issue.record("the server neither answers nor closes") }
      guard count > 0 else { break }
      received += buffer.prefix(count)
      if let end, String(decoding: received, as: UTF8.self).contains(end) { break }
    }
    return String(decoding: received, as: UTF8.self)
  }

  /// Sends a byte whenever the server has been silent for a moment, until the server closes; false
  /// when all of the text has gone before that.
  func drip(_ text: String) async -> Bool {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: dripNow(text)) }
    }
  }

  private func dripNow(_ text: String) -> Bool {
    for byte in text.utf8 {
      guard
        withUnsafeBytes(
          of: byte,
          {
            Glibc.send(descriptor, $0.baseAddress, 1, Int32(MSG_NOSIGNAL))
          }) == 1
      else { return true }
      guard !hasEnded(within: 100) else { return true }
    }
    return false
  }

  /// Sends a text again and again without reading anything, until the server gives the connection
  /// up.
  func flood(_ text: String) async {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        let bytes = Array(text.utf8)
        while bytes.withUnsafeBytes({
          Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }) > 0 {}
        if errno == EAGAIN { Issue.record("the server neither reads nor closes") }
        continuation.resume()
      }
    }
  }

  /// Whether the server has closed; what it says meanwhile is taken and dropped.
  private func hasEnded(within milliseconds: Int32) -> Bool {
    var source = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&source, 1, milliseconds) > 0 else { return false }
    var buffer = [UInt8](repeating: 0, count: 4096)
    return buffer.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) } <= 0
  }

  func close() { _ = Glibc.close(descriptor) }
}
