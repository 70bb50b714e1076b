/// The codes of errors that any YAML file of the program can have, whatever it declares.
public enum ReadingCode: String, Sendable, CaseIterable {
  /// Not YAML, or empty.
  case notYAML = "E001"
  /// Not UTF-8.
  case notText = "E002"
  /// More bytes, nodes or levels than are read.
  case tooLarge = "E003"
  /// A key that stands twice in one mapping.
  case duplicateKey = "E004"
  /// An anchor, an alias, a tag or a key that is not a scalar.
  case unsupportedYAML = "E005"
  /// A file that cannot be opened.
  case unreadable = "E006"
  /// A key that the mapping does not have.
  case unknownKey = "E010"
  /// A mapping, list or scalar where another is expected.
  case wrongType = "E011"
  /// A key without which the mapping means nothing.
  case missingKey = "E012"
  /// A scalar that is not what its key takes.
  case badValue = "E013"
  /// A date that no calendar has, such as 02-30.
  case impossibleDate = "E014"
  /// A range whose end lies before its start.
  case emptyRange = "E015"
  /// A secret that the environment does not have.
  case missingSecret = "E016"
}
