import Foundation
import HTTPTypes

/// Whom a request is counted to.
enum ClientName {
  /// The name that the trusted proxy gives in a header, or else the peer's address.
  ///
  /// Of a list, as in `X-Forwarded-For`, the last entry counts: the nearest proxy has added it, and
  /// what stands before it is what the client said. An IPv6 client is its network of 64 bits, which
  /// is what one customer has. A port, which some proxies add, tells connections apart and not
  /// clients.
  static func of(_ fields: HTTPFields, header: HTTPField.Name?, peer: String?) -> String {
    let named = header.flatMap { fields[$0] }?.split(separator: ",").last
      .map { $0.trimmingCharacters(in: .whitespaces) }
    let name = named.flatMap { $0.isEmpty ? nil : $0 } ?? peer ?? "unknown"
    return network(host(name.prefix(64)))
  }

  /// The address without a port: of `1.2.3.4:5`, `[2001:db8::1]:5` or `[2001:db8::1]`.
  private static func host(_ address: Substring) -> String {
    if address.hasPrefix("["), let end = address.firstIndex(of: "]") {
      return String(address[..<end].dropFirst())
    }
    let parts = address.split(separator: ":", omittingEmptySubsequences: false)
    return String(parts.count == 2 ? parts[0] : address)
  }

  private static func network(_ address: String) -> String {
    guard address.contains(":") else { return address }
    var bytes = [UInt8](repeating: 0, count: 16)
    guard inet_pton(AF_INET6, address, &bytes) == 1 else { return address }
    let isMapped = bytes.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]
    guard !isMapped else { return bytes.suffix(4).map(String.init).joined(separator: ".") }
    return bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ":")
  }
}
