public import Calendars

extension CalendarLibrary {
  /// The calendars in a folder: every `.yml` file in it and in the folders in it.
  ///
  /// Files that cannot be read are among `unread`, the rest of what is wrong is among the library's
  /// own diagnostics.
  public static func load(
    folder: String, from files: SourceFiles
  ) -> (library: CalendarLibrary, unread: [Diagnostic], sources: [String: SourceText]) {
    var sources: [String: SourceText] = [:]
    var unread: [Diagnostic] = []
    for path in files.paths(folder).sorted() where path.hasSuffix(".yml") {
      do throws(Diagnostic) {
        sources[path] = try files.text(at: path)
      } catch {
        unread.append(error)
      }
    }
    if sources.isEmpty, unread.isEmpty {
      unread.append(
        Diagnostic(
          .error, ReadingCode.unreadable, at: nil, "there are no calendars in '\(folder)'",
          hint: "name the folder under 'calendars' in the job file"))
    }
    return (CalendarLibrary(files: Array(sources.values)), unread, sources)
  }
}
