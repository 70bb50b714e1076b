import ArgumentParser
import Calendars
import Dates

/// `almanac calendar propose`
struct CalendarProposeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "propose",
    abstract: "Print estimated dates of a lunar feast, for a person to put into a calendar.",
    discussion: """
      The dates come from the calendars of ICU. Islamic feasts follow Umm al-Qura, and may be \
      announced a day before or after. Feasts: \
      \(Feast.all.map(\.id).joined(separator: ", ")).
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(help: "The feast.")
  var feast: String

  @Option(help: ArgumentHelp("The years, 2027..2030; the next five.", valueName: "a..b"))
  var years: YearRange?

  func validate() throws {
    guard !Feast.all.contains(where: { $0.id == feast }) else { return }
    let hint = Spelling.hint(for: feast, among: Feast.all.map(\.id))
    throw ValidationError("there is no feast '\(feast)' (\(hint))")
  }

  func run() async throws {
    guard let feast = Feast.all.first(where: { $0.id == feast }) else { return }
    let years = years ?? YearRange(global.date.year...global.date.year + 4)
    let proposal = FeastProposal(feast, in: years.dates)
    switch global.format {
    case .json: Terminal.output(proposal.json.compact)
    case .text: Terminal.output(String(proposal.text.dropLast()))
    }
  }
}
