/// What somebody who wrote `word` is likely to have meant.
public enum Spelling {
  /// The candidate nearest to `word`, when it is near enough to be a slip of the keyboard.
  ///
  /// Distance is the number of insertions, deletions, replacements and swaps of neighbours (optimal
  /// string alignment); a third of the word's length, and at least one, is near. Of equals the
  /// first in order wins.
  public static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let wanted = word.lowercased()
    let limit = max(1, wanted.count / 3)
    var best: (distance: Int, candidate: String)?
    for candidate in candidates.sorted() {
      let distance = distance(Array(wanted), Array(candidate.lowercased()))
      if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    return best?.candidate
  }

  /// The hint for an unknown `word`: the nearest candidate, or else all of them.
  public static func hint(for word: String, among candidates: some Sequence<String>) -> String {
    if let nearest = nearest(to: word, among: candidates) { return "did you mean '\(nearest)'?" }
    let known = candidates.sorted()
    let listed = known.prefix(24).joined(separator: ", ")
    return known.isEmpty ? "there is none" : "known: \(listed)\(known.count > 24 ? ", ..." : "")"
  }

  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    guard abs(left.count - right.count) <= max(left.count, 3) else { return .max }
    var beforeLast = [Int]()
    var last = Array(0...right.count)
    for (row, character) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        let replaced = last[column] + (character == other ? 0 : 1)
        var cost = min(replaced, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, character == right[column - 1], left[row - 1] == other {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      (beforeLast, last) = (last, current)
    }
    return last[right.count]
  }
}
