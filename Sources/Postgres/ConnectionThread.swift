import Foundation
import Synchronization

/// A thread that runs the jobs of one connection, in order.
///
/// libpq's calls and the waiting round them block this thread, never one of the cooperative pool,
/// whose threads are as few as the machine's cores.
final class ConnectionThread: SerialExecutor {
  private let queue: JobQueue

  init(name: String) {
    let queue = JobQueue()
    self.queue = queue
    let thread = Thread { queue.run() }
    thread.name = name
    thread.start()
  }

  deinit { queue.close() }

  func enqueue(_ job: consuming ExecutorJob) {
    queue.append(UnownedJob(job), of: self)
  }

  func asUnownedSerialExecutor() -> UnownedSerialExecutor {
    UnownedSerialExecutor(ordinary: self)
  }
}

/// The jobs that wait for a connection's thread.
private final class JobQueue: Sendable {
  private struct Entry {
    let job: UnownedJob
    /// Kept until the job has run: the job may release the last other reference.
    let executor: ConnectionThread
  }

  private struct State {
    var entries: [Entry] = []
    var isClosed = false
  }

  private let state = Mutex(State())
  private let available = DispatchSemaphore(value: 0)

  func append(_ job: UnownedJob, of executor: ConnectionThread) {
    state.withLock { $0.entries.append(Entry(job: job, executor: executor)) }
    available.signal()
  }

  func close() {
    state.withLock { $0.isClosed = true }
    available.signal()
  }

  func run() {
    while true {
      available.wait()
      let next = state.withLock { state in
        (entries: exchange(&state.entries, with: []), isClosed: state.isClosed)
      }
      for entry in next.entries {
        entry.job.runSynchronously(on: entry.executor.asUnownedSerialExecutor())
      }
      if next.isClosed { return }
    }
  }
}

/// Puts `new` in place of `old` and returns what was there.
private func exchange<T>(_ old: inout T, with new: T) -> T {
  let before = old
  old = new
  return before
}
