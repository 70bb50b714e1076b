import Crypto
import Discovery
import Foundation

/// The secret by which the API knows its own cursors.
///
/// A cursor's tag is HMAC-SHA256, cut to 128 bits (RFC 2104 section 5), over the cursor and the
/// query that it continues; a cursor of another query is as foreign as a forged one.
public struct CursorKey: Sendable {
  /// The code of nothing yet, from which each one goes on: the key is taken in once.
  private let start: HMAC<SHA256>

  /// A key of at least 16 bytes, or nil when there are fewer.
  public init?(_ secret: some Collection<UInt8>) {
    guard secret.count >= 16 else { return nil }
    start = HMAC(key: SymmetricKey(data: Array(secret)))
  }

  /// A new random key, which only this process knows.
  public static func random() -> CursorKey { CursorKey(SymmetricKey(size: .bits256)) }

  private init(_ key: SymmetricKey) { start = HMAC(key: key) }

  /// The text of a cursor that continues this query.
  func seal(_ cursor: Cursor, for query: DiscoveryQuery) -> String {
    let payload = cursor.payload
    return Cursor.text(payload: payload, tag: tag(payload, query))
  }

  /// The cursor of a text, or nil unless it was sealed with this key for this query.
  func open(_ text: String, for query: DiscoveryQuery) -> Cursor? {
    guard let (payload, sent) = Cursor.split(text) else { return nil }
    // Every byte is compared, whatever the first difference, so that time tells nothing.
    let difference = zip(tag(payload, query), sent).reduce(0) { $0 | ($1.0 ^ $1.1) }
    return difference == 0 ? Cursor(payload: payload) : nil
  }

  private func tag(_ payload: [UInt8], _ query: DiscoveryQuery) -> [UInt8] {
    let message = payload + Array(query.canonicalSelection.utf8)
    return Array(authentication(of: message).prefix(Cursor.tagLength))
  }

  /// The code that only a holder of the key can make of a message (HMAC-SHA256).
  ///
  /// Messages of another purpose than cursors begin with another byte than a cursor's format.
  func authentication(of message: [UInt8]) -> [UInt8] {
    var code = start
    code.update(data: message)
    return Array(code.finalize())
  }
}
