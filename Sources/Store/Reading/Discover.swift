import Dates
public import Discovery
public import Postgres

extension Connection {
  /// One page of a cell, with one more row than the limit when there is a next page.
  ///
  /// Nil when there is no such city. With a cursor the page starts after its place, in the version
  /// that was live at its generation; else it is the first page of what is live at `moment`. The page
  /// is the same whatever `hasBlocks` says of the cell: where that is false for a cell of many
  /// thousand rows, it takes longer.
  public func discover(
    _ query: DiscoveryQuery, after cursor: Cursor?, at moment: ReadMoment = .newest,
    hasBlocks: Bool = true
  ) async throws -> CellPage? {
    let moment = cursor.map { .generation($0.generation) } ?? moment
    let shape = PageShape(query, hasBlocks: hasBlocks)
    let rows = try await self.query(
      DiscoverStatement.of(shape, by: query.sort),
      query.parameters(shape, after: cursor, at: moment))
    guard let head = rows.first else { return nil }
    guard try head.get("generation", as: Int64?.self) != nil else {
      return CellPage(cell: nil, rows: [])
    }
    let hasItems = try head.get("price_minor", as: Int64?.self) != nil
    return CellPage(
      cell: try CellFacts(head),
      rows: hasItems ? try rows.map { try PageRow($0, measured: query.near != nil) } : [])
  }
}

extension DiscoveryQuery {
  /// The parameters of the statement of a shape.
  func parameters(
    _ shape: PageShape, after cursor: Cursor?, at moment: ReadMoment
  ) -> [Parameter] {
    let cell = [.text(city), .date(date)] + moment.parameters
    let start = cursor?.place ?? .start
    let page: [Parameter] = [.int8(start.key), .int8(start.tie), .int8(Int64(limit + 1))]
    let counted: Parameter = cursor == nil ? .int4(CellFacts.countedCandidates) : .null
    return switch shape {
    case .best: cell + placeParameters + page
    case .unfiltered: cell + placeParameters + page + [.bool(cursor == nil)]
    case .filtered: cell + filterParameters + page + [counted]
    case .byKey, .byIndex, .byDistance:
      cell + filterParameters + page + [counted, .bool(!isFiltered)]
    }
  }

  /// The place, from $5 on.
  private var placeParameters: [Parameter] {
    let near = near ?? ScaledPosition(x: 0, y: 0, z: 0)
    return [.int8(Int64(near.x)), .int8(Int64(near.y)), .int8(Int64(near.z))]
  }

  /// The place and the filters, from $5 to $14: each that is not asked for has the value that keeps
  /// all.
  var filterParameters: [Parameter] {
    placeParameters + [
      .int8(squaredChordLimit), .textArray(addOns), .textArray(categories),
      .int4(capacityMin ?? 0), .int4(capacityMax ?? .max), .int8(priceMin ?? 0),
      .int8(priceMax ?? .max),
    ]
  }
}

extension ReadMoment {
  /// The generation and the instant to read at, $3 and $4.
  var parameters: [Parameter] {
    [.int8(generation), instant.map { .timestamptz($0) } ?? .null]
  }
}

extension CellFacts {
  fileprivate init(_ row: Row) throws {
    currency = try row.get("currency")
    generation = try row.get("generation")
    catalogue = try row.get("catalogue_version")
    version = try row.get("version")
    isOpen = try row.get("is_open")
    holiday = try row.get("holiday", as: TextBytes?.self)?.bytes
    rowCount = try row.get("row_count")
    total = try row.get("total")
    builtAt = try row.get("built_at")
    inputsAsOf = try row.get("inputs_as_of")
    let checked = try row.get("checked_as_of", as: Instant?.self)
    checkedAsOf = max(inputsAsOf, checked ?? inputsAsOf)
  }
}

extension PageRow {
  fileprivate init(_ row: Row, measured: Bool) throws {
    place = SortPlace(try row.get("sort_key"), try row.get("tie_key"))
    item = DiscoveryItem(
      fragment: try row.get("fragment", as: TextBytes.self).bytes,
      addOns: try row.get("add_on_list", as: TextBytes.self).bytes,
      capacity: try row.get("capacity"), priceMinor: try row.get("price_minor"),
      units: try row.get("units"),
      distanceMetres: measured
        ? ScaledPosition.metres(squaredChord: try row.get("squared_chord")) : nil)
  }
}
