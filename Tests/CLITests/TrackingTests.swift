import Foundation
import Postgres
import Store
import TestSupport
import Testing

@testable import CLI

@Suite struct TrackingTests {
  private static let tables = [
    "source.city", "source.venue", "source.space", "source.add_on", "source.space_add_on",
    "source.booking", "source.price_override",
  ]

  @Test func `installed twice and removed, it leaves no trace`() async throws {
    try await CLIMarket.with { market in
      let before = try await SchemaDump.lines(market.connection, schemas: ["almanac", "source"])
      for _ in 1...2 {
        let installed = try await market.program.run("track", "install")
        #expect(installed.status == 0, "\(installed.errors)")
        #expect(installed.output.contains("every change of the source is written down"))
        #expect(installed.output.contains("source.booking: tracked, booking\n"))
      }
      let change = "update source.booking set units = units where booking_id = 1"
      try await market.connection.run(script: change, name: "change")
      #expect(try await market.number("select count(*) from almanac.change") == 1)
      #expect(try await market.program.run("track", "remove").output == "removed\n")
      #expect(try await market.program.run("track", "remove").output == "nothing was tracked\n")
      let after = try await SchemaDump.lines(market.connection, schemas: ["almanac", "source"])
      #expect(after == before)
      #expect(try await market.number("select count(*) from almanac.change") == 0)
    }
  }

  @Test func `a run of which nothing has changed says so, until a file does`() async throws {
    try await CLIMarket.with { market in
      let job = try JobFolder(steps: "[rebuild]")
      defer { job.remove() }
      let run = ["rebuild", "--job", "Jobs/tiny.yml", "--today", "\(CLIMarket.today)"]
      let idle = "nothing that the cells are built from has changed since they were found right"
      _ = try await market.program.run("track", "install")
      _ = try await market.program.run(run, in: job.folder)
      let second = try await market.program.run(run, in: job.folder)
      #expect(second.status == 0 && second.output.contains("4 unchanged"), "\(second.errors)")
      #expect(second.output.contains(idle), "\(second.output)")
      try job.write("calendars/xx.yml", JobFolder.calendar("XX", "01-02"))
      let third = try await market.program.run(run, in: job.folder)
      #expect(third.output.contains("seconds by stage"), "\(third.output)")
      try job.write("calendars/yy.yml", "schema: 1\nid: YY\nholidays: 1\n")
      #expect(try await market.program.run(run, in: job.folder).status == 78)
    }
  }

  @Test func `the README's table goes over two lines, and is read`() throws {
    let readme = try String(
      contentsOf: Program.repository.appending(path: "README.md"), encoding: .utf8)
    let example = try #require(readme.firstMatch(of: #/--table '([^']+)'/#)).1
    let table = try TrackedTable(String(example))
    #expect(example.contains("\n"))
    #expect(table.relation == "booking" && table.table == "hotel.reservations")
    #expect(table.columns.spaceID == "r.room_type_no" && table.columns.startsOn == "r.arrival")
    #expect(table.columns.endsOn == "r.arrival + r.nights" && table.columns.cityID == nil)
  }

