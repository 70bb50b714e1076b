/// What the exit code of a command says.
enum ExitStatus: Int32 {
  case done = 0
  /// Finished with failures, held cells or findings; everything else is done.
  case findings = 1
  /// Wrong usage that only the database could tell.
  case usage = 64
  /// Bad input data.
  case dataError = 65
  /// Database unreachable, or its schema not usable by this program.
  case unavailable = 69
  /// Busy or temporary: try later.
  case temporary = 75
  /// Configuration or calendar invalid.
  case configuration = 78
}
