import Postgres
import TestSupport
import Testing

@Suite
struct SchemaDumpTests {
  @Test
  func `a dump tells two schemas apart by their smallest part`() async throws {
    try await TestCluster.shared().withConnection { connection in
      try await connection.run(
        script: "create schema almanac; create table almanac.desk (desk_id int)", name: "make")
      var dumps = [try await SchemaDump.lines(connection, schemas: ["almanac"])]
      for change in [
        "alter table almanac.desk alter desk_id set default 1",
        "alter table almanac.desk alter desk_id set not null",
        "alter table almanac.desk add constraint positive check (desk_id > 0)",
        "create index on almanac.desk (desk_id)", "grant select on almanac.desk to public",
        "grant update (desk_id) on almanac.desk to public",
        "alter table almanac.desk set (fillfactor = 90)",
        "comment on column almanac.desk.desk_id is 'which'",
        "create view almanac.desks as select 1 as one",
        "create function almanac.f() returns int language sql as 'select 1'",
        "grant usage on schema almanac to public",
      ] {
        try await connection.run(script: change, name: "change")
        dumps.append(try await SchemaDump.lines(connection, schemas: ["almanac"]))
      }
      #expect(Set(dumps).count == dumps.count)
    }
  }
}
