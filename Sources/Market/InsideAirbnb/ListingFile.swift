/// The listings of a city, read row by row; what cannot be used is reported and passed over.
struct ListingFile {
  private struct Columns {
    let id, latitude, longitude: Int?
    let name, roomType, capacity, price, rating, amenities, available, neighbourhood: Int?
    let propertyType, bedrooms, beds, bathrooms, minimumNights, maximumNights, reviews: Int?
    let instant, superhost: Int?

    init(_ file: CSVFile) {
      id = file.column("id")
      latitude = file.column("latitude")
      longitude = file.column("longitude")
      name = file.column("name")
      roomType = file.column("room_type")
      capacity = file.column("accommodates")
      price = file.column("price")
      rating = file.column("review_scores_rating")
      amenities = file.column("amenities")
      available = file.column("has_availability")
      neighbourhood = file.column("neighbourhood_cleansed") ?? file.column("neighbourhood")
      propertyType = file.column("property_type")
      bedrooms = file.column("bedrooms")
      beds = file.column("beds")
      bathrooms = file.column("bathrooms_text") ?? file.column("bathrooms")
      minimumNights = file.column("minimum_nights")
      maximumNights = file.column("maximum_nights")
      reviews = file.column("number_of_reviews")
      instant = file.column("instant_bookable")
      superhost = file.column("host_is_superhost")
    }
  }

  private var file: CSVFile
  private let columns: Columns
  private let exponent: Int
  private let report: (ImportIssue) -> Void
  private var record = CSVRecord()
  private var amenities = AmenityMapping()

  /// The listings of `file`, with prices in a currency of `exponent` minor digits.
  init(_ file: CSVFile, exponent: Int, report: @escaping (ImportIssue) -> Void) {
    self.file = file
    self.exponent = exponent
    self.report = report
    columns = Columns(file)
  }

  /// Columns without which there is no listing.
  static let requiredColumns = ["id", "latitude", "longitude"]

  /// The next usable listing, or nil at the end.
  mutating func next() throws -> Listing? {
    while try file.next(&record) {
      if let listing = listing() { return listing }
    }
    return nil
  }

  private mutating func listing() -> Listing? {
    guard record.count == file.width else {
      note(.damagedRecord, "\(record.count) fields where the header has \(file.width)")
      return nil
    }
    guard let id = record[columns.id].integer, id > 0 else {
      note(.invalidListing, "id '\(record.text(columns.id).text)'")
      return nil
    }
    guard let latitude = record[columns.latitude].decimal,
      let longitude = record[columns.longitude].decimal,
      let place = VenuePlace(latitude: latitude, longitude: longitude)
    else {
      let shown = [columns.latitude, columns.longitude].map { record.text($0).text }
      note(.invalidPlace, "listing \(id): '\(shown.joined(separator: ", "))'")
      return nil
    }
    return Listing(
      line: record.line, id: id, name: name(id), venue: place,
      neighbourhood: text(columns.neighbourhood, id), category: category(id),
      capacity: capacity(id), basePrice: price(id), rating: rating(id),
      saysAvailable: record[columns.available].truth, addOns: addOns(id),
      attributes: attributes(id))
  }

  private func name(_ id: Int64) -> String {
    let name = text(columns.name, id)
    guard name.allSatisfy(\.isWhitespace) else { return name }
    note(.missingName, "listing \(id)")
    return "Listing \(id)"
  }

  private func category(_ id: Int64) -> String {
    let slug = ListingFile.slug(text(columns.roomType, id))
    guard slug.isEmpty else { return slug }
    note(.missingCategory, "listing \(id)")
    return "other"
  }

  private func capacity(_ id: Int64) -> Int32 {
    if let guests = record[columns.capacity].integer, let capacity = Int32(exactly: guests),
      capacity > 0
    {
      return capacity
    }
    note(.invalidCapacity, "listing \(id): '\(record.text(columns.capacity).text)'")
    return 1
  }

  private func price(_ id: Int64) -> Int64? {
    switch WrittenPrice(record[columns.price], exponent: exponent) {
    case .minor(let amount): return amount
    case .unknown(isZero: false): return nil
    case .unknown(isZero: true): note(.zeroPrice, "listing \(id)")
    case .invalid:
      note(.invalidPrice, "listing \(id): '\(record.text(columns.price).text)'")
    }
    return nil
  }

  private func rating(_ id: Int64) -> Double? {
    guard !record[columns.rating].isEmpty else { return nil }
    if let rating = record[columns.rating].decimal, (0...100).contains(rating) { return rating }
    note(.invalidRating, "listing \(id): '\(record.text(columns.rating).text)'")
    return nil
  }

  private mutating func addOns(_ id: Int64) -> [String] {
    guard let names = WrittenAmenities.names(record[columns.amenities]) else {
      note(.invalidAmenities, "listing \(id)")
      return []
    }
    return amenities.addOns(of: names).map { AmenityMapping.addOns[$0].slug }
  }

  private func attributes(_ id: Int64) -> String {
    var attributes = Attributes()
    attributes.add("property_type", text: text(columns.propertyType, id))
    attributes.add("bedrooms", number: record[columns.bedrooms])
    attributes.add("beds", number: record[columns.beds])
    attributes.add("bathrooms", text: text(columns.bathrooms, id))
    attributes.add("minimum_nights", number: record[columns.minimumNights])
    attributes.add("maximum_nights", number: record[columns.maximumNights])
    attributes.add("number_of_reviews", number: record[columns.reviews])
    attributes.add("instant_bookable", truth: record[columns.instant])
    attributes.add("host_is_superhost", truth: record[columns.superhost])
    return attributes.json
  }

  private func text(_ column: Int?, _ id: Int64) -> String {
    let (text, isRepaired) = record.text(column)
    if isRepaired { note(.repairedText, "listing \(id): '\(text)'") }
    return text
  }

  private func note(_ kind: ImportIssue.Kind, _ detail: String) {
    report(ImportIssue(kind, file: file.path, line: record.line, detail: detail))
  }

  /// `Entire home/apt` as `entire-home-apt`.
  static func slug(_ text: String) -> String {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
    return words.joined(separator: "-")
  }
}
