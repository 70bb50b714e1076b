import Dates

/// The calendar of a city in either layout: a row a day (`date`), or a row a run of equal days
/// (`start_date` to `end_date`, both included).
///
/// Rows that only continue the one before come out as one run.
struct CalendarFile {
  private static let longestRun = 3_660

  private var file: CSVFile
  private let listing, first, last, available, price: Int?
  private let exponent: Int
  private let report: (ImportIssue) -> Void
  private var record = CSVRecord()
  private var pending: CalendarRun?
  /// Rows read so far, used or not.
  private(set) var rows = 0

  /// The calendar in `file`, with prices in a currency of `exponent` minor digits.
  init(_ file: CSVFile, exponent: Int, report: @escaping (ImportIssue) -> Void) throws {
    self.file = file
    self.exponent = exponent
    self.report = report
    listing = file.column("listing_id")
    first = file.column("start_date") ?? file.column("date")
    last = file.column("end_date") ?? file.column("date")
    available = file.column("available")
    price = file.column("price")
    guard first != nil, last != nil else {
      throw InputError.missingColumns(path: file.path, columns: ["date or start_date, end_date"])
    }
  }

  /// Columns without which there is no calendar, besides the dates.
  static let requiredColumns = ["listing_id", "available"]

  /// The next run, or nil at the end.
  mutating func next() throws -> CalendarRun? {
    while try file.next(&record) {
      rows += 1
      guard let run = run() else { continue }
      if pending?.extend(with: run) ?? false { continue }
      let finished = pending
      pending = run
      if let finished { return finished }
    }
    defer { pending = nil }
    return pending
  }

  private func run() -> CalendarRun? {
    guard record.count == file.width else {
      note(.damagedRecord, "\(record.count) fields where the header has \(file.width)")
      return nil
    }
    guard let id = record[listing].integer, id > 0 else {
      note(.invalidListing, "listing_id '\(record.text(listing).text)'")
      return nil
    }
    guard let first = record[first].date, let last = record[last].date, first <= last,
      first.days(to: last) < CalendarFile.longestRun
    else {
      let shown = [self.first, self.last].map { record.text($0).text }
      note(.invalidDates, "listing \(id): '\(shown.joined(separator: "' to '"))'")
      return nil
    }
    guard let isAvailable = record[available].truth else {
      note(.invalidAvailability, "listing \(id), \(first): '\(record.text(available).text)'")
      return nil
    }
    return CalendarRun(
      line: record.line, listingID: id, startsOn: first, endsOn: last.adding(days: 1),
      isAvailable: isAvailable, price: price(id, first))
  }

  private func price(_ id: Int64, _ date: LocalDate) -> Int64? {
    switch WrittenPrice(record[price], exponent: exponent) {
    case .minor(let amount): return amount
    case .unknown(isZero: false): return nil
    case .unknown(isZero: true): note(.zeroPrice, "listing \(id), \(date)")
    case .invalid: note(.invalidPrice, "listing \(id), \(date): '\(record.text(price).text)'")
    }
    return nil
  }

  private func note(_ kind: ImportIssue.Kind, _ detail: String) {
    report(ImportIssue(kind, file: file.path, line: record.line, detail: detail))
  }
}
