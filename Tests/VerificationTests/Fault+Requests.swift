import Calendars

@testable import Verification

extension Fault {
  private static let names: Set<String> = [
    "city", "date", "category", "capacity_min", "capacity_max", "add_ons", "price_min",
    "price_max", "near", "radius_km", "sort", "cursor", "limit",
  ]

  /// Faults in the truth table of parameters.
  static let ofRequests: [Fault] = [
    .request("a greatest capacity of 0 is a filter") { question in
      question.isZero("capacity_max")
        ? question.setting("category", to: "no-such-name") : question
    },
    .request("a greatest price of 0 is a filter") { question in
      question.isZero("price_max") ? question.setting("category", to: "no-such-name") : question
    },
    .request("no category matches nothing") { question in
      question["category"] == "" ? question.setting("category", to: "no-such-name") : question
    },
    .request("no add-on matches nothing") { question in
      question["add_ons"] == "" ? question.setting("add_ons", to: "no-such-name") : question
    },
    .request("0,0 is no place") { question in
      question["near"] == "0,0" ? question.setting("near", to: "") : question
    },
    .request("a radius of 0 is a filter") { question in
      question.isZero("radius_km") ? question.setting("radius_km", to: "0.000001") : question
    },
    .request("a sign is overlooked") { question in
      Question(
        question.pairs.map { pair in
          pair.name.hasPrefix("capacity") || pair.name == "limit"
            ? .init(pair.name, pair.value.replacing("-", with: "")) : pair
        })
    },
    .request("contradictions are put in order") { question in
      guard let least = question["price_min"].flatMap(Int64.init),
        let most = question["price_max"].flatMap(Int64.init), most > 0, least > most
      else { return question }
      return question.setting("price_min", to: "\(most)").setting("price_max", to: "\(least)")
    },
    .request("unknown parameters are overlooked") { question in
      Question(question.pairs.filter { names.contains($0.name) })
    },
    .request("the last of repeated parameters counts") { question in
      Question(
        question.pairs.reversed().reduce(into: []) { pairs, pair in
          if !pairs.contains(where: { $0.name == pair.name }) { pairs.append(pair) }
        })
    },
    .request("a page of 0 is a page of 1") { question in
      question["limit"] == "0" ? question.setting("limit", to: "1") : question
    },
    .request("long pages are cut") { question in
      question["limit"] == "101" ? question.setting("limit", to: "100") : question
    },
    .request("an unknown order is the usual one") { question in
      question["sort"]?.contains("rice,") ?? false ? question.setting("sort", to: "") : question
    },
    .request("cities are found in capitals") { question in
      question["city"].map { question.setting("city", to: $0.lowercased()) } ?? question
    },
    .request("leading zeros are refused") { question in
      Question(
        question.pairs.map { pair in
          pair.value.hasPrefix("00") ? .init(pair.name, "x") : pair
        })
    },
    .request("a radius without a place is overlooked") { question in
      question["near"] ?? "" == "" ? question.setting("radius_km", to: "") : question
    },
    .request("a page is 10 by default") { question in
      question["limit"] == nil ? question.setting("limit", to: "10") : question
    },
  ]

  /// Faults of cursors.
  static let ofCursors: [Fault] = [
    .reply("a cursor serves any request") { question, reply, answers in
      guard reply.body["code"] == .string("invalid-cursor") else { return reply }
      return try await answers.reply(to: question.setting("cursor", to: ""))
    },
    .reply("the last page has a cursor") { question, reply, _ in
      reply.nextCursor == nil ? reply.setting("next_cursor", to: .string("AAAA")) : reply
    },
    .reply("a page of one has no cursor") { question, reply, _ in
      question["limit"] == "1" ? reply.setting("next_cursor", to: .null) : reply
    },
    .reply("later pages count what is left") { question, reply, _ in
      guard question["cursor"] ?? "" != "", case .array(let items) = reply.body["items"] else {
        return reply
      }
      return reply.setting("total", to: .integer(Int64(items.count)))
    },
    .request("later pages are of the usual size") { question in
      question["cursor"] ?? "" == "" ? question : question.setting("limit", to: "20")
    },
    .request("a cursor is overlooked") { $0.setting("cursor", to: "") },
  ]
}

extension Question {
  /// Whether the parameter is sent and is 0.
  fileprivate func isZero(_ name: String) -> Bool { self[name].flatMap(Double.init) == 0 }
}

extension Reply {
  /// The reply with a member of its page set.
  fileprivate func setting(_ name: String, to value: JSON) -> Reply {
    guard case .members(let members) = body, case .members(let page) = body["page"] else {
      return self
    }
    let changed = page.map { ($0.name, $0.name == name ? value : $0.value) }
    return Reply(
      status: status,
      body: .object(members.map { ($0.name, $0.name == "page" ? .object(changed) : $0.value) }))
  }
}
