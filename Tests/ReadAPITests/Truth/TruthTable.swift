import Discovery

@testable import ReadAPI

/// What each kind of value makes of each oddity, generated from the declaration of parameters.
///
/// The README shows it; the API is asked it.
struct TruthTable {
  /// A way of sending a parameter.
  enum Oddity: String, CaseIterable {
    case missing
    case empty
    case zero = "`0`"
    case negative = "`-1`"
    case huge = "`99999999999999999999`"
    case nan = "`NaN`"
    case word = "`abc`"
    case repeated = "sent twice"
    case broken = "`%`, `%zz`, `%00`, `%ff`"
    case unknown = "misspelt name"
  }

  /// What becomes of it.
  enum Outcome: String {
    case absence = "no filter"
    case value = "a value"
    case missing = "400 `missing-parameter`"
    case invalid = "400 `invalid-parameter`"
    case cursor = "400 `invalid-cursor`"
    case repeated = "400 `repeated-parameter`"
    case unknown = "400 `unknown-parameter`"
  }

  /// What an oddity of a parameter means.
  static func outcome(_ oddity: Oddity, _ parameter: DiscoveryParameter) -> Outcome {
    switch oddity {
    case .missing, .empty: parameter.isRequired ? .missing : .absence
    case .repeated: .repeated
    case .broken: .invalid
    case .unknown: .unknown
    case .zero, .negative, .huge, .nan, .word: outcome(oddity, parameter.schema)
    }
  }

  private static func outcome(_ oddity: Oddity, _ schema: ParameterSchema) -> Outcome {
    switch schema {
    case .slug, .names: .value
    case .cursor: .cursor
    case .date, .identifier, .identifiers, .place, .choice: .invalid
    case .integer, .decimal: oddity == .zero ? .absence : .invalid
    }
  }

  /// The query parts that send an oddity, one or more.
  static func spellings(_ oddity: Oddity, _ parameter: DiscoveryParameter) -> [String] {
    let name = parameter.name
    switch oddity {
    case .missing: return [""]
    case .empty: return ["\(name)=", name]
    case .zero: return ["\(name)=0", "\(name)=%30"]
    case .negative: return ["\(name)=-1", "\(name)=%2D1"]
    case .huge: return ["\(name)=99999999999999999999"]
    case .nan: return ["\(name)=NaN", "\(name)=nan", "\(name)=Inf"]
    case .word: return ["\(name)=abc", "\(name)=%61bc"]
    case .repeated: return ["\(name)=1&\(name)=1", "\(name)=&\(name)=", "\(name)&\(name)"]
    case .broken: return ["%", "%4", "%zz", "%ff", "%c3%28", "a%00b"].map { "\(name)=\($0)" }
    case .unknown: return ["\(name)s=1", "\(name.uppercased())=1", "%20\(name)=1"]
    }
  }

  /// The table of the README: a row for each oddity, a column for each kind of value.
  static var lines: [String] {
    let columns: [(title: String, parameter: String)] = [
      ("`city`", "city"), ("`date`", "date"), ("lists", "category"), ("numbers", "price_min"),
      ("`near`, `sort`", "near"), ("`cursor`", "cursor"),
    ]
    let rows = Oddity.allCases.map { oddity in
      let cells = columns.map { column in
        DiscoveryParameter.all.first { $0.name == column.parameter }
          .map { outcome(oddity, $0).rawValue } ?? ""
      }
      return "| \(oddity.rawValue) | \(cells.joined(separator: " | ")) |"
    }
    let head = "| Sent | \(columns.map(\.title).joined(separator: " | ")) |"
    return [head, "|" + String(repeating: " --- |", count: columns.count + 1)] + rows
  }
}
