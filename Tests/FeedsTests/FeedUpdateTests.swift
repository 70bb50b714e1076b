import Calendars
import Dates
import Feeds
import Foundation
import Testing

@Suite struct FeedUpdateTests {
  /// A folder that is removed with the test.
  final class Folder: Sendable {
    let url = FileManager.default.temporaryDirectory.appending(path: "feeds-\(UUID())")
    deinit { try? FileManager.default.removeItem(at: url) }
  }

  static let url = "https://example.org/hall.ics"
  static let now = Instant(microseconds: 1_735_689_600_000_000)
  private let folder = Folder()
  private var store: FeedStore { FeedStore(folder: folder.url) }

  /// A feed of so many events.
  static func feed(_ count: Int) -> [UInt8] {
    let events = (0..<count).flatMap { number in
      ["BEGIN:VEVENT", "UID:e\(number)", "DTSTART;VALUE=DATE:202501\(number + 10)", "END:VEVENT"]
    }
    return Array(
      (["BEGIN:VCALENDAR"] + events + ["END:VCALENDAR"]).map { $0 + "\r\n" }.joined().utf8)
  }

  private func update(
    _ response: FeedResponse, at now: Instant = now, accept: Bool = false
  ) async throws -> FeedReport {
    let update = FeedUpdate(store: store, policy: FeedPolicy()) { _ in response }
    return await update.update(.url(FeedUpdateTests.url), at: now, accept: accept)
  }

  @Test func `a first copy is kept with its ETag and its time`() async throws {
    let report = try await update(FeedResponse(status: 200, etag: "\"a\"", body: Self.feed(3)))
    #expect(report.outcome == .accepted)
    #expect(report.findings.isEmpty)
    #expect(store.copy(of: Self.url) == Self.feed(3))
    let record = try #require(store.record(of: Self.url))
    #expect(record.etag == "\"a\"")
    #expect(record.fetchedAt == Self.now)
  }

  @Test func `the kept ETag is sent, and 304 keeps the copy and renews its age`() async throws {
    _ = try await update(FeedResponse(status: 200, etag: "\"a\"", body: Self.feed(3)))
    let later = Self.now.adding(seconds: 3600)
    let update = FeedUpdate(store: store, policy: FeedPolicy()) { request in
      FeedResponse(status: request.etag == "\"a\"" ? 304 : 500)
    }
    let report = await update.update(.url(Self.url), at: later)
    #expect(report.outcome == .unchanged)
    #expect(report.age == 0)
    #expect(store.record(of: Self.url)?.fetchedAt == Self.now)
    #expect(store.record(of: Self.url)?.checkedAt == later)
  }

  @Test func `a changed ETag over the same bytes is no change`() async throws {
    _ = try await update(FeedResponse(status: 200, etag: "\"a\"", body: Self.feed(3)))
    let report = try await update(FeedResponse(status: 200, etag: "\"b\"", body: Self.feed(3)))
    #expect(report.outcome == .unchanged)
  }

