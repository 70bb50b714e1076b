/// A feed as calendars name it.
public enum FeedSource: Hashable, Sendable {
  /// A feed that is fetched.
  case url(String)
  /// A feed that is a file, with its bytes; nil when there is no such file.
  case file(path: String, bytes: [UInt8]?)

  /// The URL or the path.
  public var name: String {
    switch self {
    case .url(let url): url
    case .file(let path, _): path
    }
  }
}
