import Dates
import Discovery
import Postgres
import Store

extension WorkerMarket {
  /// The live cells whose facets are not stored, and those of which what is stored is not what
  /// readers count where nothing is.
  func wrongFacets() async throws -> (uncounted: [CellKey], different: [CellKey]) {
    let cells = try await connection.query(Statement("live cells", WorkerMarket.liveCells))
    var wrong: (uncounted: [CellKey], different: [CellKey]) = ([], [])
    for cell in cells {
      let key = CellKey(city: try cell.get("city_id"), date: try cell.get("day"))
      if try cell.get("is_counted") {
        let query = DiscoveryQuery(city: try cell.get("slug"), date: try cell.get("date"))
        let stored = try await connection.facets(query)
        if try await counted(query) != stored { wrong.different.append(key) }
      } else {
        wrong.uncounted.append(key)
      }
    }
    return wrong
  }

  /// The facets of a cell as its rows give them.
  func counted(_ query: DiscoveryQuery) async throws -> FacetsOutcome {
    struct Undone: Error { var outcome: FacetsOutcome }
    do {
      return try await connection.transaction { connection in
        try await connection.run(script: "delete from almanac.cell_facets", name: "forget")
        throw Undone(outcome: try await connection.facets(query))
      }
    } catch let undone as Undone {
      return undone.outcome
    }
  }

  private static let liveCells = """
    select l.city_id, t.slug, l.date, l.date::text as day, f.version is not null as is_counted
    from almanac.cell_live as l
    inner join almanac.city as t on t.city_id = l.city_id
    left join almanac.cell_facets as f on f.city_id = l.city_id and f.version = l.version
    where l.to_generation is null and t.removed_at is null
    order by l.city_id, l.date
    """
}
