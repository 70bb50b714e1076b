/// A database that test databases are copied from, prepared once a process.
public struct DatabaseTemplate: Sendable {
  /// The name, which tells templates apart: lower-case letters, digits and underscores.
  public let name: String
  let prepare: @Sendable (String) async throws -> Void

  /// A template that `prepare` fills through the URL that it is given, as with migrations; it has
  /// to close what it opens.
  public init(_ name: String, prepare: @escaping @Sendable (String) async throws -> Void) {
    self.name = name
    self.prepare = prepare
  }

  /// Fills an empty database outside of the shared cluster.
  public func fill(_ url: String) async throws { try await prepare(url) }

  /// A database with nothing in it.
  public static let empty = DatabaseTemplate("empty") { _ in }

  var database: String { "template_\(name)" }
}
