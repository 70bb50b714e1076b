/// A row of a listings file, read.
struct Listing: Equatable {
  var line: Int
  var id: Int64
  var name: String
  /// Where it stands; a venue is a place, so listings at one place share theirs.
  var venue: VenuePlace
  var neighbourhood: String
  var category: String
  var capacity: Int32
  /// Minor units, or nil when unknown.
  var basePrice: Int64?
  /// On the file's own scale, or nil when unknown.
  var rating: Double?
  /// What the listing says of itself; nil where it says nothing.
  var saysAvailable: Bool?
  /// Codes of the add-ons that its amenities mean.
  var addOns: [String]
  /// A JSON object.
  var attributes: String
}

/// A place on Earth to a ten-millionth of a degree, about a centimetre.
struct VenuePlace: Hashable {
  let latitude: Double
  let longitude: Double

  /// The place, or nil when the coordinates are not on Earth.
  init?(latitude: Double, longitude: Double) {
    guard (-90...90).contains(latitude), (-180...180).contains(longitude) else { return nil }
    self.latitude = latitude
    self.longitude = longitude
  }

  /// The place itself as a number: the same for every listing there, whatever file it comes from.
  var id: Int64 {
    let north = Int64(((latitude + 90) * 10_000_000).rounded())
    let east = Int64(((longitude + 180) * 10_000_000).rounded())
    return north << 32 | east
  }
}
