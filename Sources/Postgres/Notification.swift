/// What one `NOTIFY` says.
public struct Notification: Sendable, Hashable {
  /// The channel.
  public let channel: String
  /// The text that came with it, often empty.
  public let payload: String
  /// The server's process of the sender.
  public let processID: Int32
}
