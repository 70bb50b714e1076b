import Dates

/// What had to hold for the build to list a space, in the order of `ExclusionReason`.
struct BuildConditions {
  let facts: SpaceFacts
  let cell: SpaceCell
  let bookings: [SpaceBooking]?

  /// Every condition, then the rules of the price.
  var steps: [Explanation.Step] {
    [catalogue, withdrawn, spaceActive, venueActive, open, notice, unitsFree, priced] + priceRules
  }

  /// Whether a condition holds, by what is stored first: a listed space meets all of them, and the
  /// stored reason is the first that does not hold. Beyond that, what the other facts say.
  private func holds(_ reasons: [ExclusionReason], otherwise: Bool?) -> Bool? {
    if cell.listing != nil { return true }
    guard let stored = cell.excludedReason else { return otherwise }
    if reasons.contains(stored) { return false }
    return reasons.allSatisfy { $0.rawValue < stored.rawValue } ? true : otherwise
  }

  private var catalogue: Explanation.Step {
    let passed =
      cell.listing != nil || cell.excludedReason != nil || facts.absence != .notInCatalogue
    let place = "\(facts.card.name), \(facts.card.category), of \(facts.card.venueName)"
    return Explanation.Step(
      "in-catalogue", passed,
      passed ? place : "\(place); the source did not have it when the cell was built")
  }

  private var withdrawn: Explanation.Step {
    let passed = holds([.withdrawn], otherwise: true)
    return Explanation.Step(
      "not-withdrawn", passed,
      passed == false ? "taken out of discovery by hand" : "not taken out by hand")
  }

  private var spaceActive: Explanation.Step {
    let passed = holds([.spaceInactive], otherwise: facts.card.inactiveReason != .spaceInactive)
    return Explanation.Step(
      "space-active", passed, "the source says that the space is \(active(passed))")
  }

  private var venueActive: Explanation.Step {
    let isKnown = facts.card.inactiveReason != .spaceInactive
    let passed = holds(
      [.venueInactive],
      otherwise: isKnown ? facts.card.inactiveReason != .venueInactive : nil)
    guard passed != nil else {
      return Explanation.Step("venue-active", nil, "not recorded of a space that is not active")
    }
    return Explanation.Step(
      "venue-active", passed, "the source says that the venue is \(active(passed))")
  }

  private func active(_ passed: Bool?) -> String { passed == false ? "not active" : "active" }

  private var open: Explanation.Step {
    let passed = holds(
      [.closedHoliday, .closedWeekly, .closedException], otherwise: cell.day.isOpen)
    let trace = cell.day.openingTrace
    let holiday = cell.holiday.map { holiday in
      "; \(holiday.name) (\(holiday.category), \(holiday.calendar): \(holiday.rule), "
        + "\(holiday.origin))"
    }
    let reason = (cell.excludedReason ?? cell.day.closedReason)?.name ?? "closed"
    let state = passed == false ? reason : "open"
    let hours = trace.map { $0.value == "open" || $0.value == "closed" ? "" : ", \($0.value)" }
    return Explanation.Step(
      "open", passed, "\(facts.city) on \(facts.date): \(state)\(hours ?? "")\(holiday ?? "")",
      origin: trace?.origin.description)
  }

  private var notice: Explanation.Step {
    let passed = holds([.belowNotice, .beyondLeadTime], otherwise: !cell.day.isBelowNotice)
    let ahead = cell.today.days(to: facts.date)
    let asked = cell.day.noticeTrace.map { "notice is \($0.value) days" } ?? "no notice is asked"
    return Explanation.Step(
      "notice", passed, "\(ahead) days after \(cell.today); \(asked)",
      origin: cell.day.noticeTrace?.origin.description)
  }

  private var unitsFree: Explanation.Step {
    let passed = holds([.booked], otherwise: nil)
    let units = facts.card.units
    let found: String
    switch (passed, cell.listing) {
    case (_, .some(let listing)): found = "\(listing.units) of \(units) free"
    case (false, _): found = "all \(units) booked"
    case (true, _): found = "not all \(units) booked"
    case (nil, _): found = "not recorded: the space was left out before"
    }
    return Explanation.Step("units-free", passed, found + bookedNow)
  }

  /// The bookings as they are now, which need not be those that the cell was built from.
  private var bookedNow: String {
    guard let bookings else { return "" }
    let listed =
      bookings.isEmpty ? "no booking" : bookings.map(\.description).joined(separator: ", ")
    let generation = cell.freshness.generation
    let version = cell.isLive ? "" : " and not as it was at generation \(generation)"
    return "; as the source is now\(version): \(listed)"
  }

  /// On a closed day too, what would be asked.
  private var composition: PriceComposition {
    facts.composition
      ?? PriceComposition(
        baseMinor: facts.card.basePriceMinor, overrideMinor: cell.overrideMinor,
        rules: cell.day.rules)
  }

  private var priced: Explanation.Step {
    let passed = holds([.noPrice], otherwise: composition.amountMinor != nil)
    let base = composition.baseMinor.map { "base \($0)" } ?? "no base price known"
    let override = composition.overrideMinor.map { ", override \($0)" } ?? ""
    let amount = composition.amountMinor.map {
      ", price \($0) minor units of \(facts.currency)"
    }
    return Explanation.Step("priced", passed, "\(base)\(override)\(amount ?? "")")
  }

  private var priceRules: [Explanation.Step] {
    composition.steps.map { step in
      let rule = step.rule.step
      let effect =
        rule.addMinor == 0
        ? "\(rule.basisPoints) basis points"
        : "\(rule.addMinor < 0 ? "" : "+")\(rule.addMinor) minor units"
      return Explanation.Step(
        "price \(step.rule.name)", true, "\(step.beforeMinor) -> \(step.afterMinor): \(effect)",
        origin: step.rule.origin.description)
    }
  }
}
