import Foundation
import Testing

@testable import EmbeddedPostgres

@Suite
struct CommandTests {
  @Test
  func `a program holds no descriptor but its own three`() throws {
    let pipe = Pipe()
    let held = pipe.fileHandleForReading.fileDescriptor
    #expect(fcntl(held, F_GETFD) & FD_CLOEXEC == 0)
    let descriptors = try Command("/bin/sh", ["-c", "ls /proc/$$/fd; true"]).check()
    #expect(descriptors.split(separator: "\n") == ["0", "1", "2"])
    try pipe.fileHandleForReading.close()
  }
}
