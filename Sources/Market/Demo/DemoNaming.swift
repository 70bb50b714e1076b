/// Names of venues and spaces in the script of their city.
struct DemoNaming {
  private let places: [String]
  private let houses: [String]
  private let rooms: [String: String]
  private let separator: String

  /// The naming that people of the country expect; Latin where none is listed.
  static func of(country: String) -> DemoNaming {
    switch country {
    case "JP": japanese
    case "HK", "TW": chinese
    case "KR": korean
    case "IL": hebrew
    case "GR": greek
    default: latin
    }
  }

  /// Latin names, which occur in every city.
  static let latin = DemoNaming(
    places: [
      "Harbour", "Oak", "Copper", "Blue", "North", "Mill", "Station", "Garden", "River", "Atlas",
      "Juniper", "O'Connor", "Élan", "Grün", "Ångström", "Lantern", "Market", "Old Mint", "Pier 7",
      "Foundry", "Saffron", "Willow", "\"The Nest\"", "Back\\Slash", "Zoë & Co.",
    ],
    houses: ["House", "Works", "Yard", "Loft", "Hub", "Court", "Exchange", "Rooms"], rooms: [:],
    separator: " ")

  private static let japanese = DemoNaming(
    places: ["桜", "富士", "若葉", "さくら", "銀座", "渋谷", "東京湾", "みどり"],
    houses: ["ビル", "館", "ホール", "プラザ"],
    rooms: [
      "meeting-room": "会議室", "desk": "デスク", "flat": "アパート", "private-office": "個室",
      "studio": "スタジオ", "hall": "ホール",
    ], separator: "")

  private static let chinese = DemoNaming(
    places: ["中環", "維港", "金鐘", "竹園", "明珠", "大安", "龍門", "海景"],
    houses: ["大廈", "中心", "廣場", "閣"],
    rooms: [
      "meeting-room": "會議室", "desk": "辦公桌", "flat": "公寓", "private-office": "辦公室",
      "studio": "工作室", "hall": "禮堂",
    ], separator: "")

  private static let korean = DemoNaming(
    places: ["한강", "남산", "종로", "별빛", "서울숲"], houses: ["빌딩", "하우스", "센터"],
    rooms: ["meeting-room": "회의실", "desk": "데스크", "flat": "아파트", "studio": "스튜디오"],
    separator: " ")

  private static let hebrew = DemoNaming(
    places: ["הנמל", "הגן", "הים", "רוטשילד"], houses: ["בית", "מרכז", "חצר"],
    rooms: ["meeting-room": "חדר ישיבות", "desk": "שולחן", "flat": "דירה", "studio": "סטודיו"],
    separator: " ")

  private static let greek = DemoNaming(
    places: ["Αθηνά", "Λιμάνι", "Ελιά", "Ακρόπολη"], houses: ["Σπίτι", "Κέντρο", "Αυλή"],
    rooms: [
      "meeting-room": "Αίθουσα", "desk": "Γραφείο", "flat": "Διαμέρισμα", "studio": "Στούντιο",
    ],
    separator: " ")

  /// The name of a venue.
  func venue(_ random: inout SplitMix64) -> String {
    random.pick(places) + separator + random.pick(houses)
  }

  /// The name of a space, with its number in the city.
  func space(_ category: DemoCategory, number: Int, _ random: inout SplitMix64) -> String {
    let room = rooms[category.slug] ?? category.noun
    return random.pick(places) + separator + room + " \(number)"
  }
}
