import Discovery
import Foundation
public import Postgres
import SQL

/// Whether the schema `source` meets the contract that Almanac reads by.
public enum SourceCheck {
  /// Checks the relations' columns and then, if those are right, every row.
  ///
  /// Nothing is written. All rows of a relation are judged by one statement, so that millions take
  /// seconds. `examples` of each finding are kept, at least 1.
  public static func run(
    on connection: Connection, examples: Int = 5
  ) async throws -> SourceReport {
    var report = SourceReport()
    report.findings = try await columnFindings(on: connection)
    guard report.findings.isEmpty else { return report }
    return try await connection.transaction(readOnly: true) { connection in
      try await connection.run(script: "set local work_mem = '64MB'", name: "set_work_mem")
      var report = SourceReport()
      report.rows = try await rows(on: connection)
      for relation in SourceRelation.allCases {
        report.findings += try await findings(in: relation, max(1, examples), on: connection)
      }
      if report.rows[.city] == 0 {
        report.findings.append(
          SourceFinding(relation: .city, kind: .empty, count: 1, examples: []))
      }
      return report
    }
  }

  private static func columnFindings(on connection: Connection) async throws -> [SourceFinding] {
    let names = SourceRelation.allCases.map(\.rawValue)
    var present: [String: [String: String]] = [:]
    for row in try await connection.query(Statement(.checkColumns), [.textArray(names)]) {
      present[try row.get("relation"), default: [:]][try row.get("name")] = try row.get("type")
    }
    return SourceRelation.allCases.flatMap { relation in
      relation.findings(columns: present[relation.rawValue])
    }
  }

  private static func rows(on connection: Connection) async throws -> [SourceRelation: Int] {
    var rows: [SourceRelation: Int] = [:]
    guard let row = try await connection.query(Statement(.checkCounts)).first else { return rows }
    for relation in SourceRelation.allCases {
      rows[relation] = Int(try row.get(relation.rawValue, as: Int64.self))
    }
    return rows
  }

  private static func findings(
    in relation: SourceRelation, _ examples: Int, on connection: Connection
  ) async throws -> [SourceFinding] {
    var judged: [SourceFinding.Kind: (count: Int, examples: [SourceFinding.Example])] = [:]
    for query in relation.checks {
      let rows = try await connection.query(
        Statement(query), [.int4(Int32(clamping: examples))])
      for row in rows {
        guard let kind = SourceFinding.Kind(rawValue: try row.get("finding")) else { continue }
        let example = SourceFinding.Example(key: try row.get("key"), value: try row.get("value"))
        judged[kind, default: (0, [])].count = Int(try row.get("total", as: Int64.self))
        judged[kind]?.examples.append(example)
      }
    }
    var findings = SourceFinding.Kind.allCases.compactMap { kind in
      judged[kind].map {
        SourceFinding(relation: relation, kind: kind, count: $0.count, examples: $0.examples)
      }
    }
    if relation == .city { findings += try await codeFindings(examples, on: connection) }
    return findings
  }

  /// Judges what only Swift knows: currencies, Foundation's zones, the form of countries.
  private static func codeFindings(
    _ examples: Int, on connection: Connection
  ) async throws -> [SourceFinding] {
    var wrong: [SourceFinding.Kind: [SourceFinding.Example]] = [:]
    for row in try await connection.query(Statement(.checkCodes)) {
      guard let cityID = try row.get("city_id", as: Int32?.self),
        let zone = try row.get("time_zone", as: String?.self),
        let currency = try row.get("currency", as: String?.self),
        let country = try row.get("country", as: String?.self)
      else { continue }
      let subdivision = try row.get("subdivision", as: String?.self)
      func note(_ kind: SourceFinding.Kind, _ value: String) {
        wrong[kind, default: []].append(.init(key: "city \(cityID)", value: value))
      }
      let isKnownToServer = try row.get("knows_zone", as: Bool.self)
      if !isKnownToServer || TimeZone(identifier: zone) == nil { note(.unknownTimeZone, zone) }
      if Currency(code: currency) == nil { note(.unknownCurrency, currency) }
      if country.wholeMatch(of: /[A-Z]{2}/) == nil {
        note(.invalidCountry, country)
      } else if let subdivision, !isSubdivision(subdivision, of: country) {
        note(.invalidCountry, subdivision)
      }
    }
    return SourceFinding.Kind.allCases.compactMap { kind in
      wrong[kind].map {
        SourceFinding(
          relation: .city, kind: kind, count: $0.count, examples: Array($0.prefix(examples)))
      }
    }
  }

  private static func isSubdivision(_ code: String, of country: String) -> Bool {
    code.hasPrefix("\(country)-")
      && code.dropFirst(3).wholeMatch(of: /[A-Z0-9]{1,3}/) != nil
  }
}

extension SourceRelation {
  /// What is wrong with the relation's columns, given by name with their types; nil when there is
  /// no such relation.
  func findings(columns present: [String: String]?) -> [SourceFinding] {
    guard let present else {
      return [SourceFinding(relation: self, kind: .missingRelation, count: 1, examples: [])]
    }
    let missing = columns.filter { present[$0.name] == nil }.map {
      SourceFinding.Example(key: $0.name, value: $0.type)
    }
    let wrong = columns.compactMap { column in
      present[column.name].flatMap { type in
        type == column.type
          ? nil
          : SourceFinding.Example(
            key: column.name, value: "\(type), not \(column.type): write \(column.cast)")
      }
    }
    return [(SourceFinding.Kind.missingColumn, missing), (.wrongType, wrong)]
      .filter { !$0.1.isEmpty }
      .map { SourceFinding(relation: self, kind: $0.0, count: $0.1.count, examples: $0.1) }
  }

  /// The statements that judge the relation's rows.
  fileprivate var checks: [Query] {
    switch self {
    case .city: [.checkCities]
    case .venue: [.checkVenues]
    case .space: [.checkSpaces]
    case .addOn: [.checkAddOns]
    case .spaceAddOn: [.checkSpaceAddOns]
    case .booking: [.checkBookings, .checkOverbooking]
    case .priceOverride: [.checkPriceOverrides]
    }
  }
}

extension SourceColumn {
  fileprivate var cast: String { "\(name)::\(type)" }
}
