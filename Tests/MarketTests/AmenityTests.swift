import Testing

@testable import Market

@Suite struct AmenityTests {
  static let syntaxes: [(String, [String]?)] = [
    ("", []),
    ("{}", []),
    ("[]", []),
    (#"{TV,"Wireless Internet",Dog(s)}"#, ["TV", "Wireless Internet", "Dog(s)"]),
    (#"{"A \"quoted\" one",B}"#, [#"A "quoted" one"#, "B"]),
    (#"["TV", "Hot water"]"#, ["TV", "Hot water"]),
    (#"["TV","Hot water"]"#, ["TV", "Hot water"]),
    (
      #"["Children\u2019s books", "Caf\u00e9", "a\/b\\c\td"]"#,
      ["Children’s books", "Café", "a/b\\c\td"]
    ),
    (#"["\ud83d\ude00 pool"]"#, ["😀 pool"]),
    (#"["日本語"]"#, ["日本語"]),
    (#"["one" "two"]"#, nil),
    (#"["one"#, nil),
    (#"["\u00g1"]"#, nil),
    (#"["\q"]"#, nil),
    ("TV, Wifi", nil),
    ("{", nil),
  ]

  @Test(arguments: syntaxes)
  func `both syntaxes give the names`(text: String, expected: [String]?) {
    #expect(WrittenAmenities.names(Array(text.utf8)[...]) == expected)
  }

  @Test func `the mapping is read whole, each code once`() {
    #expect(AmenityMapping.addOns.count == 30)
    #expect(Set(AmenityMapping.addOns.map(\.slug)).count == 30)
    #expect(AmenityMapping.addOns.allSatisfy { $0.slug.allSatisfy { $0.isLowercase || $0 == "-" } })
  }

  static let meanings: [(String, [String])] = [
    ("Wifi", ["wifi"]),
    ("Wireless Internet", ["wifi"]),
    ("Fast wifi – 93 Mbps", ["wifi"]),
    ("Washer / Dryer", ["washer", "dryer"]),
    ("Free washer – In unit", ["washer"]),
    ("Dishwasher", ["dishwasher"]),
    ("Hair dryer", []),
    ("KitchenAid refrigerator", []),
    ("Pool table", []),
    ("Whirlpool refrigerator", []),
    ("Shared outdoor pool - available all year", ["pool"]),
    ("55 inch HDTV with Netflix", ["tv"]),
    ("Paid parking garage on premises – 1 space", ["paid-parking"]),
    ("Free Parking on Premises", ["free-parking"]),
    ("Pack ’n play/Travel crib", ["crib"]),
    ("Pets live on this property", []),
    ("Elevator in Building", ["elevator"]),
  ]

  @Test(arguments: meanings)
  func `an amenity means what the mapping says and nothing more`(
    amenity: String, expected: [String]
  ) {
    var mapping = AmenityMapping()
    let meaning = mapping.meaning(of: amenity).map { AmenityMapping.addOns[$0].slug }
    #expect(meaning == expected)
  }

  @Test func `each add-on of a listing is named once`() {
    var mapping = AmenityMapping()
    let positions = mapping.addOns(of: ["TV", "Cable TV", "Wifi", "Pocket wifi", "Moat"])
    #expect(positions.map { AmenityMapping.addOns[$0].slug } == ["wifi", "tv"])
  }

  static let patterns: [(String, String, Bool)] = [
    ("tv", "tv", true), ("tv", "tvs", false), ("wifi *", "wifi – 5", true),
    ("wifi *", "wifi", false),
    ("* tv", "32 inch tv", true), ("* tv with *", "a tv with b", true), ("a*a", "a", false),
    ("*", "", true), ("a*b*c", "a-b-b-c", true), ("a*b*c", "a-c-b", false),
  ]

  @Test(arguments: patterns)
  func `a star stands for any text`(pattern: String, name: String, fits: Bool) {
    #expect(NamePattern(pattern).matches(name) == fits)
  }
}
