import Foundation

/// A place on the sphere as a unit vector scaled to integers: `round(component * 2^30)`.
///
/// 2^30 is the largest power of two with which a component fits PostgreSQL's `int4` and a squared
/// chord fits `bigint`: the longest chord is a diameter, 2 * 2^30, and its square is 2^62. One step
/// is 6 mm on the ground. Sums of squared differences of integers are exact, so SQL and Swift order
/// any set of places alike; only what is shown is computed in floating point.
public struct ScaledPosition: Hashable, Sendable {
  /// Towards latitude 0, longitude 0.
  public let x: Int32
  /// Towards latitude 0, longitude 90 east.
  public let y: Int32
  /// Towards the north pole.
  public let z: Int32

  /// The scale of the unit vector.
  public static let scale = 1_073_741_824.0
  /// The Earth's mean radius in metres (IUGG R1).
  public static let earthRadius = 6_371_008.8

  /// A position from stored components.
  public init(x: Int32, y: Int32, z: Int32) {
    self.x = x
    self.y = y
    self.z = z
  }

  /// The position of a latitude (-90...90) and longitude (-180...180) in degrees, or nil outside.
  ///
  /// The same arithmetic as PostgreSQL's `round(cos(radians(latitude)) * cos(radians(longitude)) *
  /// 1073741824)` and so on, down to rounding a half to even.
  public init?(latitude: Double, longitude: Double) {
    guard (-90...90).contains(latitude), (-180...180).contains(longitude) else { return nil }
    let phi = latitude * (Double.pi / 180)
    let lambda = longitude * (Double.pi / 180)
    x = ScaledPosition.scaled(cos(phi) * cos(lambda))
    y = ScaledPosition.scaled(cos(phi) * sin(lambda))
    z = ScaledPosition.scaled(sin(phi))
  }

  /// The squared straight-line distance in scaled units: exact, and at most about 2^62.
  public func squaredChord(to other: ScaledPosition) -> Int64 {
    let dx = Int64(x) - Int64(other.x)
    let dy = Int64(y) - Int64(other.y)
    let dz = Int64(z) - Int64(other.z)
    return dx * dx + dy * dy + dz * dz
  }

  /// The great-circle distance in whole metres over a squared chord.
  public static func metres(squaredChord: Int64) -> Int {
    let half = min(1, Double(squaredChord).squareRoot() / (2 * scale))
    return Int((2 * earthRadius * asin(half)).rounded())
  }

  /// The largest squared chord within a radius of so many metres along the ground.
  ///
  /// A place is inside when its squared chord is at most this number, which is a comparison of
  /// integers. A radius of half the Earth's circumference or more holds every place.
  public static func squaredChord(withinMetres radius: Double) -> Int64 {
    let angle = radius / earthRadius
    guard angle < Double.pi else { return Int64.max }
    let chord = 2 * sin(angle / 2) * scale
    return Int64((chord * chord).rounded(.down))
  }

  private static func scaled(_ component: Double) -> Int32 {
    Int32((component * scale).rounded(.toNearestOrEven))
  }
}
