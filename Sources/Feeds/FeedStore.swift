import Calendars
public import Dates
public import Foundation

/// The last good copies of feeds in a folder, each file written whole or not at all.
public struct FeedStore: Sendable {
  /// What is known of a feed's last good copy.
  public struct Record: Codable, Hashable, Sendable {
    /// The URL or path.
    public var feed: String
    /// The ETag that came with the copy.
    public var etag: String?
    /// When the copy was fetched.
    public var fetchedAt: Instant
    /// When the feed was last found to be what the copy is.
    public var checkedAt: Instant
    /// Bytes of the copy; another number means that the copy is newer than this record.
    public var size: Int
  }

  private let folder: URL

  /// The copies in a folder, which is made when the first is kept.
  public init(folder: URL) {
    self.folder = folder
  }

  /// The copies of the working directory.
  public static let standard = FeedStore(folder: URL(fileURLWithPath: FeedCopy.folder))

  /// The last good copy; nil when there is none.
  public func copy(of feed: String) -> [UInt8]? {
    (try? Data(contentsOf: file(feed, "ics"))).map(Array.init)
  }

  /// What is known of the copy; nil when it is not known or belongs to another copy.
  public func record(of feed: String) -> Record? {
    guard let data = try? Data(contentsOf: file(feed, "json")),
      let record = try? JSONDecoder().decode(Record.self, from: data), record.feed == feed,
      copy(of: feed)?.count == record.size
    else { return nil }
    return record
  }

  /// The copy that waits for a person; nil when none does.
  public func heldCopy(of feed: String) -> [UInt8]? {
    (try? Data(contentsOf: file(feed, "held"))).map(Array.init)
  }

  /// Makes the bytes the last good copy, and drops the held one.
  public func keep(_ bytes: [UInt8], of feed: String, etag: String?, at now: Instant) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: file(feed, "ics"), options: .atomic)
    try write(
      Record(feed: feed, etag: etag, fetchedAt: now, checkedAt: now, size: bytes.count))
    try? FileManager.default.removeItem(at: file(feed, "held"))
  }

  /// Records that the feed is still what the copy is.
  public func confirm(_ feed: String, at now: Instant) throws {
    let size = copy(of: feed)?.count ?? 0
    var record =
      record(of: feed)
      ?? Record(feed: feed, etag: nil, fetchedAt: now, checkedAt: now, size: size)
    record.checkedAt = now
    try write(record)
    try? FileManager.default.removeItem(at: file(feed, "held"))
  }

  /// Keeps the bytes aside until a person accepts them.
  public func hold(_ bytes: [UInt8], of feed: String) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: file(feed, "held"), options: .atomic)
  }

  private func write(_ record: Record) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    try encoder.encode(record).write(to: file(record.feed, "json"), options: .atomic)
  }

  private func file(_ feed: String, _ kind: String) -> URL {
    folder.appending(path: "\(FeedCopy.name(of: feed)).\(kind)")
  }
}
