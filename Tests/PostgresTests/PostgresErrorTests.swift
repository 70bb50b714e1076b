import Testing

@testable import Postgres

@Suite struct PostgresErrorTests {
  @Test func `an error is one line, however many the server or libpq makes of it`() {
    var error = PostgresError(
      .connectionLost, statement: "page",
      message: "server closed the connection unexpectedly\n\tThis probably means\r\n\tit died")
    #expect(
      error.description
        == "page: server closed the connection unexpectedly This probably means it died")
    error.sqlState = "57P01"
    error.detail = "a\nb"
    error.hint = "c"
    #expect(error.description.hasSuffix("it died (SQLSTATE 57P01); detail: a b; hint: c"))
  }
}
