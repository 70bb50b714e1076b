public import Calendars

/// Cities from a file of comma-separated values, for looking at days without a database.
///
/// The first line names the columns: `slug`, `country`, `time_zone` and `currency`, and if there are
/// such, `city_id`, `name` and `subdivision`, in any order; other columns are passed over.
public struct CityFile: Sendable {
  /// The cities that could be read, in file order.
  public private(set) var cities: [City] = []
  /// What is wrong with the others.
  public private(set) var diagnostics: [Diagnostic] = []

  private static let required = ["slug", "country", "time_zone", "currency"]

  /// The cities in the file.
  public init(_ source: SourceText) {
    let lines = source.text.split(whereSeparator: \.isNewline)
    let columns = lines.first.map { CityFile.fields(of: $0) } ?? []
    let missing = CityFile.required.filter { !columns.contains($0) }
    guard missing.isEmpty else {
      report(
        source, line: 1, "the columns \(missing.joined(separator: ", ")) are missing",
        hint: "the first line names the columns: slug,country,time_zone,currency")
      return
    }
    for (index, line) in lines.enumerated().dropFirst() {
      let fields = Dictionary(zip(columns, CityFile.fields(of: line))) { first, _ in first }
      do throws(City.Fault) {
        cities.append(try City(fields: fields, number: index))
      } catch {
        switch error {
        case .unknownTimeZone(let zone):
          report(
            source, line: index + 1, "there is no time zone '\(zone)'",
            hint: "an IANA name in its own case, such as America/New_York")
        case .unknownCurrency(let code):
          report(
            source, line: index + 1, "there is no currency '\(code)'", hint: "a code of ISO 4217")
        }
      }
    }
  }

  private mutating func report(_ source: SourceText, line: Int, _ message: String, hint: String) {
    let place = SourceLocation(file: source.path, line: line, column: 1)
    diagnostics.append(Diagnostic(.error, ExpansionCode.badCity, at: place, message, hint: hint))
  }

  /// The fields of a line; a field in quotes may hold commas.
  private static func fields(of line: Substring) -> [String] {
    var fields = [""]
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: fields.append("")
      default: fields[fields.count - 1].append(character)
      }
    }
    return fields
  }
}

extension City {
  fileprivate init(fields: [String: String], number: Int) throws(Fault) {
    let slug = fields["slug"] ?? ""
    let subdivision = fields["subdivision"] ?? ""
    try self.init(
      id: fields["city_id"].flatMap { Int32($0) } ?? Int32(number), slug: slug,
      name: fields["name"] ?? slug, country: fields["country"] ?? "",
      subdivision: subdivision.isEmpty ? nil : subdivision,
      timeZone: fields["time_zone"] ?? "", currency: fields["currency"] ?? "")
  }
}
