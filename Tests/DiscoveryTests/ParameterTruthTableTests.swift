import Discovery
import Testing

/// What each parameter makes of missing, empty, zero and odd values.
@Suite struct ParameterTruthTableTests {
  private static let required = ["city": "lisbon", "date": "2026-12-24"]

  /// The query with this parameter set to the encoded value, and with what the parameter needs.
  private func query(_ name: String, _ encoded: String) throws(ParameterFault) -> DiscoveryQuery {
    var parts = Self.required.filter { $0.key != name }.map { "\($0.key)=\($0.value)" }
    if name == "radius_km" { parts.append("near=1,2") }
    parts.append("\(name)=\(encoded)")
    return try DiscoveryQuery(QueryString(parts.joined(separator: "&")))
  }

  private func fault(_ name: String, _ encoded: String) -> ParameterFault? {
    do throws(ParameterFault) {
      _ = try query(name, encoded)
      return nil
    } catch {
      return error
    }
  }

  private var optional: [DiscoveryParameter] { DiscoveryParameter.all.filter { !$0.isRequired } }

  @Test func `there are 13 parameters`() {
    #expect(
      DiscoveryParameter.all.map(\.name) == [
        "city", "date", "category", "capacity_min", "capacity_max", "add_ons", "price_min",
        "price_max", "near", "radius_km", "sort", "cursor", "limit",
      ])
  }

  @Test func `an empty value means the same as none`() throws {
    for parameter in optional {
      var missing = try query("sort", "")
      if parameter.name == "radius_km" { missing = try query("near", "1,2") }
      #expect(try query(parameter.name, "") == missing, "\(parameter.name)")
    }
  }

  @Test func `zero means the same as none for numbers`() throws {
    for parameter in optional {
      switch parameter.schema {
      case .integer, .decimal:
        for zero in ["0", "00"] {
          #expect(try query(parameter.name, zero) == query(parameter.name, ""), "\(parameter.name)")
        }
      default: continue
      }
    }
  }

  @Test func `required parameters are refused when missing or empty`() {
    for (name, encoded) in [("city", ""), ("date", "")] {
      #expect(fault(name, encoded) == ParameterFault(name, nil, .missing))
    }
    #expect(throws: ParameterFault("city", nil, .missing)) {
      try DiscoveryQuery(QueryString("date=2026-12-24"))
    }
  }

  @Test func `every example is accepted and changes the query`() throws {
    let plain = try query("sort", "")
    for parameter in optional where !["sort", "limit", "cursor"].contains(parameter.name) {
      #expect(try query(parameter.name, parameter.example) != plain, "\(parameter.name)")
    }
  }

  @Test func `numbers refuse what is not a plain number in range`() {
    for parameter in optional {
      let bad: [String]
      switch parameter.schema {
      case .integer: bad = ["1.5", "0x10", "1e3"]
      case .decimal: bad = [".5", "5.", "1e", "e3", "1e++3", "1e400", "1e99999", "1.2.3", "0x10"]
      default: continue
      }
      let odd = [
        "-1", "-0.5", "NaN", "nan", "inf", "Infinity", "-", "--1", "abc", "1%202", "%2B5", "+5",
        "5+",
        "%D9%A3", "1,2", "99999999999999999999999999",
      ]
      for encoded in bad + odd {
        let fault = fault(parameter.name, encoded)
        #expect(fault?.parameter == parameter.name, "\(parameter.name)=\(encoded)")
        #expect(fault?.code == "invalid-parameter", "\(parameter.name)=\(encoded)")
      }
    }
  }

  @Test func `a decimal may be written with an exponent`() throws {
    for spelling in ["250e-2", "0.25e%2B1", "25E-1", "2.5e0"] {
      #expect(try query("radius_km", spelling) == query("radius_km", "2.5"), "\(spelling)")
    }
  }

  @Test func `every parameter refuses to be repeated`() {
    for parameter in DiscoveryParameter.all {
      let fault = fault(parameter.name, "1&\(parameter.name)=2")
      #expect(fault == ParameterFault(parameter.name, "2", .repeated))
    }
  }

  @Test func `every parameter refuses broken encodings`() {
    for parameter in DiscoveryParameter.all {
      for encoded in ["%", "%4", "%zz", "%ff", "%c3%28", "a%00b", "%00"] {
        let fault = fault(parameter.name, encoded)
        #expect(fault == ParameterFault(parameter.name, encoded, .undecodable))
      }
    }
  }

  @Test(arguments: [
    ("near", "91,0"), ("near", "0,181"), ("near", "1"), ("near", "1,2,3"), ("near", "a,b"),
    ("near", "NaN,0"), ("near", "1,"), ("near", "1,%202"), ("near", "1e1,2"), ("sort", "Price"),
    ("sort", "--price"), ("sort", "0"), ("date", "2026-02-30"), ("date", "2026-2-3"), ("date", "0"),
    ("date", "tomorrow"), ("category", "a,,b"), ("category", ","), ("add_ons", "a,"),
    ("limit", "101"), ("capacity_min", "2147483648"), ("price_max", "9007199254740992"),
    ("radius_km", "20040.1"),
  ])
  func `values of another form or range are refused by name`(name: String, value: String) {
    let fault = fault(name, value)
    #expect(fault?.parameter == name)
    #expect(fault?.code == "invalid-parameter")
  }

  @Test(arguments: [
    ("capacity_min=5&capacity_max=4", "capacity_min"), ("price_min=500&price_max=499", "price_min"),
    ("radius_km=3", "radius_km"), ("sort=distance", "sort"),
  ])
  func `parameters that do not go together are refused`(parameters: String, name: String) {
    #expect {
      try DiscoveryQuery(QueryString("city=lisbon&date=2026-12-24&\(parameters)"))
    } throws: { error in
      let fault = error as? ParameterFault
      return fault?.parameter == name && fault?.code == "contradictory-parameters"
    }
  }

  @Test(arguments: [
    "capacity_min=5&capacity_max=0", "capacity_min=0&capacity_max=4", "radius_km=0",
    "capacity_min=4&capacity_max=4", "price_min=7&price_max=", "near=0,0&sort=distance",
  ])
  func `zero contradicts nothing and zero degrees are a place`(parameters: String) throws {
    _ = try DiscoveryQuery(QueryString("city=lisbon&date=2026-12-24&\(parameters)"))
  }

  @Test func `unknown parameters and unsupported requests have codes of their own`() {
    let cases = [
      ("Category=a", "unknown-parameter"), ("page=2", "unknown-parameter"),
      ("=1", "unknown-parameter"), ("check_in=2026-12-24", "unsupported-stay"),
      ("q=desk", "unsupported-free-text"), ("bbox=1,2,3,4", "unsupported-map-box"),
    ]
    for (parameters, code) in cases {
      #expect {
        try DiscoveryQuery(QueryString("city=lisbon&date=2026-12-24&\(parameters)"))
      } throws: { ($0 as? ParameterFault)?.code == code }
    }
  }

  @Test func `no refused name is a parameter`() {
    let refused = Set(UnsupportedRequest.allCases.flatMap(\.parameters))
    #expect(refused.isDisjoint(with: DiscoveryParameter.all.map(\.name)))
  }
}
