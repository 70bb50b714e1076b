import Testing

@testable import EmbeddedPostgres

@Suite
struct ClusterPathsTests {
  @Test
  func `a short folder keeps its socket beside the data`() {
    let paths = ClusterPaths(home: "/srv/almanac/.almanac/postgres", environment: [:])
    #expect(paths.socketFolder == "/srv/almanac/.almanac/postgres/socket")
    #expect(paths.data == "/srv/almanac/.almanac/postgres/data")
  }

  @Test
  func `a long folder has its socket in a folder of its own, always the same`() {
    let long = "/" + String(repeating: "a", count: 90)
    let paths = ClusterPaths(home: long, environment: [:])
    #expect(paths.socketFolder == "/tmp/almanac-18ce12af7ed9f0c")
    #expect(ClusterPaths(home: long, environment: [:]) == paths)
    #expect(ClusterPaths(home: "\(long)b", environment: [:]) != paths)
  }

  @Test
  func `a URL escapes the folder`() {
    let paths = ClusterPaths(home: "/srv/a b?&=%", environment: [:])
    #expect(
      paths.url(database: "almanac")
        == "postgresql:///almanac?host=/srv/a%20b%3F%26%3D%25/socket&port=5432&user=postgres")
  }

  @Test
  func `settings are written with their quotes doubled`() {
    let text = ServerSettings(["application_name": "it's"]).file(socketFolder: "/srv/o'clock")
    #expect(text.contains("application_name = 'it''s'\n"))
    #expect(text.contains("unix_socket_directories = '/srv/o''clock'\n"))
    #expect(text.contains("listen_addresses = ''\n"))
  }
}
