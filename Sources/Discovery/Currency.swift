/// A currency of ISO 4217, by its three-letter code, with its number of minor-unit digits.
///
/// Source: ISO 4217 list one (active codes), SIX Group, without the metals and testing codes.
public struct Currency: Hashable, Sendable {
  /// The upper-case code, such as `EUR`.
  public let code: String
  /// Digits of the minor unit: 2 for EUR (cents), 0 for JPY, 3 for KWD, 4 for CLF.
  public let exponent: Int

  /// The currency with this code, or nil when ISO 4217 lists none.
  public init?(code: String) {
    guard let exponent = Currency.exponents[code] else { return nil }
    self.code = code
    self.exponent = exponent
  }

  /// Minor units in one major unit: 100 for EUR, 1 for JPY.
  public var minorPerMajor: Int64 {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  /// Every code that ISO 4217 lists, in alphabetical order.
  public static var codes: [String] { exponents.keys.sorted() }

  private static let exponents: [String: Int] = {
    var table: [String: Int] = [:]
    for (exponent, codes) in listed {
      for code in codes.split(separator: " ") { table[String(code)] = exponent }
    }
    return table
  }()

  private static let listed: [(Int, String)] = [
    (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
    (
      2,
      """
      AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD \
      CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS \
      GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD \
      LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB \
      PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP \
      SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW \
      ZWG
      """
    ),
    (3, "BHD IQD JOD KWD LYD OMR TND"),
    (4, "CLF UYW"),
  ]
}
