import Discovery
import Foundation
import Testing

@Suite struct ScaledPositionTests {
  @Test func `shown distances agree with the haversine formula within a metre`() throws {
    var numbers = RandomNumbers(seed: 4)
    for _ in 0..<20_000 {
      let first = place(&numbers)
      let spread = pow(10, Double.random(in: -6...2.2, using: &numbers))
      let second = (
        min(90, max(-90, first.0 + Double.random(in: -1...1, using: &numbers) * spread)),
        min(180, max(-180, first.1 + Double.random(in: -1...1, using: &numbers) * spread))
      )
      let from = try #require(ScaledPosition(latitude: first.0, longitude: first.1))
      let to = try #require(ScaledPosition(latitude: second.0, longitude: second.1))
      let shown = ScaledPosition.metres(squaredChord: from.squaredChord(to: to))
      let expected = haversine(first, second)
      // Beyond 19,000 km the chord hardly grows with the distance: rounding to 6 mm shows there.
      guard expected < 19_000_000 else { continue }
      #expect(abs(Double(shown) - expected) <= 1, "\(first) to \(second)")
    }
  }

  @Test func `antipodes are half the circumference apart and overflow nothing`() throws {
    let axes = [(0.0, 0.0, 0.0, 180.0), (90, 0, -90, 0), (0, 90, 0, -90), (45, 45, -45, -135)]
    for (latitude, longitude, oppositeLatitude, oppositeLongitude) in axes {
      let from = try #require(ScaledPosition(latitude: latitude, longitude: longitude))
      let to = try #require(
        ScaledPosition(latitude: oppositeLatitude, longitude: oppositeLongitude))
      let chord = from.squaredChord(to: to)
      #expect(abs(Double(chord) / 0x1p62 - 1) < 1e-8)
      #expect(abs(ScaledPosition.metres(squaredChord: chord) - 20_015_115) <= 1000)
    }
  }

  @Test func `a radius holds what lies within it and nothing beyond`() throws {
    let centre = try #require(ScaledPosition(latitude: 51.5, longitude: -0.12))
    for metres in [1.0, 50, 2_500, 40_000, 1_000_000, 9_000_000] {
      let limit = ScaledPosition.squaredChord(withinMetres: metres)
      for (share, isInside) in [(0.999, true), (1.001, false)] {
        let north = min(90, 51.5 + metres * share / 111_194.926_644)
        guard north < 90 else { continue }
        let place = try #require(ScaledPosition(latitude: north, longitude: -0.12))
        let tolerated = abs(metres * share - metres) < 0.02
        #expect(tolerated || (centre.squaredChord(to: place) <= limit) == isInside, "\(metres) m")
      }
    }
  }

  @Test func `half the circumference holds every place`() {
    #expect(ScaledPosition.squaredChord(withinMetres: 20_040_000) == Int64.max)
  }

  @Test(arguments: [(90.1, 0.0), (-90.1, 0), (0, 180.1), (0, -180.1), (.nan, 0), (0, .infinity)])
  func `there is no position outside the globe`(latitude: Double, longitude: Double) {
    #expect(ScaledPosition(latitude: latitude, longitude: longitude) == nil)
  }

  @Test func `a pole and the date line have one position each`() {
    let pole = ScaledPosition(latitude: 90, longitude: 0)
    #expect(ScaledPosition(latitude: 90, longitude: 123) == pole)
    let line = ScaledPosition(latitude: 12, longitude: 180)
    #expect(ScaledPosition(latitude: 12, longitude: -180) == line)
  }

  private func place(_ numbers: inout RandomNumbers) -> (Double, Double) {
    (Double.random(in: -90...90, using: &numbers), Double.random(in: -180...180, using: &numbers))
  }

  private func haversine(_ first: (Double, Double), _ second: (Double, Double)) -> Double {
    let radians = Double.pi / 180
    let latitude = sin((second.0 - first.0) * radians / 2)
    let longitude = sin((second.1 - first.1) * radians / 2)
    let share =
      latitude * latitude
      + cos(first.0 * radians) * cos(second.0 * radians) * longitude * longitude
    return 2 * 6_371_008.8 * asin(min(1, share.squareRoot()))
  }
}
