/// The bytes of a feed, and what is worth saying about where they are from.
public struct FeedContent: Sendable {
  /// The feed as a file.
  public var bytes: [UInt8]
  /// Why they are not the feed's present state, if they are not.
  public var findings: [Diagnostic]

  /// The content of a feed.
  public init(_ bytes: [UInt8], findings: [Diagnostic] = []) {
    self.bytes = bytes
    self.findings = findings
  }
}
