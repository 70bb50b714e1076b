import Store
import Testing
import Worker

@testable import CLI

@Suite struct PulseTests {
  private static let paris = RunFailure(city: "paris", stage: "build", message: "no")
  private static let told = DeadManSwitch.Event.failure("paris failed in build: no")
  private static let away = ReportedFailure(.unavailable, "away")

  /// What happens in a minute, and what is told at its end.
  private static let minutes: [(events: [[WatchEvent]], told: [DeadManSwitch.Event?])] = [
    // A look that hangs says nothing.
    ([[], [.looked(failures: [], isRound: true)], []], [nil, .success, nil]),
    // What cannot be looked at is told until a look ends, though it finds nothing to build.
    (
      [[.trouble(away)], [], [.trouble(away), .looked(failures: [], isRound: false)]],
      [.failure("away"), .failure("away"), .success]
    ),
    // A city that failed is told until a round finds it mended: other looks leave it out.
    (
      [
        [.looked(failures: [paris], isRound: true)], [.looked(failures: [], isRound: false)],
        [.looked(failures: [], isRound: true)],
      ], [told, told, .success]
    ),
    (
      [
        [.looked(failures: [paris], isRound: false), .looked(failures: [], isRound: false)],
        [.looked(failures: [], isRound: true), .tracked],
      ], [told, .success]
    ),
  ]

  @Test(arguments: minutes)
  func `each minute is told as its looks went`(
    events: [[WatchEvent]], told: [DeadManSwitch.Event?]
  ) {
    var pulse = Pulse()
    let heard = events.map { minute in
      minute.forEach { pulse.note($0) }
      return pulse.beat()
    }
    #expect(heard == told)
  }
}
