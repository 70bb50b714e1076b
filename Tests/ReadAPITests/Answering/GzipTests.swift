import Foundation
import TestSupport
import Testing

@testable import ReadAPI

/// The bytes of one gzip member, as the program of that name reads them.
func gunzipped(_ bytes: [UInt8]) throws -> [UInt8] {
  let process = Process()
  let (input, output) = (Pipe(), Pipe())
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = ["gzip", "-dc"]
  process.standardInput = input
  process.standardOutput = output
  try process.run()
  let writer = Thread {
    try? input.fileHandleForWriting.write(contentsOf: Data(bytes))
    try? input.fileHandleForWriting.close()
  }
  writer.start()
  let plain = output.fileHandleForReading.readAll()
  process.waitUntilExit()
  try #require(process.terminationStatus == 0)
  return Array(plain)
}

@Suite struct GzipTests {
  @Test(arguments: [0, 1, 1000, 100_000])
  func `what is compressed comes back, and the same each time`(count: Int) throws {
    var numbers = RandomNumbers(seed: 3)
    let words = Array("{}[]\":,0123456789abcdef".utf8)
    let text = (0..<count).map { _ in words.randomElement(using: &numbers) ?? 0 }
    #expect(try gunzipped(Gzip.compressed(text)) == text)
    #expect(Gzip.compressed(text) == Gzip.compressed(text))
  }

  @Test func `a body that does not shrink stays as it is`() {
    var numbers = RandomNumbers(seed: 4)
    let noise = (0..<4000).map { _ in UInt8.random(in: .min ... .max, using: &numbers) }
    var body = StoredAnswer.Body(noise, EntityTag(of: noise))
    body.compress()
    #expect(body.coding(accepted: .gzip) == .identity)
    #expect(body.bytes(in: .gzip) == noise)
  }

  @Test func `a short body is not worth it`() {
    var body = StoredAnswer.Body([1], EntityTag(of: [1]))
    body.compress()
    #expect(body.gzip == nil)
    #expect(body.coding(accepted: .gzip) == .identity)
  }
}
