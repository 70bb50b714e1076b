/// A crontab as Debian's cron reads it.
struct Crontab {
  struct Entry {
    let times: [Substring]
    let command: String
  }

  private(set) var settings: [String: String] = [:]
  private(set) var entries: [Entry] = []

  init(_ text: String) {
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      if let setting = line.wholeMatch(of: #/([A-Z]+)=(.*)/#) {
        settings[String(setting.1)] = String(setting.2)
      } else {
        let words = line.split(separator: " ", maxSplits: 5)
        entries.append(
          Entry(times: Array(words.prefix(5)), command: Self.command(words.last ?? "")))
      }
    }
  }

  /// What cron hands to the shell: the text up to an unescaped "%", with "\%" as "%".
  private static func command(_ text: Substring) -> String {
    var command = ""
    var isEscaped = false
    for character in text {
      if character == "%" && !isEscaped { break }
      if character == "%" { command.removeLast() }
      command.append(character)
      isEscaped = character == "\\"
    }
    return command.trimmingPrefix(while: \.isWhitespace).description
  }
}
