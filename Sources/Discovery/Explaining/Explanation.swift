import Dates

/// Why a space is, or is not, in the answer to a discovery request: every step that it passed or
/// failed, one primary reason, and where it stands.
public struct Explanation: Hashable, Sendable {
  /// One thing that has to hold.
  public struct Step: Hashable, Sendable {
    /// Its name: that of a condition of the build, `price NAME` of a price rule, or that of a filter.
    public var step: String
    /// Whether it holds; nil when that is not recorded, because an earlier step failed.
    public var passed: Bool?
    /// What was found, in words.
    public var detail: String
    /// The `file:line` that decides it, if a rule does.
    public var origin: String?

    /// A step of all its parts.
    public init(_ step: String, _ passed: Bool?, _ detail: String, origin: String? = nil) {
      self.step = step
      self.passed = passed
      self.detail = detail
      self.origin = origin
    }
  }

  /// Whether the space is in the answer.
  public let isIncluded: Bool
  /// Why not: the published name of an absence, or `filter-` and the first filter that is failed;
  /// nil when it is included.
  public let reason: String?
  /// What has to hold, in the order in which it is decided.
  public let steps: [Step]
  /// Where the space stands in the answer, from 1.
  public let rank: Int64?
  /// The page that it is on, from 1.
  public let page: Int64?

  /// The explanation of a space for a request; nil when the date is not built.
  ///
  /// `bookings` are those of the space on the date as the source has them now, where the source may
  /// be asked.
  public init?(_ facts: SpaceFacts, query: DiscoveryQuery, bookings: [SpaceBooking]? = nil) {
    guard let cell = facts.cell else { return nil }
    let conditions = BuildConditions(facts: facts, cell: cell, bookings: bookings)
    let filters = RequestFilters(facts: facts, cell: cell, query: query)
    let failed = filters.steps.first { $0.passed != true }
    isIncluded = cell.listing != nil && failed == nil
    reason = facts.absence?.name ?? failed.map { "filter-\($0.step)" }
    steps = conditions.steps + filters.steps
    rank = isIncluded ? facts.rank : nil
    page = rank.map { ($0 - 1) / Int64(query.limit) + 1 }
  }

  /// The JSON document: what is explained, the explanation, and from when the cell is.
  public func encoded(of facts: SpaceFacts) -> [UInt8] {
    var json = JSONWriter(capacity: 2048)
    json.object { json in
      json.name("city")
      json.string(facts.city)
      json.name("date")
      json.string(facts.date.description)
      json.name("space_id")
      json.identifier(facts.spaceID)
      writeMembers(to: &json)
      json.name("freshness")
      if let cell = facts.cell { cell.freshness.write(to: &json) } else { json.null() }
    }
    return json.bytes
  }

  private func writeMembers(to json: inout JSONWriter) {
    json.name("included")
    json.bool(isIncluded)
    json.name("reason")
    json.optional(reason)
    json.name("steps")
    json.array { json in
      for step in steps { step.write(to: &json) }
    }
    json.name("rank")
    json.optional(rank)
    json.name("page")
    json.optional(page)
  }
}

extension Explanation.Step {
  fileprivate func write(to json: inout JSONWriter) {
    json.object { json in
      json.name("step")
      json.string(step)
      json.name("passed")
      if let passed { json.bool(passed) } else { json.null() }
      json.name("detail")
      json.string(detail)
      json.name("origin")
      json.optional(origin)
    }
  }
}
