import Dates
import Store

/// What the gates decide on a city's new versions.
struct GateVerdict {
  /// Versions that may be published, with what changes in them where that was counted.
  var passed: [BuiltCell] = []
  /// Versions that may not.
  var held: [HeldCell] = []
}
