import Foundation

/// The targets as a bar chart in SVG: each bar is how near the figure is to its bound, on a
/// logarithmic scale, so that bars that reach the line are met.
public struct BenchChart: Sendable {
  private let targets: [BenchTarget]
  private let title: String
  private static let rowHeight = 22
  private static let nameWidth = 470
  private static let barWidth = 360
  private static let width = 1240

  /// A chart of targets under a title.
  public init(_ targets: [BenchTarget], title: String) {
    self.targets = targets
    self.title = title
  }

  /// The chart of a report, titled by its conditions.
  public init(_ report: BenchReport) {
    self.init(
      report.targets,
      title: report.conditions.map { "\($0.name) \($0.value)" }.joined(separator: ", "))
  }

  /// How far along the scale a figure is: 0 at a tenth of what is wanted, 0.5 at the bound, 1 at
  /// ten times better.
  static func share(_ target: BenchTarget) -> Double {
    let ratio =
      switch target.bound {
      case .atMost(let limit): limit / target.figure
      case .atLeast(let limit): target.figure / limit
      }
    guard ratio.isFinite, ratio > 0 else { return ratio == .infinity ? 1 : 0 }
    return min(1, max(0, 0.5 + log10(ratio) / 2))
  }

  /// The text of the SVG document.
  public var svg: String {
    let height = 70 + targets.count * BenchChart.rowHeight
    let middle = BenchChart.nameWidth + BenchChart.barWidth / 2
    let bars = targets.enumerated().map { bar($1, top: 48 + $0 * BenchChart.rowHeight) }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(BenchChart.width) \(height)" \
      font-family="sans-serif" font-size="12">
      <rect width="100%" height="100%" fill="#ffffff"/>
      <text x="10" y="20" font-size="12" fill="#111111">\(escaped(title))</text>
      <text x="\(middle)" y="40" text-anchor="middle" fill="#555555">target</text>
      <line x1="\(middle)" y1="44" x2="\(middle)" y2="\(height - 18)" stroke="#555555"/>
      \(bars.joined(separator: "\n"))
      </svg>

      """
  }

  private func bar(_ target: BenchTarget, top: Int) -> String {
    let length = max(2, Int(BenchChart.share(target) * Double(BenchChart.barWidth)))
    let colour = target.isMet ? "#2e7d32" : "#c62828"
    let text = "\(target.figure.short) (\(target.boundText)\(target.isMet ? "" : ", missed"))"
    return """
      <text x="\(BenchChart.nameWidth - 10)" y="\(top + 13)" text-anchor="end" \
      fill="#111111">\(escaped(target.name))</text>
      <rect x="\(BenchChart.nameWidth)" y="\(top)" width="\(length)" height="16" fill="\(colour)"/>
      <text x="\(BenchChart.nameWidth + BenchChart.barWidth + 8)" y="\(top + 13)" \
      fill="#111111">\(escaped(text))</text>
      """
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
