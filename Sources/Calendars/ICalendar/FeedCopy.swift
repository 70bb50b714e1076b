/// The last good copy of a feed, kept in a folder of the working directory.
public enum FeedCopy {
  /// The folder of the copies.
  public static let folder = ".almanac/feeds"

  /// Whether a calendar names the feed by a URL; else it is a path.
  public static func isURL(_ feed: String) -> Bool {
    let lower = feed.prefix(8).lowercased()
    return lower.hasPrefix("https://") || lower.hasPrefix("http://")
  }

  /// Where the copy of the feed with this URL or path is kept.
  public static func path(of feed: String) -> String { "\(folder)/\(name(of: feed)).ics" }

  /// The file name of a feed's copy without extension: letters of the feed, then a hash of it all.
  public static func name(of feed: String) -> String {
    let words = feed.utf8.map { isDigitByte($0) || isNameByte($0) ? $0 : UInt8(ascii: "-") }
    let tail = String(decoding: words.suffix(40), as: UTF8.self).drop { $0 == "-" }
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in feed.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return "\(tail)-\(String(hash, radix: 16))"
  }

  /// Why a person has to look at a file before it takes the place of its last good copy; nil when
  /// it may, also when there is no copy or none that can be read.
  public static func reasonToHold(
    _ bytes: [UInt8], named file: String, after good: [UInt8]?
  ) throws(Diagnostic) -> FeedVerdict? {
    guard let good, good != bytes else { return nil }
    let new = try ICalendarFeed(reading: bytes, file: file)
    guard let old = try? ICalendarFeed(reading: good, file: file) else { return nil }
    let verdict = FeedVerdict(new: new, after: old)
    return verdict == .accept ? nil : verdict
  }
}
