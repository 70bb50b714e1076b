import Testing

@testable import Market

@Suite struct ListingFileTests {
  private static let header =
    "id,name,latitude,longitude,room_type,accommodates,amenities,price,review_scores_rating,"
    + "has_availability,neighbourhood_cleansed\n"

  /// Reads one row under the header, and the issues that it raises.
  private func read(
    _ row: String, exponent: Int = 2
  ) throws -> (listing: Listing?, issues: [ImportIssue]) {
    let file = try CSVFile(
      MemoryBytes(ListingFileTests.header + row + "\n"), path: "x.csv",
      requiring: ListingFile.requiredColumns)
    let issues = IssueCollector()
    var listings = ListingFile(file, exponent: exponent) { issues.all.append($0) }
    return (try listings.next(), issues.all)
  }

  @Test func `a whole row becomes a listing`() throws {
    let (listing, issues) = try read(
      "9007199254740993,\"A \"\"B\"\"\nC\",42.36413,-71.02991,Entire home/apt,4,"
        + "\"[\"\"Wifi\"\", \"\"Pool\"\"]\",\"$1,250.00\",4.96,t,East Boston")
    let found = try #require(listing)
    #expect(issues.isEmpty)
    #expect(found.line == 2)
    #expect(found.id == 9_007_199_254_740_993)
    #expect(found.name == "A \"B\"\nC")
    #expect(found.category == "entire-home-apt")
    #expect(found.capacity == 4)
    #expect(found.basePrice == 125_000)
    #expect(found.rating == 4.96)
    #expect(found.saysAvailable == true)
    #expect(found.addOns == ["wifi", "pool"])
    #expect(found.neighbourhood == "East Boston")
  }

  static let dropped: [(String, ImportIssue.Kind, String)] = [
    ("1,A,1,2", .damagedRecord, "4 fields where the header has 11"),
    ("abc,A,1,2,R,1,{},$1,,t,N", .invalidListing, "id 'abc'"),
    ("-4,A,1,2,R,1,{},$1,,t,N", .invalidListing, "id '-4'"),
    ("9223372036854775808,A,1,2,R,1,{},$1,,t,N", .invalidListing, "id '9223372036854775808'"),
    ("7,A,,2,R,1,{},$1,,t,N", .invalidPlace, "listing 7: ', 2'"),
    ("7,A,91,2,R,1,{},$1,,t,N", .invalidPlace, "listing 7: '91, 2'"),
    ("7,A,nan,2,R,1,{},$1,,t,N", .invalidPlace, "listing 7: 'nan, 2'"),
  ]

  @Test(arguments: dropped)
  func `a row without identity or place is skipped and reported`(
    row: String, kind: ImportIssue.Kind, detail: String
  ) throws {
    let (listing, issues) = try read(row)
    #expect(listing == nil)
    #expect(issues == [ImportIssue(kind, file: "x.csv", line: 2, detail: detail)])
  }

  static let kept: [(String, ImportIssue.Kind, String)] = [
    ("7,,1,2,R,1,{},$1,,t,N", .missingName, "listing 7"),
    ("7,A,1,2,,1,{},$1,,t,N", .missingCategory, "listing 7"),
    ("7,A,1,2,R,0,{},$1,,t,N", .invalidCapacity, "listing 7: '0'"),
    ("7,A,1,2,R,99999999999,{},$1,,t,N", .invalidCapacity, "listing 7: '99999999999'"),
    ("7,A,1,2,R,1,{},$0.00,,t,N", .zeroPrice, "listing 7"),
    ("7,A,1,2,R,1,{},cheap,,t,N", .invalidPrice, "listing 7: 'cheap'"),
    ("7,A,1,2,R,1,{},$1,101,t,N", .invalidRating, "listing 7: '101'"),
    ("7,A,1,2,R,1,Wifi,$1,,t,N", .invalidAmenities, "listing 7"),
    ("7,A\0B,1,2,R,1,{},$1,,t,N", .repairedText, "listing 7: 'A\u{FFFD}B'"),
  ]

  @Test(arguments: kept)
  func `a row with one bad value is kept without it and reported`(
    row: String, kind: ImportIssue.Kind, detail: String
  ) throws {
    let (listing, issues) = try read(row)
    #expect(listing != nil)
    #expect(issues == [ImportIssue(kind, file: "x.csv", line: 2, detail: detail)])
  }

  @Test func `a name of bytes that are not UTF-8 is repaired`() throws {
    let row = Array((ListingFileTests.header + "7,Caf").utf8) + [0xE9]
    let rest = Array(",1,2,R,1,{},$1,,t,N\n".utf8)
    let file = try CSVFile(MemoryBytes(row + rest), path: "x.csv", requiring: [])
    let issues = IssueCollector()
    var listings = ListingFile(file, exponent: 2) { issues.all.append($0) }
    #expect(try listings.next()?.name == "Caf\u{FFFD}")
    #expect(issues.all.map(\.kind) == [.repairedText])
  }

  @Test func `an empty price or rating is unknown and no issue`() throws {
    let (listing, issues) = try read("7,A,1,2,R,1,{},,,,")
    #expect(issues.isEmpty)
    #expect(listing?.basePrice == nil)
    #expect(listing?.rating == nil)
    #expect(listing?.saysAvailable == nil)
  }

  @Test func `columns that a file lacks are unknown`() throws {
    let file = try CSVFile(
      MemoryBytes("longitude,id,latitude\n2,7,1\n"), path: "x.csv",
      requiring: ListingFile.requiredColumns)
    var listings = ListingFile(file, exponent: 2) { _ in }
    let listing = try #require(try listings.next())
    #expect(listing.category == "other")
    #expect(listing.capacity == 1)
    #expect(listing.name == "Listing 7")
    #expect(listing.attributes == "{}")
  }

  @Test func `attributes are one JSON object`() throws {
    let file = try CSVFile(
      MemoryBytes(
        "id,latitude,longitude,property_type,bedrooms,beds,instant_bookable,maximum_nights\n"
          + "7,1,2,\"Loft \"\"9\"\" \\ \u{7}\",2.0,1.5,t,2147483647\n"), path: "x.csv",
      requiring: [])
    var listings = ListingFile(file, exponent: 2) { _ in }
    let expected =
      #"{"property_type":"Loft \"9\" \\ \u0007","bedrooms":2,"beds":1.5,"#
      + #""maximum_nights":2147483647,"instant_bookable":true}"#
    #expect(try listings.next()?.attributes == expected)
  }

  @Test func `a venue's number is its place`() throws {
    let one = try #require(VenuePlace(latitude: 42.36413, longitude: -71.02991))
    let near = try #require(VenuePlace(latitude: 42.364130001, longitude: -71.02991))
    let other = try #require(VenuePlace(latitude: 42.3641301, longitude: -71.02991))
    #expect(one.id == near.id)
    #expect(one.id != other.id)
    #expect(VenuePlace(latitude: 90, longitude: 180).map { $0.id > 0 } == true)
    #expect(VenuePlace(latitude: -90, longitude: -180)?.id == 0)
  }

  @Test(arguments: [
    ("Entire home/apt", "entire-home-apt"), ("Private room", "private-room"),
    ("  Chambre d'hôtes ", "chambre-d-hôtes"), ("", ""),
  ])
  func `a room type becomes a category`(type: String, slug: String) {
    #expect(ListingFile.slug(type) == slug)
  }
}
