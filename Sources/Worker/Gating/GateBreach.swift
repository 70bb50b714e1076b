/// A gate that a new version does not pass, with the figure and the limit.
struct GateBreach: Hashable {
  /// A gate as job files name it.
  enum Gate: String, CaseIterable {
    case maxRemoved = "max_removed"
    case maxAdded = "max_added"
    case maxMedianPriceChange = "max_price_change.median"
    case maxP95PriceChange = "max_price_change.p95"
    case minRows = "min_rows"
    case maxClosedDays = "max_closed_days"
  }

  var gate: Gate
  /// What was found, such as "90 of 200 spaces removed (45%)".
  var finding: String
  /// The limit in words, such as "more than 30%".
  var limit: String
  /// How many times the limit the figure is, or the limit the figure where it is a least one.
  var excess: Double

  /// One sentence.
  var summary: String { "\(finding), \(limit)" }
}

extension GateBreach {
  /// A breach when `part` is more of `whole` than `limit` basis points; exactly the limit passes.
  init?(_ gate: Gate, _ part: Int, of whole: Int, limit: Int, finding: (String) -> String) {
    guard part * 10_000 > limit * whole else { return nil }
    let share = whole == 0 ? .infinity : Double(part) / Double(whole)
    self.init(gate, share: share, limit: limit, finding: finding)
  }

  /// A breach when a move is more than `limit` basis points; exactly the limit passes.
  init?(_ gate: Gate, move: Double?, limit: Int, finding: (String) -> String) {
    // Both are the nearest double to the same fraction when they are equal.
    guard let move, move > Double(limit) / 10_000 else { return nil }
    self.init(gate, share: move, limit: limit, finding: finding)
  }

  private init(_ gate: Gate, share: Double, limit: Int, finding: (String) -> String) {
    self.gate = gate
    self.finding = finding(GateBreach.percent(share))
    self.limit = "more than \(GateBreach.percent(Double(limit) / 10_000))"
    excess = min(limit == 0 ? .infinity : share * 10_000 / Double(limit), 1e9)
  }

  /// A part in percent with at most two decimals.
  private static func percent(_ share: Double) -> String {
    guard share.isFinite, share < 1e9 else { return "beyond all bounds" }
    let hundredths = Int((share * 10_000).rounded())
    let (whole, tenths, rest) = (hundredths / 100, hundredths / 10 % 10, hundredths % 10)
    if rest > 0 { return "\(whole).\(tenths)\(rest)%" }
    return tenths > 0 ? "\(whole).\(tenths)%" : "\(whole)%"
  }
}
