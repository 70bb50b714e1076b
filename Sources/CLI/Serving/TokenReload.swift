import Logging
import ReadAPI
import ServiceLifecycle
import UnixSignals

/// Reads the keys of tokens again at each SIGHUP; keys that cannot be read leave the old ones.
struct TokenReload: Service {
  let sources: TokenSources
  let gate: TokenGate
  let logger: Logger

  func run() async throws {
    for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
      do {
        gate.replace(try await sources.verifiers())
        logger.notice("the keys of tokens have been read again")
      } catch {
        let reason = (error as? ReportedFailure)?.message ?? "\(error)"
        logger.error("the keys of tokens stay as they were: \(reason)")
      }
    }
  }
}
