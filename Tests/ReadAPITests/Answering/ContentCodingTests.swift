import Testing

@testable import ReadAPI

@Suite struct ContentCodingTests {
  @Test(arguments: [
    "gzip", "GZIP", "gzip, deflate, br", "br;q=1.0, gzip;q=0.8, *;q=0.1", "*", "x-gzip",
    "gzip;q=0.001", "gzip ; q=1", "deflate,gzip;q=1.000", "identity;q=0.5, gzip;q=0.5",
    "identity;q=0, *", "gzip;q=0.9,identity;q=0",
  ])
  func `gzip where the client accepts it`(header: String) {
    #expect(ContentCoding(accepted: header) == .gzip)
  }

  @Test(arguments: [
    nil, "", "identity", "br", "gzip;q=0", "gzip;q=0.000", "*;q=0", "gzip;q=0, *", "deflate",
    "identity;q=1, gzip;q=0.5", "gzip;q=2", "gzip;q=-1", "gzip;q=", "gzip;q=0.0001", "gzip;w=1",
    "gzip;q=1.001", "gzip;q=0,5", "gzipped", ";q=1", ",,,",
  ])
  func `the plain bytes anywhere else`(header: String?) {
    #expect(ContentCoding(accepted: header) == .identity)
  }
}
