import HTTPTypes
import Testing

@testable import ReadAPI

@Suite struct ClientNameTests {
  private static let forwarded = HTTPField.Name("X-Forwarded-For")

  private func name(_ header: String?, peer: String? = "10.0.0.9", trusted: Bool = true) -> String {
    var fields: HTTPFields = [:]
    if let header, let name = Self.forwarded { fields[name] = header }
    return ClientName.of(fields, header: trusted ? Self.forwarded : nil, peer: peer)
  }

  @Test func `what a client says of itself is not believed`() {
    #expect(name("1.2.3.4", trusted: false) == "10.0.0.9")
    #expect(name("6.6.6.6, 1.2.3.4") == "1.2.3.4")
    #expect(name("6.6.6.6,\t1.2.3.4 ") == "1.2.3.4")
  }

  @Test(arguments: [nil, "", " ", "1.2.3.4,", ", "])
  func `without a name the peer is the client`(header: String?) {
    #expect(["10.0.0.9", "1.2.3.4"].contains(name(header)))
    #expect(name(nil, peer: nil) == "unknown")
  }

  @Test func `an IPv6 client is its network, and a mapped address is that of version 4`() {
    #expect(name("2001:db8:1:2:3:4:5:6") == name("2001:db8:1:2:ffff::1"))
    #expect(name("2001:db8:1:2::1") != name("2001:db8:1:3::1"))
    #expect(name("::ffff:1.2.3.4") == "1.2.3.4")
    #expect(name("::ffff:1.2.3.4") != name("::ffff:1.2.3.5"))
  }

  @Test func `a port is not part of a client`() {
    #expect(name("1.2.3.4:56789") == "1.2.3.4")
    #expect(name("[2001:db8:1:2::1]:443") == name("2001:db8:1:2::9"))
    #expect(name("[2001:db8:1:2::1]") == name("2001:db8:1:2::9"))
    #expect(name("[::ffff:1.2.3.4]:1") == "1.2.3.4")
    #expect(name("someone") == "someone")
  }

  @Test func `a name is cut, so that memory stays bounded`() {
    #expect(name(String(repeating: "x", count: 5000)).utf8.count == 64)
  }
}
