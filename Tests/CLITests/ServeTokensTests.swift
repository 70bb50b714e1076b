import Crypto
import Foundation
import Testing

/// `almanac serve` with keys in a file, over a socket.
@Suite struct ServeTokensTests {
  @Test func `SIGHUP reads new keys, and keys that cannot be read leave the old ones`()
    async throws
  {
    try await CLIMarket.with { market in
      let folder = FileManager.default.temporaryDirectory
        .appending(path: "almanac-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      let (old, new) = (Signer(), Signer())
      try Self.settings.write(
        to: folder.appending(path: "serve.yml"), atomically: true, encoding: .utf8)
      let keys = folder.appending(path: "keys.json")
      try old.keySet.write(to: keys, atomically: true, encoding: .utf8)
      let api = try market.program.start(
        ["serve", "--settings", folder.appending(path: "serve.yml").path, "--port", "0"])
      defer { api.process.terminate() }
      let log = LogReader(api.errors)
      let line = try #require(await log.line(containing: "serving at "))
      let url = try #require(line.firstMatch(of: /http:\S+/)).0 + "/v1/spaces/1?date=2026-12-01"
      #expect(try await status(String(url), old) == 404)
      #expect(try await status(String(url), new) == 401)

      try new.keySet.write(to: keys, atomically: true, encoding: .utf8)
      kill(api.process.processIdentifier, SIGHUP)
      #expect(await log.line(containing: "have been read again") != nil)
      #expect(try await status(String(url), old) == 401)
      #expect(try await status(String(url), new) == 404)

      try "{".write(to: keys, atomically: true, encoding: .utf8)
      kill(api.process.processIdentifier, SIGHUP)
      let complaint = try #require(await log.line(containing: "stay as they were"))
      #expect(complaint.contains("keys.json: not a JWK Set"))
      #expect(try await status(String(url), new) == 404)
    }
  }

  @Test(arguments: [
    ("algorithm: EdDSA", "key 'keys' is missing"),
    ("{algorithm: none, keys: k, issuer: a, audience: b}", "is not one of EdDSA, ES256"),
    ("{algorithm: EdDSA, keys: absent.json, issuer: a, audience: b}", "absent.json cannot be read"),
    ("{algorithm: ES256, keys: k, secret: '${HOME}', issuer: a, audience: b}", "does not go with"),
    ("{algorithm: HS256, secret: '${HOME}', issuer: a, audience: b}", "at least 32 bytes"),
  ])
  func `auth that cannot be used ends the start`(auth: String, message: String) async throws {
    try await CLIMarket.with { market in
      let file = FileManager.default.temporaryDirectory
        .appending(path: "almanac-\(UUID().uuidString).yml")
      defer { try? FileManager.default.removeItem(at: file) }
      let text = auth.hasPrefix("{") ? auth : "{\(auth)}"
      try "schema: 1\nauth: \(text)\n".write(to: file, atomically: true, encoding: .utf8)
      let outcome = try await Program.finish(
        market.program.start(["serve", "--settings", file.path, "--port", "0"], home: "/short"))
      #expect(outcome.status == 78, "\(outcome.errors)")
      #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }
  }

  private static let settings = """
    schema: 1
    auth: {algorithm: EdDSA, keys: keys.json, issuer: me, audience: almanac}

    """

  /// The status that curl sees with a signer's token.
  private func status(_ url: String, _ signer: Signer) async throws -> Int? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/curl")
    process.arguments = [
      "--silent", "--output", "/dev/null", "--write-out", "%{http_code}", "--header",
      "Authorization: Bearer \(try signer.token())", url,
    ]
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let started = Program.Started(process: process, output: output, errors: errors)
    return Int(try await Program.finish(started).output)
  }
}

/// A key with its public JWK Set, and tokens by it.
private struct Signer: Sendable {
  private let key = Curve25519.Signing.PrivateKey()

  var keySet: String {
    let x = Signer.base64URL(key.publicKey.rawRepresentation)
    return #"{"keys":[{"kty":"OKP","crv":"Ed25519","x":"\#(x)"}]}"#
  }

  func token() throws -> String {
    let expires = Int(Date.now.timeIntervalSince1970) + 300
    let claims =
      #"{"iss":"me","aud":"almanac","exp":\#(expires),"scope":"spaces:read"}"#
    let signed = [#"{"alg":"EdDSA"}"#, claims].map { Signer.base64URL(Data($0.utf8)) }
      .joined(separator: ".")
    return "\(signed).\(Signer.base64URL(try key.signature(for: Data(signed.utf8))))"
  }

  private static func base64URL(_ data: Data) -> String {
    data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
      .replacing("=", with: "")
  }
}
