/// A real city: where it lies, which clock and which money it uses.
public struct KnownCity: Hashable, Sendable {
  /// The name in URLs and files, such as `new-york`.
  public let slug: String
  /// The name for people.
  public let name: String
  /// ISO 3166-1 alpha-2.
  public let country: String
  /// ISO 3166-2, where holidays differ within the country or might.
  public let subdivision: String?
  /// The IANA time zone.
  public let timeZone: String
  /// ISO 4217.
  public let currency: String
  /// Degrees, of the centre.
  public let latitude: Double
  /// Degrees, of the centre.
  public let longitude: Double

  /// The cities in the order in which a demo market takes them.
  public static let all: [KnownCity] = table.split(separator: "\n").compactMap(KnownCity.init(row:))

  /// The city of a slug, also when a year or number is attached to it (`seattle2016`).
  public static func matching(slug: String) -> KnownCity? {
    let letters = String(slug.reversed().drop { $0.isNumber || $0 == "-" }.reversed())
    return all.first { $0.slug == slug } ?? all.first { $0.slug == letters }
  }

  private init?(row: Substring) {
    let fields = row.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    guard fields.count == 8, let latitude = Double(fields[6]), let longitude = Double(fields[7])
    else { return nil }
    slug = fields[0]
    name = fields[1]
    country = fields[2]
    subdivision = fields[3].isEmpty ? nil : fields[3]
    timeZone = fields[4]
    currency = fields[5]
    self.latitude = latitude
    self.longitude = longitude
  }

