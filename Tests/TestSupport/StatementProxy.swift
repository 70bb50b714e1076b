import Foundation
import Synchronization

/// A Unix socket in front of a server's, which counts what clients send through it and may alter
/// the text of statements.
///
/// Each message of the PostgreSQL protocol but the first has a type byte and a length; `E` runs a
/// prepared statement, `Q` a script, `P` prepares.
public final class StatementProxy: Sendable {
  /// The folder to be named as `host`.
  public let folder: String
  private let counts = Mutex<[Character: Int]>([:])
  private let alterations = Mutex(0)
  private let server: String
  private let alter: @Sendable (String) -> String

  /// A proxy for the server whose socket lies in `serverFolder`; each statement that is prepared
  /// through it is what `alter` makes of its text.
  public init(
    serverFolder: String, alter: @escaping @Sendable (String) -> String = { $0 }
  ) throws {
    server = "\(serverFolder)/.s.PGSQL.5432"
    self.alter = alter
    folder = "/tmp/almanac-proxy-\(UInt32.random(in: .min ... .max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let listener = try UnixSocket.listening(at: "\(folder)/.s.PGSQL.5432")
    Thread.detachNewThread { [self] in
      while let client = listener.accept() {
        guard let backend = try? UnixSocket.connected(to: server) else { return client.close() }
        Thread.detachNewThread { [self] in forward(client, backend) }
        Thread.detachNewThread { while backend.pass(to: client) {} }
      }
    }
  }

  /// How many messages of a type clients have sent.
  public func count(_ type: Character) -> Int { counts.withLock { $0[type] ?? 0 } }

  /// How many statements have been altered.
  public var alteredCount: Int { alterations.withLock { $0 } }

  /// Removes the socket.
  public func remove() { try? FileManager.default.removeItem(atPath: folder) }

  private func forward(_ client: UnixSocket, _ backend: UnixSocket) {
    guard let startup = client.read(4), let rest = client.rest(of: startup),
      backend.write(startup + rest)
    else { return }
    while let type = client.read(1), let length = client.read(4), let rest = client.rest(of: length)
    {
      let name = Character(UnicodeScalar(type[0]))
      counts.withLock { $0[name, default: 0] += 1 }
      guard backend.write(name == "P" ? prepared(rest) : type + length + rest) else { break }
    }
    backend.close()
  }

  /// The message that prepares a statement: its name, its text, the types of its parameters.
  private func prepared(_ body: [UInt8]) -> [UInt8] {
    let name = body.prefix { $0 != 0 }
    let text = body.dropFirst(name.count + 1).prefix { $0 != 0 }
    let sql = String(decoding: text, as: UTF8.self)
    let altered = alter(sql)
    if altered != sql { alterations.withLock { $0 += 1 } }
    let message = name + [0] + Array(altered.utf8) + body.dropFirst(name.count + 1 + text.count)
    let length = UInt32(message.count + 4)
    return [UInt8(ascii: "P")] + withUnsafeBytes(of: length.bigEndian, Array.init) + message
  }
}

/// A connected or listening socket of the local machine.
struct UnixSocket: Sendable {
  private let descriptor: Int32

  static func listening(at path: String) throws -> UnixSocket {
    let socket = try UnixSocket()
    try socket.call(path) { bind(socket.descriptor, $0, $1) }
    guard listen(socket.descriptor, 16) == 0 else { throw POSIXError(.EIO) }
    return socket
  }

  static func connected(to path: String) throws -> UnixSocket {
    let socket = try UnixSocket()
    try socket.call(path) { connect(socket.descriptor, $0, $1) }
    return socket
  }

  private init() throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw POSIXError(.EIO) }
  }

  private init(descriptor: Int32) { self.descriptor = descriptor }

  func accept() -> UnixSocket? {
    let client = Glibc.accept(descriptor, nil, nil)
    return client >= 0 ? UnixSocket(descriptor: client) : nil
  }

  func close() { shutdown(descriptor, Int32(SHUT_RDWR)) }

  /// Exactly so many bytes, or nil at the end.
  func read(_ count: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    while bytes.count < count {
      guard let more = readSome(upTo: count - bytes.count) else { return nil }
      bytes += more
    }
    return bytes
  }

  /// The rest of a message whose length has been read.
  func rest(of length: [UInt8]) -> [UInt8]? {
    read(length.reduce(0) { $0 << 8 | Int($1) } - 4)
  }

  /// Sends on what has come; false at the end.
  func pass(to other: UnixSocket) -> Bool {
    guard let bytes = readSome(upTo: 65_536) else { return false }
    return other.write(bytes)
  }

  func write(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes {
        send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard sent > 0 else { return false }
      rest = rest.dropFirst(sent)
    }
    return true
  }

  private func readSome(upTo limit: Int) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: limit)
    let count = buffer.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, limit, 0) }
    return count > 0 ? Array(buffer.prefix(count)) : nil
  }

  private func call(
    _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) throws {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0 else { throw POSIXError(.ECONNREFUSED) }
  }
}