  @Test func `a copy that lost events is held until it is accepted`() async throws {
    _ = try await update(FeedResponse(status: 200, body: Self.feed(10)))
    let smaller = FeedResponse(status: 200, etag: "\"b\"", body: Self.feed(7))
    let held = try await update(smaller)
    #expect(held.outcome == .held(.hold(lost: 3, of: 10)))
    #expect(held.needsPerson)
    #expect(
      held.line
        == "https://example.org/hall.ics: held: the new copy lost 3 of 10 events and is held "
        + "back; the copy of 0 h ago stays; look at it, then: almanac calendar fetch --accept "
        + "https://example.org/hall.ics")
    #expect(store.copy(of: Self.url) == Self.feed(10))
    #expect(store.heldCopy(of: Self.url) == Self.feed(7))
    let accepted = try await update(smaller, accept: true)
    #expect(accepted.outcome == .accepted)
    #expect(store.copy(of: Self.url) == Self.feed(7))
    #expect(store.heldCopy(of: Self.url) == nil)
  }

  @Test(arguments: [
    (FeedResponse(status: 204), FeedFailure.status(204)),
    (FeedResponse(status: 304), .status(304)),
    (FeedResponse(status: 503, body: Array("<html>".utf8)), .status(503)),
    (FeedResponse(status: 200), .emptyBody),
    (
      FeedResponse(status: 200, contentLength: 999, body: Array("BEGIN".utf8)),
      .shortBody(expected: 999, received: 5)
    ),
    (FeedResponse(status: 302), .redirectWithoutTarget),
    (FeedResponse(status: 302, location: "http://example.org/x"), .schemeNotAllowed("http")),
    (FeedResponse(status: 302, location: "/hall.ics"), .tooManyRedirects(3)),
  ])
  func `an answer without a feed is a failure`(
    response: FeedResponse, failure: FeedFailure
  ) async throws {
    let report = try await update(response)
    #expect(report.outcome == .failed(failure))
    #expect(report.needsPerson)
    #expect(
      report.line
        == "\(Self.url): failed: \(failure); there is no copy of it, so its calendars cannot "
        + "be used")
  }

  @Test(arguments: ["<!DOCTYPE html><html></html>", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n"])
  func `a body that is no whole calendar never replaces the copy`(body: String) async throws {
    _ = try await update(FeedResponse(status: 200, body: Self.feed(3)))
    let report = try await update(FeedResponse(status: 200, body: Array(body.utf8)), accept: true)
    guard case .failed(.refused) = report.outcome else {
      Issue.record("the outcome is \(report.outcome)")
      return
    }
    #expect(store.copy(of: Self.url) == Self.feed(3))
  }

  @Test(arguments: [(7.0, "7 days", false), (7.01, "7 days", true), (1.25, "30 h", false)])
  func `a feed that cannot be fetched keeps its copy, for some days without a person`(
    days: Double, age: String, needsPerson: Bool
  ) async throws {
    _ = try await update(FeedResponse(status: 200, body: Self.feed(3)))
    let report = try await update(
      FeedResponse(status: 500), at: Self.now.adding(seconds: days * 86_400))
    #expect(report.age == days * 86_400)
    #expect(report.needsPerson == needsPerson)
    #expect(
      report.line
        == "\(Self.url): failed: the answer has status 500; the copy of \(age) ago stays")
    #expect(store.copy(of: Self.url) == Self.feed(3))
  }

  @Test func `many feeds are reported on in their order`() async {
    let update = FeedUpdate(store: store, policy: FeedPolicy()) { request in
      FeedResponse(status: 200, body: request.url.hasSuffix("7") ? [] : FeedUpdateTests.feed(1))
    }
    let urls = (0..<30).map { "https://example.org/\($0)" }
    let reports = await update.update(urls.map { .url($0) }, at: Self.now)
    #expect(reports.map(\.feed) == urls)
    #expect(reports.filter(\.needsPerson).map(\.feed) == urls.filter { $0.hasSuffix("7") })
  }

  @Test func `redirects go to allowed hosts only`() async throws {
    let update = FeedUpdate(
      store: store, policy: FeedPolicy(allowedHosts: ["example.org", ".cdn.example"])
    ) { request in
      switch request.url {
      case "https://example.org/a": FeedResponse(status: 301, location: "https://x.cdn.example/a")
      case "https://x.cdn.example/a": FeedResponse(status: 200, body: FeedUpdateTests.feed(1))
      default: FeedResponse(status: 307, location: "https://evil.example/a")
      }
    }
    #expect(
      await update.update(.url("https://example.org/a"), at: Self.now).outcome == .accepted)
    #expect(
      await update.update(.url("https://example.org/b"), at: Self.now).outcome
        == .failed(.hostNotAllowed("evil.example")))
    #expect(
      await update.update(.url("https://evil.example/b"), at: Self.now).outcome
        == .failed(.hostNotAllowed("evil.example")))
  }

  @Test func `a file goes through the same verdict`() async throws {
    let update = FeedUpdate(store: store, policy: FeedPolicy()) { _ in
      FeedResponse(status: 500)
    }
    let path = "Jobs/calendars/feeds/hall.ics"
    var outcomes: [FeedReport.Outcome] = []
    for bytes in [Self.feed(10), Self.feed(2), nil] {
      outcomes.append(
        await update.update(.file(path: path, bytes: bytes), at: Self.now).outcome)
    }
    #expect(outcomes == [.accepted, .held(.hold(lost: 8, of: 10)), .failed(.missingFile)])
  }

  @Test func `a record that is not of the copy is not believed`() async throws {
    _ = try await update(FeedResponse(status: 200, etag: "\"a\"", body: Self.feed(3)))
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    let copy = try #require(files.first { $0.hasSuffix(".ics") })
    try Data(Self.feed(4)).write(to: folder.url.appending(path: copy))
    #expect(store.record(of: Self.url) == nil)
  }
}
