import Expansion
import Store

extension Gates {
  /// Whether any gate compares a version with the one before it.
  var areRelative: Bool {
    [maxRemoved, maxAdded, maxMedianPriceChange, maxP95PriceChange, maxClosedDays]
      .contains { $0 != nil }
  }

  /// The gates that a cell's new version does not pass against the live one, worst first.
  ///
  /// Parts are of the live version's spaces; with fewer than `leastCount` of them they pass. A
  /// space that a holiday closes is not removed.
  func breaches(_ comparison: CellComparison) -> [GateBreach] {
    let before = comparison.rowsBefore
    let both = before - comparison.removed
    var breaches: [GateBreach?] = []
    if let maxRemoved, before >= leastCount {
      let removed = comparison.removed - comparison.explained
      breaches.append(
        GateBreach(.maxRemoved, removed, of: before, limit: maxRemoved) {
          "\(removed) of \(before) spaces removed (\($0))"
        })
    }
    if let maxAdded, before >= max(leastCount, 1) {
      breaches.append(
        GateBreach(.maxAdded, comparison.added, of: before, limit: maxAdded) {
          "\(comparison.added) spaces added to \(before) (\($0))"
        })
    }
    if both >= leastCount {
      breaches += priceBreaches(comparison)
    }
    return breaches.compactMap(\.self).sorted { $0.excess > $1.excess }
  }

  private func priceBreaches(_ comparison: CellComparison) -> [GateBreach?] {
    [
      maxMedianPriceChange.flatMap { limit in
        GateBreach(.maxMedianPriceChange, move: comparison.medianPriceMove, limit: limit) {
          "half of the prices moved by \($0) or more"
        }
      },
      maxP95PriceChange.flatMap { limit in
        GateBreach(.maxP95PriceChange, move: comparison.p95PriceMove, limit: limit) {
          "5 of 100 prices moved by \($0) or more"
        }
      },
    ]
  }

  /// Whether an open cell has enough spaces; holds for first versions too.
  func breach(rows: Int, isOpen: Bool) -> GateBreach? {
    guard let minRows, isOpen, rows < minRows else { return nil }
    return GateBreach(
      gate: .minRows, finding: "\(rows) \(rows == 1 ? "space" : "spaces") in an open cell",
      limit: "fewer than \(minRows)",
      excess: rows == 0 ? 1e9 : Double(minRows) / Double(rows))
  }

  /// Whether too many of a city's live dates are to close without a holiday.
  func breach(newlyClosed: Int, ofDates dates: Int) -> GateBreach? {
    guard let maxClosedDays else { return nil }
    return GateBreach(.maxClosedDays, newlyClosed, of: dates, limit: maxClosedDays) {
      "\(newlyClosed) of \(dates) dates newly closed without a holiday (\($0))"
    }
  }

  /// A number that differs whenever a gate does (FNV-1a over the values).
  var fingerprint: Int64 {
    let values = [
      maxRemoved, maxAdded, maxMedianPriceChange, maxP95PriceChange, minRows, maxClosedDays,
      leastCount,
    ]
    let bytes = values.flatMap { value in
      withUnsafeBytes(of: Int64(value ?? -1).bigEndian) { Array($0) }
    }
    let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { hash, byte in
      (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    return Int64(bitPattern: hash)
  }
}
