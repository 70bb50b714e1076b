import Dates
import HTTPTypes

/// An answer as the cache keeps it: what depends on content alone, or the problem in its place.
struct StoredAnswer: Sendable {
  /// The body and its tag, or why there is none.
  var result: Result<Body, Problem>
  /// The instant at which the content was last known to agree with its inputs.
  let checkedAsOf: Instant?
  /// What the content was read at; nil when the cell does not exist.
  let standing: Standing?

  /// The bytes and their validator.
  struct Body: Sendable {
    let bytes: [UInt8]
    let tag: EntityTag
    /// The bytes as gzip, once somebody has asked for them; empty when that saves nothing.
    private(set) var gzip: [UInt8]?
    private let plainHeaders: HTTPFields
    private var gzipHeaders: HTTPFields = [:]

    init(_ bytes: [UInt8], _ tag: EntityTag) {
      self.bytes = bytes
      self.tag = tag
      plainHeaders = AnswerFields.ofContent(bytes.count, tag, .identity)
    }

    /// The headers that tell the bytes in a coding, but for their age.
    func headers(in coding: ContentCoding) -> HTTPFields {
      coding == .identity ? plainHeaders : gzipHeaders
    }

    /// Below this, the head of the answer outweighs what is saved.
    static let worthCompressing = 1024

    /// The bytes in a coding, as far as they are known.
    func bytes(in coding: ContentCoding) -> [UInt8] {
      guard coding == .gzip, let gzip, !gzip.isEmpty else { return bytes }
      return gzip
    }

    /// The coding in which a client that accepts this one gets the bytes.
    func coding(accepted: ContentCoding) -> ContentCoding {
      accepted == .gzip && gzip?.isEmpty == false ? .gzip : .identity
    }

    /// The body with its gzip form beside it.
    mutating func compress() {
      guard gzip == nil, bytes.count >= Body.worthCompressing else { return }
      let smaller = Gzip.compressed(bytes)
      gzip = smaller.count < bytes.count ? smaller : []
      if let gzip, !gzip.isEmpty {
        gzipHeaders = AnswerFields.ofContent(gzip.count, tag, .gzip)
      }
    }
  }

  /// The bytes that the answer takes of the cache, with what is kept around them.
  var size: Int {
    switch result {
    case .success(let body): body.bytes.count + (body.gzip.map { $0.count + 1024 } ?? 0) + 1408
    case .failure(let problem): problem.detail.utf8.count + 384
    }
  }
}