  @Test func `a change is one row a city, with the dates and the space that it touches`()
    async throws
  {
    try await CLIMarket.with { market in
      _ = try await market.program.run("track", "install")
      try await market.connection.run(
        script: """
          insert into source.booking
          select city_id, min(space_id), 900001, '2026-12-01', '2026-12-03', 1
          from source.space group by city_id;
          delete from source.booking where booking_id = 900001;
          truncate source.price_override;
          """, name: "change")
      let rows = try await market.connection.query(
        Statement(
          "changes",
          """
          select concat_ws(' ', kind, count(*), count(distinct city_id), count(space_id),
            min(from_date), max(to_date)) as line
          from almanac.change group by kind order by kind
          """))
      #expect(
        try rows.map { try $0.get("line", as: String.self) } == [
          "booking 8 4 8 2026-12-01 2026-12-03", "price_override 1 0 0",
        ])
    }
  }

  @Test func `triggers that are switched off and on again are not trusted`() async throws {
    try await CLIMarket.with { market in
      _ = try await market.program.run("track", "install")
      let first = try await market.connection.sourceStanding()
      #expect(first.mark != nil && first.gaps == [])
      try await market.connection.run(
        script: "alter table source.booking disable trigger almanac_delete", name: "off")
      let off = try await market.connection.sourceStanding()
      #expect(off.mark == nil && off.gaps == ["source.booking is not tracked"])
      try await market.connection.run(
        script: "alter table source.booking enable always trigger almanac_delete", name: "on")
      let on = try await market.connection.sourceStanding()
      #expect(on.mark != nil && on.mark != first.mark && on.identity == first.identity)
    }
  }

  @Test func `kill -9 between the build and the publication loses no change`() async throws {
    try await CLIMarket.with { market in
      let today = "\(CLIMarket.today)"
      _ = try await market.program.run("track", "install")
      _ = try await market.program.run("rebuild", "--today", today)
      try await market.connection.run(
        script: "update source.booking set units = units + 1", name: "change")
      let pending = try await market.number("select count(*) from almanac.change")
      #expect(pending == 4)
      // Readers of pointers go on; who wants to move them waits.
      try await market.connection.run(
        script: "begin; lock table almanac.generation_counter in share mode", name: "lock")
      let refresh = try market.program.start(
        ["refresh", "--pending", "--today", today, "--lease", "2", "--quiet"])
      let waiting = "select count(*) from pg_locks where not granted"
      while refresh.process.isRunning, try await market.number(waiting) == 0 {}
      kill(refresh.process.processIdentifier, SIGKILL)
      _ = try await Program.finish(refresh)
      try await market.connection.run(script: "rollback", name: "unlock")
      #expect(try await market.number("select count(*) from almanac.change") == pending)

      let next = try await market.program.run("refresh", "--pending", "--today", today)
      #expect(next.status == 0, "\(next.errors)")
      #expect(try await market.number("select count(*) from almanac.change") == 0)
      let plan = try await market.program.run("plan", "--full", "--today", today, "--quiet")
      #expect(plan.status == 0)
      let check = try await market.program.run("rebuild", "--full", "--today", today)
      #expect(check.output.contains(" 0 published"), "\(check.output)")
    }
  }

  @Test func `behind views the tables have to be named, and say what they can`() async throws {
    let hotel = DatabaseTemplate("cli_hotel") { url in
      let connection = try await Connection.open(.worker(url: url))
      for name in ["hotel_schema", "hotel_source_views"] {
        let file = Program.repository.appending(path: "SQL/examples/\(name).sql")
        try await connection.run(script: String(contentsOf: file, encoding: .utf8), name: name)
      }
      try await Migrator.ours.migrate(connection)
      await connection.close()
    }
    try await TestCluster.shared().withDatabase(hotel) { url in
      let program = Program(database: url)
      let refused = try await program.run("track", "install")
      #expect(refused.status == 64 && refused.errors.contains("hotel.reservations"))
      let view = try await program.run("track", "install", "--table", "booking=source.booking")
      #expect(
        view.errors
          == "almanac: source.booking is not a table that source.booking is made of; those are "
          + "hotel.closures, hotel.markets, hotel.properties, hotel.reservations, "
          + "hotel.room_types\n" || view.errors.contains("hotel.reservations"))
      let shared = try await program.run("track", "install", "--table", "booking=hotel.properties")
      #expect(shared.status == 64 && shared.errors.contains("source=hotel.properties"))
      let wrong = try await program.run(
        "track", "install", "--table", "booking=hotel.reservations(starts_on=r.arival)")
      #expect(wrong.status != 0 && wrong.errors.contains("arival"))

      let installed = try await program.run(
        "track", "install", "--rest", "--table",
        "booking=hotel.reservations(space_id=r.room_type_no, starts_on=r.arrival, "
          + "ends_on=r.arrival + r.nights)", "--table",
        "booking=hotel.closures(space_id=r.room_type_no, starts_on=r.first_day, "
          + "ends_on=r.last_day + 1)")
      #expect(installed.status == 0, "\(installed.errors)")
      #expect(installed.output.contains("every change of the source is written down"))
      let job = ["--job", "Jobs/refresh.yml", "--today", "2026-07-01", "--format", "json"]
      let built = try await Program.finish(try program.start(["rebuild"] + job))
      #expect(built.status == 0, "\(built.errors)")

      let connection = try await Connection.open(.worker(url: url))
      try await connection.run(
        script: """
          update hotel.reservations set status = 'cancelled' where reservation_no = 9001;
          insert into hotel.closures values (3, 201, '2026-09-20', null, 4);
          """, name: "change")
      await connection.close()
      let plan = try await Program.finish(try program.start(["plan"] + job))
      let refreshed = try await Program.finish(try program.start(["refresh", "--pending"] + job))
      let planned = #"{"city":"lisbon","date":"2026-07-03","reasons":["bookings"]}"#
      #expect(plan.output.contains(planned))
      #expect(refreshed.output.contains(#""built":12,"published":9"#), "\(refreshed.output)")
      let full = try await Program.finish(try program.start(["rebuild", "--full"] + job))
      #expect(full.output.contains(#""published":0"#), "\(full.output)")
    }
  }
}