  private static let table = """
    new-york|New York|US|US-NY|America/New_York|USD|40.7128|-74.0060
    london|London|GB|GB-ENG|Europe/London|GBP|51.5074|-0.1278
    paris|Paris|FR||Europe/Paris|EUR|48.8566|2.3522
    berlin|Berlin|DE|DE-BE|Europe/Berlin|EUR|52.5200|13.4050
    tokyo|Tokyo|JP||Asia/Tokyo|JPY|35.6895|139.6917
    madrid|Madrid|ES|ES-MD|Europe/Madrid|EUR|40.4168|-3.7038
    rome|Rome|IT||Europe/Rome|EUR|41.9028|12.4964
    lisbon|Lisbon|PT||Europe/Lisbon|EUR|38.7223|-9.1393
    amsterdam|Amsterdam|NL||Europe/Amsterdam|EUR|52.3676|4.9041
    sydney|Sydney|AU|AU-NSW|Australia/Sydney|AUD|-33.8688|151.2093
    toronto|Toronto|CA|CA-ON|America/Toronto|CAD|43.6532|-79.3832
    sao-paulo|São Paulo|BR|BR-SP|America/Sao_Paulo|BRL|-23.5505|-46.6333
    dubai|Dubai|AE||Asia/Dubai|AED|25.2048|55.2708
    bengaluru|Bengaluru|IN|IN-KA|Asia/Kolkata|INR|12.9716|77.5946
    athens|Athens|GR||Europe/Athens|EUR|37.9838|23.7275
    cape-town|Cape Town|ZA||Africa/Johannesburg|ZAR|-33.9249|18.4241
    tel-aviv|Tel Aviv|IL||Asia/Jerusalem|ILS|32.0853|34.7818
    boston|Boston|US|US-MA|America/New_York|USD|42.3601|-71.0589
    seattle|Seattle|US|US-WA|America/Los_Angeles|USD|47.6062|-122.3321
    singapore|Singapore|SG||Asia/Singapore|SGD|1.3521|103.8198
    hong-kong|Hong Kong|HK||Asia/Hong_Kong|HKD|22.3193|114.1694
    quebec|Québec|CA|CA-QC|America/Toronto|CAD|46.8139|-71.2080
    san-francisco|San Francisco|US|US-CA|America/Los_Angeles|USD|37.7749|-122.4194
    belfast|Belfast|GB|GB-NIR|Europe/London|GBP|54.5973|-5.9301
    bergamo|Bergamo|IT||Europe/Rome|EUR|45.6983|9.6773
    edinburgh|Edinburgh|GB|GB-SCT|Europe/London|GBP|55.9533|-3.1883
    munich|Munich|DE|DE-BY|Europe/Berlin|EUR|48.1351|11.5820
    stockholm|Stockholm|SE||Europe/Stockholm|SEK|59.3293|18.0686
    warsaw|Warsaw|PL||Europe/Warsaw|PLN|52.2297|21.0122
    mexico-city|Mexico City|MX||America/Mexico_City|MXN|19.4326|-99.1332
    osaka|Osaka|JP||Asia/Tokyo|JPY|34.6937|135.5023
    los-angeles|Los Angeles|US|US-CA|America/Los_Angeles|USD|34.0522|-118.2437
    chicago|Chicago|US|US-IL|America/Chicago|USD|41.8781|-87.6298
    montreal|Montréal|CA|CA-QC|America/Toronto|CAD|45.5017|-73.5673
    vancouver|Vancouver|CA|CA-BC|America/Vancouver|CAD|49.2827|-123.1207
    barcelona|Barcelona|ES|ES-CT|Europe/Madrid|EUR|41.3874|2.1686
    milan|Milan|IT||Europe/Rome|EUR|45.4642|9.1900
    porto|Porto|PT||Europe/Lisbon|EUR|41.1579|-8.6291
    vienna|Vienna|AT|AT-9|Europe/Vienna|EUR|48.2082|16.3738
    zurich|Zürich|CH|CH-ZH|Europe/Zurich|CHF|47.3769|8.5417
    copenhagen|Copenhagen|DK||Europe/Copenhagen|DKK|55.6761|12.5683
    oslo|Oslo|NO||Europe/Oslo|NOK|59.9139|10.7522
    helsinki|Helsinki|FI||Europe/Helsinki|EUR|60.1699|24.9384
    dublin|Dublin|IE||Europe/Dublin|EUR|53.3498|-6.2603
    brussels|Brussels|BE||Europe/Brussels|EUR|50.8503|4.3517
    prague|Prague|CZ||Europe/Prague|CZK|50.0755|14.4378
    budapest|Budapest|HU||Europe/Budapest|HUF|47.4979|19.0402
    reykjavik|Reykjavík|IS||Atlantic/Reykjavik|ISK|64.1466|-21.9426
    istanbul|İstanbul|TR||Europe/Istanbul|TRY|41.0082|28.9784
    kuwait-city|Kuwait City|KW||Asia/Kuwait|KWD|29.3759|47.9774
    seoul|Seoul|KR||Asia/Seoul|KRW|37.5665|126.9780
    taipei|Taipei|TW||Asia/Taipei|TWD|25.0330|121.5654
    bangkok|Bangkok|TH||Asia/Bangkok|THB|13.7563|100.5018
    kathmandu|Kathmandu|NP||Asia/Kathmandu|NPR|27.7172|85.3240
    mumbai|Mumbai|IN|IN-MH|Asia/Kolkata|INR|19.0760|72.8777
    melbourne|Melbourne|AU|AU-VIC|Australia/Melbourne|AUD|-37.8136|144.9631
    adelaide|Adelaide|AU|AU-SA|Australia/Adelaide|AUD|-34.9285|138.6007
    auckland|Auckland|NZ|NZ-AUK|Pacific/Auckland|NZD|-36.8509|174.7645
    honolulu|Honolulu|US|US-HI|Pacific/Honolulu|USD|21.3099|-157.8581
    st-johns|St. John's|CA|CA-NL|America/St_Johns|CAD|47.5615|-52.7126
    buenos-aires|Buenos Aires|AR|AR-C|America/Argentina/Buenos_Aires|ARS|-34.6037|-58.3816
    santiago|Santiago|CL|CL-RM|America/Santiago|CLP|-33.4489|-70.6693
    bogota|Bogotá|CO||America/Bogota|COP|4.7110|-74.0721
    nairobi|Nairobi|KE||Africa/Nairobi|KES|-1.2921|36.8219
    """
}
