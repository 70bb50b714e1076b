import Dates

/// The values of a request by name; nil for one that means no filter: missing, empty, or 0 for a
/// number.
struct LiveValues {
  private let values: [String: String]

  init(_ values: [String: String]) {
    self.values = values
  }

  func text(_ name: String) -> String? {
    guard let value = values[name], value != "" else { return nil }
    return value
  }

  func word<Word>(
    _ name: String, _ meaning: (String) -> Word?
  ) throws(LiveRefusal) -> Word? {
    guard let text = text(name) else { return nil }
    guard let word = meaning(text) else { throw .invalid(name) }
    return word
  }

  func date(_ name: String) throws(LiveRefusal) -> LocalDate? {
    try word(name) { LocalDate($0) }
  }

  func number(_ name: String, atMost greatest: Int64) throws(LiveRefusal) -> Int64? {
    guard let text = text(name) else { return nil }
    guard text.wholeMatch(of: #/-?[0-9]+/#) != nil, let number = Int64(text), number >= 0,
      number <= greatest
    else { throw .invalid(name) }
    return number == 0 ? nil : number
  }

  func decimal(_ name: String, atMost greatest: Double) throws(LiveRefusal) -> Double? {
    guard let text = text(name) else { return nil }
    guard let number = degrees(text), number >= 0, number <= greatest else {
      throw .invalid(name)
    }
    return number == 0 ? nil : number
  }

  func place(_ name: String) throws(LiveRefusal) -> LivePlace? {
    guard let text = text(name) else { return nil }
    let halves = text.components(by: ",")
    guard halves.count == 2, let latitude = degrees(halves[0]), abs(latitude) <= 90,
      let longitude = degrees(halves[1]), abs(longitude) <= 180
    else { throw .invalid(name) }
    return LivePlace(latitude: latitude, longitude: longitude)
  }

  func names(_ name: String, atMost greatest: Int) throws(LiveRefusal) -> Set<String> {
    guard let text = text(name) else { return [] }
    let names = Set(text.components(by: ","))
    guard names.count <= greatest, !names.contains("") else { throw .invalid(name) }
    return names
  }

  private func degrees(_ text: String) -> Double? {
    guard text.utf8.count <= 40, text.wholeMatch(of: #/-?[0-9]+(\.[0-9]+)?/#) != nil else {
      return nil
    }
    return Double(text)
  }
}

extension String {
  fileprivate func components(by separator: Character) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
