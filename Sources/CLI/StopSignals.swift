@preconcurrency import Dispatch
import Foundation
import Worker

/// Turns SIGTERM and SIGINT into a request to stop at the next batch; a second one ends at once.
final class StopSignals: Sendable {
  private let sources: [any DispatchSourceSignal]

  init(_ interruption: Interruption) {
    sources = [SIGTERM, SIGINT].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        guard !interruption.isRequested else { exit(ExitStatus.temporary.rawValue) }
        Terminal.error("almanac: stopping after the present batch; a second signal ends at once")
        interruption.request()
      }
      source.resume()
      return source
    }
  }

  /// Lets the signals end the process again.
  func stop() {
    for source in sources { source.cancel() }
    signal(SIGTERM, SIG_DFL)
    signal(SIGINT, SIG_DFL)
  }
}
