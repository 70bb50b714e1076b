import Calendars

/// A job file and those that it extends, read and put in order.
struct JobChain {
  static let depthLimit = 8

  /// One file of the chain.
  struct File {
    var path: String
    var declaration: JobDeclaration
  }

  /// The files, each after all that it extends, none twice.
  private(set) var files: [File] = []
  private(set) var sources: [String: SourceText] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  private let reader: SourceFiles
  private let environment: [String: String]

  init(path: String, reader: SourceFiles, environment: [String: String]) {
    self.reader = reader
    self.environment = environment
    let start = SourceLocation(file: path, line: 1, column: 1)
    follow(path, namedAt: start, through: [])
  }

  private mutating func follow(
    _ path: String, namedAt location: SourceLocation, through chain: [String]
  ) {
    if let start = chain.firstIndex(of: path) {
      let cycle = (chain[start...] + [path]).joined(separator: " -> ")
      report(
        ExpansionCode.cycle, at: location, "job files extend each other: \(cycle)",
        hint: "take one of them out of 'extends'")
      return
    }
    guard chain.count < JobChain.depthLimit else {
      report(
        ExpansionCode.tooDeep, at: location,
        "more than \(JobChain.depthLimit) job files extend each other",
        hint: (chain + [path]).joined(separator: " -> "))
      return
    }
    guard !files.contains(where: { $0.path == path }),
      let declaration = read(path, namedAt: location, isRoot: chain.isEmpty)
    else { return }
    for parent in declaration.extends?.value ?? [] {
      follow(
        SourcePath.resolve(parent.value, from: path), namedAt: parent.location,
        through: chain + [path])
    }
    if !files.contains(where: { $0.path == path }) {
      files.append(File(path: path, declaration: declaration))
    }
  }

  private mutating func read(
    _ path: String, namedAt location: SourceLocation, isRoot: Bool
  ) -> JobDeclaration? {
    do throws(Diagnostic) {
      guard let source = try reader.text(at: path) else {
        let message = "there is no file '\(path)'"
        if isRoot {
          report(
            ReadingCode.unreadable, at: location, message, hint: hint(inPlaceOf: path))
        } else {
          report(
            ExpansionCode.unknownParent, at: location, message,
            hint: "paths start at the folder of this file")
        }
        return nil
      }
      let known = sources.updateValue(source, forKey: path)
      let outcome = source.read(as: JobDeclaration.mapping.shape, environment: environment)
      if known == nil { diagnostics += outcome.diagnostics }
      return outcome.value
    } catch {
      diagnostics.append(error)
      return nil
    }
  }

  /// What to do about a job file that is not there: those beside it, as far as they are in the
  /// working directory.
  private func hint(inPlaceOf path: String) -> String {
    guard let end = path.lastIndex(of: "/"), !path.hasPrefix("/"), !path.hasPrefix(".") else {
      return "name another with --job"
    }
    let folder = path[..<end]
    let files = reader.paths(String(folder)).filter { file in
      file.hasSuffix(".yml") && file.lastIndex(of: "/") == end
    }
    return files.isEmpty
      ? "run it in the folder that holds \(folder)/" : Spelling.hint(for: path, among: files)
  }

  private mutating func report<Code: RawRepresentable<String>>(
    _ code: Code, at location: SourceLocation, _ message: String, hint: String
  ) {
    diagnostics.append(Diagnostic(.error, code, at: location, message, hint: hint))
  }
}
