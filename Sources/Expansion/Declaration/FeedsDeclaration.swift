import Calendars

/// Which .ics feeds may be fetched, and how, as a file writes it.
struct FeedsDeclaration: Sendable {
  var hosts: Placed<[Placed<String>]>?
  var plainHTTP: Placed<Bool>?
  var timeoutSeconds: Placed<Int>?
  var maxKilobytes: Placed<Int>?
  var warnAfterDays: Placed<Int>?

  static let mapping = Mapping<FeedsDeclaration>(
    "feeds", "Which .ics feeds of calendars may be fetched, and how.", empty: FeedsDeclaration(),
    keys: [
      .optional(
        "hosts", \.hosts, .oneOrList(of: .host),
        "The hosts that may be asked, redirects included; any when left out."),
      .optional("plain_http", \.plainHTTP, .flag, "Whether http URLs are fetched besides https."),
      .optional(
        "timeout_seconds", \.timeoutSeconds, .integer(1...300),
        "How long fetching one feed may take, redirects included."),
      .optional(
        "max_kilobytes", \.maxKilobytes, .integer(1...10_240), "How long a feed may be."),
      .optional(
        "warn_after_days", \.warnAfterDays, .integer(1...366),
        "When a copy that could not be compared with its feed makes a run end with 1."),
    ])
}

extension Shape where Value == String {
  /// A host name, or all hosts below a name: `.example.org`.
  static var host: Shape {
    .scalar(
      "a host like www.example.org, or .example.org for all below it",
      pattern: #"^\.?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$"#, examples: ["www.example.org"]
    ) { text throws(Malformed) in
      guard text.wholeMatch(of: /\.?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*/) != nil else {
        throw Malformed(
          "is not the name of a host",
          hint: "the name alone: www.example.org, no https:// and no path")
      }
      return text.lowercased()
    }
  }
}

extension FeedPolicy {
  /// The policy that the last file that speaks of each setting decides.
  init(_ settings: SettingsMerge) {
    self.init(allowedHosts: settings.last(\.feeds?.value.hosts)?.map(\.value))
    allowsPlainHTTP = settings.last(\.feeds?.value.plainHTTP) ?? allowsPlainHTTP
    timeout = settings.last(\.feeds?.value.timeoutSeconds) ?? timeout
    bodyLimit = settings.last(\.feeds?.value.maxKilobytes).map { $0 * 1024 } ?? bodyLimit
    warnAfterDays = settings.last(\.feeds?.value.warnAfterDays) ?? warnAfterDays
  }
}
