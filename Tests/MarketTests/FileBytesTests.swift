import Foundation
import Testing

@testable import Market

@Suite struct FileBytesTests {
  private static let plain = Fixtures.folder + "/atlantis-calendar.csv"
  private static let gzip = Fixtures.folder + "/lemuria-calendar.csv.gz"

  private func bytes(of path: String) throws -> [UInt8] {
    let file = try FileBytes(path: path)
    var bytes: [UInt8] = []
    while case let chunk = try file.read(), !chunk.isEmpty { bytes += chunk }
    #expect(try file.read().isEmpty)
    return bytes
  }

  /// Calls `body` with the path of a file of these bytes.
  private func withFile(_ bytes: Data, _ body: (String) throws -> Void) throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv")
    try bytes.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    try body(file.path)
  }

  @Test func `a plain file is read as it is`() throws {
    let expected = try Data(contentsOf: URL(filePath: FileBytesTests.plain))
    #expect(try bytes(of: FileBytesTests.plain) == Array(expected))
  }

  @Test func `gzip is known by its first bytes, whatever the file is called`() throws {
    let compressed = try Data(contentsOf: URL(filePath: FileBytesTests.gzip))
    let expected = try bytes(of: FileBytesTests.gzip)
    #expect(String(decoding: expected.prefix(15), as: UTF8.self) == "date,listing_id")
    try withFile(compressed) { path in
      let found = try bytes(of: path)
      #expect(found == expected)
    }
  }

  @Test(arguments: [60, 139])
  func `a gzip file that ends too soon is refused`(length: Int) throws {
    let compressed = try Data(contentsOf: URL(filePath: FileBytesTests.gzip))
    try withFile(compressed.prefix(length)) { path in
      let expected = InputError.unreadable(
        path: path, reason: "gzip reports damage, or is not installed")
      #expect(throws: expected) { try bytes(of: path) }
    }
  }

  @Test func `a file that is not there is named`() {
    let path = Fixtures.folder + "/absent.csv"
    #expect(
      throws: InputError.unreadable(path: path, reason: "no such file, or no permission")
    ) { try FileBytes(path: path) }
  }

  @Test func `reading may stop before the end`() throws {
    let many = Data(repeating: UInt8(ascii: "x"), count: 4 << 20)
    try withFile(many) { path in
      let first = try FileBytes(path: path).read()
      #expect(first.allSatisfy { $0 == UInt8(ascii: "x") } && !first.isEmpty)
    }
  }
}
