import EmbeddedPostgres
import Foundation
import Postgres
import TestSupport
import Testing

@Suite
struct TLSTests {
  private let encrypted = Statement(
    "encrypted", "select ssl from pg_stat_ssl where pid = pg_backend_pid()")

  @Test
  func `libpq's TLS modes are obeyed`() async throws {
    try await ScratchCluster.with { cluster in
      let (server, root) = try await startWithTLS(cluster)
      for mode in ["require", "verify-ca sslrootcert=\(root)", "verify-full sslrootcert=\(root)"] {
        let connection = try await Connection.open(
          .worker(url: "\(server) host=localhost sslmode=\(mode)"))
        let isEncrypted = try await connection.query(encrypted)[0].get(0, as: Bool.self)
        #expect(isEncrypted)
        await connection.close()
      }
      for (mode, reason) in [
        ("host=localhost sslmode=disable", "no encryption"),
        ("host=other.example sslmode=verify-full sslrootcert=\(root)", "does not match host name"),
        ("host=localhost sslmode=verify-ca sslrootcert=/dev/null", "root certificate"),
      ] {
        let error = try await #require(throws: PostgresError.self) {
          _ = try await Connection.open(.worker(url: "\(server) \(mode)"))
        }
        #expect(error.kind == .connectionFailed)
        #expect(error.message.contains(reason))
      }
    }
  }

  /// Restarts the cluster with TLS alone on a port of its own; returns how to reach it, and the
  /// file of its certificate.
  private func startWithTLS(_ cluster: EmbeddedCluster) async throws -> (String, String) {
    let first = try await cluster.up()
    let port = try freePort()
    let data = "\(first.home)/data"
    let root = "\(cluster.folder)/root.crt"
    try makeCertificate(in: data)
    try FileManager.default.copyItem(atPath: "\(data)/server.crt", toPath: root)
    let administrator = try await Connection.open(.worker(url: first.url))
    for setting in ["listen_addresses = '127.0.0.1'", "port = '\(port)'", "ssl = on"] {
      try await administrator.run(script: "alter system set \(setting)", name: "set")
    }
    await administrator.close()
    try "local all all trust\nhostssl all all 127.0.0.1/32 trust\n".write(
      toFile: "\(data)/pg_hba.conf", atomically: false, encoding: .utf8)
    try await cluster.down()
    _ = try await cluster.up()
    return ("hostaddr=127.0.0.1 port=\(port) user=postgres dbname=almanac", root)
  }

  private func makeCertificate(in data: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "openssl", "req", "-x509", "-nodes", "-days", "2", "-newkey", "ec", "-pkeyopt",
      "ec_paramgen_curve:prime256v1", "-subj", "/CN=localhost", "-addext",
      "subjectAltName=DNS:localhost", "-keyout", "\(data)/server.key", "-out",
      "\(data)/server.crt",
    ]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    // The server reads its key only when nobody else can.
    let owner = try FileManager.default.attributesOfItem(atPath: data)[.ownerAccountID] as? Int
    for file in ["server.key", "server.crt"] {
      chown("\(data)/\(file)", uid_t(try #require(owner)), gid_t.max)
    }
    chmod("\(data)/server.key", 0o600)
  }

  private func freePort() throws -> UInt16 {
    let server = try SilentServer()
    defer { server.stop() }
    return server.port
  }
}
