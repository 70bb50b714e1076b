import ArgumentParser
import Dates
import Discovery
import ReadAPI

/// `almanac token`
struct TokenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token", abstract: "Make a development token for the protected endpoints.",
    discussion: """
      It is signed by a key of this machine, .almanac/token-key. 'almanac serve' accepts it where \
      only this machine can ask and no auth is set, or where serve.yml says development: true.
      """)

  @OptionGroup var global: GlobalOptions

  @Option(help: ArgumentHelp("Whom the token is for.", valueName: "name"))
  var subject: String

  @Option(help: ArgumentHelp("How long it is good for, 24h at most.", valueName: "duration"))
  var expires = Age(seconds: 3600, text: "1h")

  @Option(help: ArgumentHelp("What it allows, separated by spaces.", valueName: "scopes"))
  var scope = TokenPolicy.standardScope

  func validate() throws {
    guard (1...DevelopmentKey.longestLife).contains(expires.seconds) else {
      throw ValidationError("--expires \(expires.text) is not between 1s and 24h")
    }
  }

  func run() async throws {
    let now = Instant.now()
    let token = try await TokenSources.developmentKey().token(
      subject: subject, scope: scope, from: now, seconds: expires.seconds)
    guard global.format == .json else { return Terminal.output(token) }
    var json = JSONWriter()
    json.object { json in
      json.name("token")
      json.string(token)
      json.name("expires_at")
      json.string(now.adding(seconds: expires.seconds).description)
    }
    Terminal.output(String(decoding: json.bytes, as: UTF8.self))
  }
}
