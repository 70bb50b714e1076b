import Dates

/// A fingerprint of what a calendar says, without where it says it.
///
/// FNV-1a with 128 bits over one canonical text; G. Fowler et al., "The FNV Non-Cryptographic Hash
/// Algorithm" (RFC 9923).
struct Revision {
  private var state: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
  private static let prime: UInt128 = 0x0000_0000_0100_0000_0000_0000_0000_013b

  init(
    timeZone: String?, weekend: Weekend, languages: [String], working: Set<LocalDate>,
    holidays: [ResolvedHoliday]
  ) {
    add([timeZone ?? "", "\(weekend)", languages.joined(separator: ",")])
    add(working.sorted().map(\.description))
    for holiday in holidays { add(holiday) }
  }

  var hexadecimal: String {
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 32 - digits.count) + digits
  }

  private mutating func add(_ holiday: ResolvedHoliday) {
    let names = holiday.name?.translations.flatMap { [$0.language, $0.text] } ?? []
    add(names)
    add([
      holiday.id, holiday.calendarID, holiday.rule.description, "\(holiday.days)",
      "\(holiday.bounds)", holiday.every.map { "\($0.years) \($0.from)" } ?? "",
      "\(holiday.weekdays)", holiday.observedName ?? "", holiday.category.rawValue,
      holiday.opensAt?.description ?? "", holiday.closesAt?.description ?? "",
      holiday.status?.rawValue ?? "", holiday.coverage?.description ?? "", "\(holiday.open)",
      "\(holiday.isRemoved)",
    ])
    add(holiday.observed.map { "\($0) \($0.keepActual) \($0.bounds)" })
    if case .dates(let table) = holiday.rule {
      add(table.map { "\($0.on) \($0.status?.rawValue ?? "")" })
    }
    for facts in holiday.facts {
      add(facts.moved.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" })
      add(facts.cancelled.sorted().map(\.description))
      add(facts.added.sorted().map(\.description))
    }
  }

  /// The parts and their number, each part with its length before it, so that no two lists agree.
  private mutating func add(_ parts: [String]) {
    add("\(parts.count):")
    for part in parts {
      add("\(part.utf8.count):")
      add(part)
    }
  }

  private mutating func add(_ text: String) {
    for byte in text.utf8 {
      state ^= UInt128(byte)
      state &*= Revision.prime
    }
  }
}
