import Foundation

/// A place on the unit sphere in steps of 2^-30, so that distances compare without rounding.
public struct LivePlace: Sendable, Hashable {
  private let x: Int64
  private let y: Int64
  private let z: Int64

  private static let steps = 1_073_741_824.0
  /// The Earth's mean radius in metres (IUGG R1).
  private static let radius = 6_371_008.8

  /// The place at so many degrees north and east.
  public init(latitude: Double, longitude: Double) {
    let (north, east) = (latitude * .pi / 180, longitude * .pi / 180)
    x = LivePlace.step(cos(north) * cos(east))
    y = LivePlace.step(cos(north) * sin(east))
    z = LivePlace.step(sin(north))
  }

  private static func step(_ component: Double) -> Int64 {
    Int64((component * steps).rounded(.toNearestOrEven))
  }

  /// The square of the straight line to another place, in steps.
  public func squaredChord(to other: LivePlace) -> Int64 {
    let (dx, dy, dz) = (x - other.x, y - other.y, z - other.z)
    return dx * dx + dy * dy + dz * dz
  }

  /// Metres to another place along the ground.
  public func metres(to other: LivePlace) -> Double {
    let chord = Double(squaredChord(to: other)).squareRoot() / LivePlace.steps
    return 2 * LivePlace.radius * asin(min(1, chord / 2))
  }
}
