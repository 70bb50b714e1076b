import Foundation
import Testing

@Suite struct CrontabTests {
  let crontab: Crontab

  init() throws {
    crontab = Crontab(try Repository.text("crontab.example"))
  }

  @Test func `the settings that cron needs are there`() {
    #expect(crontab.settings.keys.sorted() == ["ALMANAC", "MAILTO", "PATH", "SHELL"])
    #expect(crontab.settings["PATH"]?.contains("$") == false)
  }

  @Test func `each line has five fields of time`() throws {
    let field = try Regex(#"(\*|\d+(-\d+)?)(/\d+)?(,\d+)*"#)
    for entry in crontab.entries {
      #expect(entry.times.count == 5)
      #expect(entry.times.allSatisfy { $0.wholeMatch(of: field) != nil }, "\(entry.times)")
    }
  }

  @Test func `each job that a line runs has a job file`() throws {
    let jobs = crontab.entries.compactMap {
      $0.command.firstMatch(of: #/almanac run ([a-z-]+)/#)?.1
    }
    #expect(jobs == ["nightly", "refresh"])
    for job in jobs {
      let path = Repository.root.appending(path: "Jobs/\(job).yml").path
      #expect(FileManager.default.fileExists(atPath: path), "\(path)")
    }
  }

  @Test func `each line runs in the bare environment that cron gives it`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "crontab \(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let program = folder.appending(path: "almanac")
    try "#!/bin/sh\necho \"$PWD: $*\" >>calls\n".write(
      to: program, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)

    for entry in crontab.entries {
      let shell = Process()
      shell.executableURL = URL(filePath: "/bin/sh")
      shell.arguments = ["-c", entry.command]
      shell.environment = ["ALMANAC": folder.path, "PATH": "\(folder.path):/usr/bin:/bin"]
      shell.standardInput = FileHandle.nullDevice
      try shell.run()
      shell.waitUntilExit()
      #expect(shell.terminationStatus == 0, "\(entry.command)")
    }

    let calls = try String(contentsOf: folder.appending(path: "calls"), encoding: .utf8)
    let expected = [
      "run nightly --quiet --wait 600", "run refresh --quiet", "prune --quiet",
      "config check --quiet", "status --max-age 26h --quiet", "status --format json",
    ]
    #expect(
      calls.split(separator: "\n").map(String.init) == expected.map { "\(folder.path): \($0)" })
    let kept = try FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: "log").path)
    #expect(kept.count == 1 && kept[0].wholeMatch(of: #/status-[A-Z][a-z]{2}\.json/#) != nil)
  }
}
