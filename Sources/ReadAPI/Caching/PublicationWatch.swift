import Logging
public import Postgres
public import ServiceLifecycle
import Store

/// Keeps the API's memory of what is live: by listening to publications, and by asking now and then
/// where nobody can be listened to, as on a standby.
public struct PublicationWatch: Service {
  private let pointers: LivePointers
  private let pool: Pool
  private let settings: ConnectionSettings
  private let interval: Duration
  private let logger: Logger

  /// A watch for an API, with two connections of its own: one listens, one reads.
  ///
  /// Reading every pointer takes longer than a request may, so it has more time, and every join.
  public init(_ api: API, _ settings: ConnectionSettings) {
    pointers = api.pointers
    var settings = settings
    settings.applicationName += "-watch"
    settings.statementTimeout = .seconds(10)
    settings.deadline = .seconds(12)
    for name in ["enable_hashjoin", "enable_mergejoin", "enable_seqscan"] {
      settings.sessionSettings[name] = "on"
    }
    self.settings = settings
    pool = Pool(settings, limit: 1)
    interval = .seconds(api.settings.pollSeconds)
    logger = api.logger
  }

  /// Watches until the service group shuts down.
  public func run() async throws {
    let (signals, signal) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    await cancelWhenGracefulShutdown {
      await withTaskGroup(of: Void.self) { tasks in
        tasks.addTask { await listen(signal) }
        tasks.addTask { await poll(signal) }
        for await _ in signals {
          await refresh()
          if Task.isCancelled { break }
        }
        tasks.cancelAll()
      }
    }
    await close()
  }

  /// Gives up the connection that reads.
  public func close() async { await pool.close() }

  /// Reads what is live when it may have changed, and every five minutes at least.
  public func refresh() async {
    do {
      try await pool.withConnection { connection in
        let now = ContinuousClock.now
        let marks = try await connection.readMarks()
        guard !pointers.confirm(marks, at: now) else { return }
        let cities = try await connection.listedCities()
        pointers.replace(cities, try await connection.readPointers(), marks: marks, at: now)
      }
    } catch {
      guard !Task.isCancelled else { return }
      logger.warning("what is live cannot be read: \(error)")
    }
  }

  private func poll(_ signal: AsyncStream<Void>.Continuation) async {
    repeat {
      signal.yield()
    } while (try? await Task.sleep(for: interval)) != nil
    signal.finish()
  }

  private func listen(_ signal: AsyncStream<Void>.Continuation) async {
    repeat {
      do {
        let connection = try await Connection.open(settings)
        do {
          let notifications = try await connection.notifications(
            channel: Connection.generationChannel)
          // What was said before this moment was not heard.
          signal.yield()
          for try await _ in notifications { signal.yield() }
        } catch {
          await connection.close()
          throw error
        }
      } catch {
        logger.debug("publications cannot be listened to: \(error)")
      }
    } while (try? await Task.sleep(for: interval)) != nil
  }
}
