import Discovery
import Foundation

/// `cities.csv`: a row a city with slug, name, country code, time zone, centre and currency, and
/// where holidays differ within the country a subdivision.
enum CitiesFile {
  /// The cities of the file whose slugs are wanted.
  ///
  /// The file's own subdivision counts if it has that column; else a well-known city's.
  static func read(_ path: String, only slugs: Set<String>) throws -> [CityFacts] {
    var file = try CSVFile(
      path: path, requiring: ["slug", "name", "latitude", "longitude", "currency"])
    let country = file.column("countrycode") ?? file.column("country")
    let zone = file.column("timezone") ?? file.column("time_zone")
    let missing = [(country, "countrycode"), (zone, "timezone")].filter { $0.0 == nil }
    guard missing.isEmpty else {
      throw InputError.missingColumns(path: path, columns: missing.map(\.1))
    }
    var record = CSVRecord()
    var cities: [CityFacts] = []
    while try file.next(&record) {
      let slug = record.text(file.column("slug")).text
      guard slugs.contains(slug) else { continue }
      func invalid(_ column: String, _ value: String) -> InputError {
        .invalidCity(path: path, line: record.line, column: column, value: value)
      }
      func degrees(_ column: String, _ range: ClosedRange<Double>) throws -> Double {
        let field = record[file.column(column)]
        guard let value = field.decimal, range.contains(value) else {
          throw invalid(column, String(decoding: field, as: UTF8.self))
        }
        return value
      }
      let facts = CityFacts(
        slug: slug, name: record.text(file.column("name")).text,
        country: record.text(country).text,
        subdivision: subdivision(record, file, slug: slug, country: record.text(country).text),
        timeZone: record.text(zone).text, currency: record.text(file.column("currency")).text,
        latitude: try degrees("latitude", -90...90),
        longitude: try degrees("longitude", -180...180))
      guard TimeZone(identifier: facts.timeZone) != nil else {
        throw invalid("timezone", facts.timeZone)
      }
      guard Currency(code: facts.currency) != nil else {
        throw invalid("currency", facts.currency)
      }
      guard !cities.contains(where: { $0.slug == slug }) else { throw invalid("slug", slug) }
      cities.append(facts)
    }
    return cities
  }

  private static func subdivision(
    _ record: CSVRecord, _ file: CSVFile, slug: String, country: String
  ) -> String? {
    if let column = file.column("subdivision") {
      let text = record.text(column).text
      return text.isEmpty ? nil : text
    }
    guard let known = KnownCity.matching(slug: slug), known.country == country else { return nil }
    return known.subdivision
  }
}
