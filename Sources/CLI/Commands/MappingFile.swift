import Calendars
import Foundation
import Verification

/// The file of `verify --mapping`.
enum MappingFile {
  /// The mapping at `path`; throws what is wrong with it, by line.
  static func load(_ path: String) throws -> EndpointMapping {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw ReportedFailure(.configuration, "there is no file '\(path)'")
    }
    let source = try SourceText(path: path, bytes: Array(bytes))
    let outcome = source.read(
      as: EndpointMapping.mapping.shape, environment: ProcessInfo.processInfo.environment)
    guard let mapping = outcome.value, outcome.diagnostics.isEmpty else {
      let text = outcome.diagnostics.rendered(sources: [path: source])
      throw ReportedFailure(.configuration, String(text.dropLast()))
    }
    return mapping
  }
}
