import Testing

@testable import Store

@Suite
struct SQLScriptTests {
  @Test(arguments: [
    ("", []),
    (" -- nothing\n/* at all */ ;;", []),
    ("select 1", ["select 1"]),
    ("select 1; select 2;\n", ["select 1", "select 2"]),
    ("select ';'; select 'it''s;' || \";\"", ["select ';'", "select 'it''s;' || \";\""]),
    (#"select E'\';' || 'a\'; select 2"#, [#"select E'\';' || 'a\'"#, "select 2"]),
    ("do $$ begin; end $$; select 1", ["do $$ begin; end $$", "select 1"]),
    ("do $a$ $$;$$ $b$ $a$; select $1;", ["do $a$ $$;$$ $b$ $a$", "select $1"]),
    ("select a$b; select c$d", ["select a$b", "select c$d"]),
    ("select 1 -- ; not here\n; select 2", ["select 1 -- ; not here\n", "select 2"]),
    ("select /* ; /* ; */ ; */ 1; select 2", ["select /* ; /* ; */ ; */ 1", "select 2"]),
    ("-- first\nselect '中;'", ["select '中;'"]),
    ("select 'open; select 2", ["select 'open; select 2"]),
  ])
  func `a script is cut at its semicolons`(text: String, statements: [String]) {
    #expect(SQLScript(text).statements.map(\.sql) == statements)
  }

  @Test
  func `a statement knows where it begins`() {
    let script = SQLScript("-- 中\nselect 1;\n\n  select 2\n")
    let offsets = script.statements.map(\.offset)
    #expect(offsets == [5, 18])
    let places = offsets.map { script.location(of: $0) }
    #expect(places.map(\.line) == [2, 4])
    #expect(places.map(\.column) == [1, 3])
    #expect(places.map(\.text) == ["select 1;", "  select 2"])
  }
}
