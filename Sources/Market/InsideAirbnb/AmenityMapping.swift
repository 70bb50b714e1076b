/// Which add-on an amenity of Inside Airbnb means: the one place where that is decided.
///
/// Hosts write up to 1,500 different amenities in a city. The add-ons are the ones worth filtering
/// by; amenities that no line names are left out, and the import says how many.
struct AmenityMapping {
  /// One add-on: its code, its name, and the amenities that mean it.
  struct AddOn {
    let slug: String
    let name: String
    let patterns: [NamePattern]
  }

  static let addOns: [AddOn] = table.split(separator: "\n").compactMap { line in
    let fields = line.split(separator: "|").map { $0.trimmed }
    guard fields.count == 3 else { return nil }
    let patterns = fields[2].split(separator: ";").map { NamePattern($0.trimmed) }
    return AddOn(slug: fields[0], name: fields[1], patterns: patterns)
  }

  private var known: [String: [Int]] = [:]

  /// The add-ons that these amenities mean, as positions in ``addOns``, ascending, each once.
  mutating func addOns(of amenities: [String]) -> [Int] {
    var found: Set<Int> = []
    for amenity in amenities { found.formUnion(meaning(of: amenity)) }
    return found.sorted()
  }

  /// The add-ons that one amenity means; empty for one that no line names.
  mutating func meaning(of amenity: String) -> [Int] {
    if let meaning = known[amenity] { return meaning }
    let name = amenity.lowercased()
    let meaning = AmenityMapping.addOns.indices.filter { index in
      AmenityMapping.addOns[index].patterns.contains { $0.matches(name) }
    }
    // A hostile file could name a new amenity in every row.
    if known.count < 10_000 { known[amenity] = meaning }
    return meaning
  }

  private static let table = """
    wifi | Wi-Fi | wifi; wifi *; wifi–*; fast wifi*; wireless internet; pocket wifi
    air-conditioning | Air conditioning | air conditioning; central air conditioning; window ac unit; ac - *; portable air conditioning
    heating | Heating | heating; central heating; radiant heating; portable heater; heating - *
    kitchen | Kitchen | kitchen; kitchenette
    workspace | Dedicated workspace | dedicated workspace*; laptop friendly workspace
    tv | TV | tv; tv with *; cable tv; * tv; * tv with *; hdtv; hdtv with *; * hdtv; * hdtv with *
    washer | Washer | washer; washer –*; washer–*; free washer*; paid washer*; washer / dryer
    dryer | Dryer | dryer; dryer –*; dryer–*; free dryer*; paid dryer*; washer / dryer
    dishwasher | Dishwasher | dishwasher
    coffee-maker | Coffee maker | coffee maker*; nespresso machine; keurig coffee machine; pour-over coffee
    elevator | Elevator | elevator; elevator in building
    free-parking | Free parking | free parking*; free street parking; free driveway parking*
    paid-parking | Paid parking | paid parking*; paid street parking*; paid valet parking*
    ev-charger | EV charger | ev charger*
    pool | Pool | pool; pool - *; shared pool*; private pool*; indoor pool*; outdoor pool*; * outdoor pool*; * indoor pool*
    hot-tub | Hot tub | hot tub; private hot tub*; shared hot tub*
    sauna | Sauna | sauna; private sauna; shared sauna
    gym | Gym | gym; gym in building; shared gym; private gym; shared gym in building; private gym in building
    breakfast | Breakfast | breakfast
    pets-allowed | Pets allowed | pets allowed
    smoking-allowed | Smoking allowed | smoking allowed
    wheelchair-accessible | Wheelchair accessible | wheelchair accessible
    family-friendly | Family friendly | family/kid friendly; children’s books and toys*; children’s dinnerware
    crib | Crib | crib; crib - *; paid crib*; pack ’n play/travel crib*; paid pack ’n play/travel crib*
    fireplace | Indoor fireplace | indoor fireplace; indoor fireplace: *
    balcony | Patio or balcony | patio or balcony; private patio or balcony; shared patio or balcony
    garden | Garden or backyard | backyard*; private backyard*; shared backyard*; * garden or backyard
    bbq | Barbecue | bbq grill*; private bbq grill*; shared bbq grill*
    self-check-in | Self check-in | self check-in
    private-entrance | Private entrance | private entrance
    """
}

extension Substring {
  /// Without spaces at either end.
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
