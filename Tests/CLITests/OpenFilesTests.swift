import Testing

@testable import CLI

@Suite struct OpenFilesTests {
  @Test(arguments: [
    (1024, 1_048_576, 1024), (1024, 1088, 1024), (1024, 1087, 1023), (1024, 80, 16), (1024, 0, 1),
  ])
  func `clients leave room for what the API opens itself`(wanted: Int, limit: Int, granted: Int) {
    #expect(OpenFiles.connections(of: wanted, within: limit) == granted)
  }

  @Test func `the limit is raised once and stays`() {
    let raised = OpenFiles.raiseLimit()
    #expect(raised >= 256)
    #expect(OpenFiles.raiseLimit() == raised)
  }
}
