import Dates
import Live

/// Draws requests about one cell, edge values more often than others: none, 0, empty, least and
/// greatest, exact bounds and their neighbours, unknown names, pages that end in ties.
struct QuestionGenerator {
  private let city: String
  private let date: LocalDate
  private let cell: LiveCell?
  private let values: CellValues
  private(set) var numbers: SeededNumbers

  /// A generator for the cell of a city and date; nil where there is no cell.
  init(city: String, date: LocalDate, cell: LiveCell?, numbers: SeededNumbers) {
    self.city = city
    self.date = date
    self.cell = cell
    self.numbers = numbers
    values = CellValues(cell)
  }

  /// Everything of the cell in the default order.
  var whole: Question {
    Question([.init("city", city), .init("date", "\(date)"), .init("limit", "100")])
  }

  /// How many pages of the request that was drawn last are to be compared.
  private(set) var pages = 12

  /// The next request.
  mutating func question() -> Question {
    pages = numbers.once(in: 4) ? 12 : 1
    var pairs = [Question.Pair("city", city), Question.Pair("date", "\(date)")]
    if numbers.once(in: 3) { pairs += names("category", values.categories) }
    if numbers.once(in: 3) {
      pairs += names("add_ons", numbers.pick(values.addOns)?.sorted() ?? [])
    }
    if numbers.once(in: 3) {
      pairs += range("capacity", values.capacities, greatest: 2_147_483_647)
    }
    if numbers.once(in: 3) {
      pairs += range("price", values.prices, greatest: 9_007_199_254_740_991)
    }
    let near = numbers.once(in: 3) ? place() : nil
    if let near { pairs.append(.init("near", near)) }
    if near != nil || numbers.once(in: 40), numbers.once(in: 2) {
      pairs.append(.init("radius_km", radius()))
    }
    if let sort = sort(measured: near != nil) { pairs.append(.init("sort", sort)) }
    var question = Question(pairs.shuffled(using: &numbers))
    if let limit = limit(question) { question = question.setting("limit", to: limit) }
    return numbers.once(in: 12) ? spoiled(question) : question
  }

  private mutating func names(_ name: String, _ known: [String]) -> [Question.Pair] {
    var chosen = known.shuffled(using: &numbers).prefix(Int.random(in: 0...3, using: &numbers))
    if numbers.once(in: 8) { chosen.append("no-such-name") }
    if numbers.once(in: 10), let first = chosen.first { chosen.append(first) }
    return [.init(name, chosen.joined(separator: ","))]
  }

  private mutating func range(
    _ name: String, _ known: [Int64], greatest: Int64
  ) -> [Question.Pair] {
    var least = bound(known, greatest)
    var most = numbers.once(in: 4) ? least : bound(known, greatest)
    // Mostly in order: a contradiction is one edge among many.
    if let one = Int64(least), let other = Int64(most), one > other, other > 0,
      !numbers.once(in: 8)
    {
      swap(&least, &most)
    }
    switch Int.random(in: 0..<3, using: &numbers) {
    case 0: return [.init("\(name)_min", least)]
    case 1: return [.init("\(name)_max", most)]
    default: return [.init("\(name)_min", least), .init("\(name)_max", most)]
    }
  }

  private mutating func bound(_ known: [Int64], _ greatest: Int64) -> String {
    let value = numbers.pick(known) ?? 1
    switch Int.random(in: 0..<12, using: &numbers) {
    case 0: return "0"
    case 1: return ""
    case 2: return "\(value + 1)"
    case 3: return "\(max(0, value - 1))"
    case 4: return "\(known.first ?? 1)"
    case 5: return "\(known.last ?? 1)"
    case 6: return "00\(value)"
    case 7: return numbers.once(in: 3) ? "\(greatest)" : "1"
    default: return "\(value)"
    }
  }

  private mutating func place() -> String {
    let place = numbers.pick(values.places) ?? (0, 0)
    switch Int.random(in: 0..<10, using: &numbers) {
    case 0: return "0,0"
    case 1: return numbers.once(in: 2) ? "90,0" : "-90,180"
    case 2: return "-0.0,-180"
    case 3...6: return "\(place.latitude),\(place.longitude)"
    default:
      let nearby = { (degrees: Double) in (degrees * 100).rounded() / 100 }
      return "\(nearby(place.latitude)),\(nearby(place.longitude))"
    }
  }

  private mutating func radius() -> String {
    switch Int.random(in: 0..<8, using: &numbers) {
    case 0: numbers.once(in: 2) ? "0" : "0.0"
    case 1: ""
    case 2: "20040"
    case 3: "0.001"
    default: "\((Double.random(in: 0.05...12, using: &numbers) * 1000).rounded() / 1000)"
    }
  }

  private mutating func sort(measured: Bool) -> String? {
    let orders = ["recommended", "price", "-price", "rating", "capacity"]
    if measured, numbers.once(in: 2) { return "distance" }
    if numbers.once(in: 60) { return "distance" }
    return numbers.once(in: 6) ? (numbers.once(in: 3) ? "" : nil) : numbers.pick(orders)
  }

  /// A size of pages, often one after which the next item differs by its id alone.
  private mutating func limit(_ question: Question) -> String? {
    if numbers.once(in: 2), let cell, let query = try? LiveQuery(question) {
      let sizes = LiveSelection(query, of: cell).sizesThatEndInTies
      if let size = numbers.pick(sizes) { return "\(size)" }
    }
    return numbers.pick([nil, "", "0", "1", "1", "2", "3", "5", "7", "20", "50", "99", "100"])
      ?? nil
  }

  /// The request with one thing wrong with it, or asking for what is not there.
  private mutating func spoiled(_ question: Question) -> Question {
    let faults: [(String, String)] = [
      ("limit", "101"), ("limit", "-1"), ("limit", "1.0"), ("capacity_min", "-3"),
      ("capacity_max", "2147483648"), ("capacity_max", "99999999999999999999"),
      ("price_min", "1e3"), ("price_max", "+5"), ("price_max", "9007199254740992"),
      ("price_min", " 5"), ("near", "91,0"), ("near", "1,2,3"), ("near", "nan,0"), ("near", "1;2"),
      ("radius_km", "inf"), ("radius_km", "-1"), ("radius_km", "20040.5"), ("radius_km", ".5"),
      ("sort", "Price"), ("sort", "price,rating"), ("category", "a,,b"), ("add_ons", ","),
      ("date", "2026-02-30"), ("date", "tomorrow"), ("date", ""), ("date", "9999-12-31"),
      ("date", "\(date.adding(days: -1))"), ("date", "\(date.adding(days: 1))"), ("city", ""),
      ("city", "no-such-city"), ("city", city.uppercased()), ("nights", "2"), ("q", "sea view"),
      ("bbox", "1,2,3,4"), ("colour", "red"), ("cursor", "AAAA"), ("cursor", ""),
    ]
    if numbers.once(in: 10), let pair = numbers.pick(question.pairs) {
      return Question(question.pairs + [pair])
    }
    guard let (name, value) = numbers.pick(faults) else { return question }
    return question.setting(name, to: value)
  }
}

extension LiveQuery {
  /// The query of a request; throws what is wrong with it.
  init(_ question: Question) throws(LiveRefusal) {
    try self.init(question.pairs.map { (name: $0.name, value: $0.value) })
  }
}
