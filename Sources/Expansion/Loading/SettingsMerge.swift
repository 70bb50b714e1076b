import Calendars

/// What the files of a chain say of one thing, the last file deciding.
final class SettingsMerge {
  /// The numbers asked for so far, and where each comes from.
  private(set) var traces: [Trace] = []
  private let files: [JobChain.File]

  init(_ files: [JobChain.File]) {
    self.files = files
  }

  /// What the last file that speaks says.
  func last<Value>(_ path: KeyPath<JobDeclaration, Placed<Value>?>) -> Value? {
    files.last { $0.declaration[keyPath: path] != nil }?.declaration[keyPath: path]?.value
  }

  /// A path that a file writes, from that file's folder.
  func lastPath(_ path: KeyPath<JobDeclaration, Placed<String>?>) -> String? {
    guard let file = files.last(where: { $0.declaration[keyPath: path] != nil }),
      let written = file.declaration[keyPath: path]
    else { return nil }
    return SourcePath.resolve(written.value, from: file.path)
  }

  /// A number, and a trace of where it comes from.
  func setting(
    _ subject: String, _ path: KeyPath<JobDeclaration, Placed<Int>?>, default standard: Int
  ) -> Int {
    let spoken = files.compactMap { $0.declaration[keyPath: path] }
    let origins = spoken.map { Origin(layer: "job", location: $0.location) }
    traces.append(
      Trace(
        subject: subject, value: "\(spoken.last?.value ?? standard)", entry: subject,
        origin: origins.last ?? .standard,
        overrode: zip(spoken, origins).dropLast().reversed().map {
          Trace.Overridden(value: "\($0.value)", origin: $1)
        }))
    return spoken.last?.value ?? standard
  }
}
