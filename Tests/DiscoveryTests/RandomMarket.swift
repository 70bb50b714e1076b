import Discovery
import Testing

extension RandomNumbers {
  /// Candidates with many ties in every order.
  mutating func candidates(_ count: Int) throws -> [Candidate] {
    try (0..<count).map { index in
      let position = try #require(
        ScaledPosition(
          latitude: Double(Int.random(in: -3...3, using: &self)) / 100 + 38.7,
          longitude: Double(Int.random(in: -3...3, using: &self)) / 100 - 9.1))
      return Candidate(
        spaceID: Int64(index) * 7_919 % 10_007,
        priceMinor: Int64.random(in: 1...8, using: &self) * 500,
        recommended: Int32.random(in: -5...5, using: &self),
        capacity: Int32.random(in: 1...6, using: &self),
        units: Int32.random(in: 1...3, using: &self),
        category: ["desk", "room", "hall"].randomElement(using: &self) ?? "desk",
        addOns: Set(["wifi", "projector", "parking"].filter { _ in Bool.random(using: &self) }),
        rating: Rating(hundredths: Int16.random(in: -100...500, using: &self) / 100 * 100),
        position: position)
    }
  }
}
