import Dates

/// How long ago, in one or two units.
func age(_ instant: Instant?, _ now: Instant) -> String {
  guard let instant else { return "never" }
  let seconds = Int(instant.seconds(to: now))
  switch seconds {
  case ..<60: return "\(max(0, seconds)) s ago"
  case ..<3600: return "\(seconds / 60) min ago"
  case ..<172_800: return "\(seconds / 3600) h \(seconds / 60 % 60) min ago"
  default: return "\(seconds / 86_400) days ago"
  }
}
