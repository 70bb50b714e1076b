import Foundation

extension Process {
  /// Starts the program with no signal blocked.
  ///
  /// The threads of Swift's pool block them all, a child inherits that, and pgbench would never
  /// hear its alarm.
  func runHearingSignals() throws {
    var none = sigset_t()
    var before = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try run()
  }
}
