import Discovery

extension ScoreWeights {
  /// A number that differs whenever a weight or the currency does, in which prices are counted
  /// (FNV-1a over the four weights and the currency's code).
  func fingerprint(in currency: Currency) -> Int64 {
    let words = [rating, price, units, Int32(unknownRating)]
    let bytes = words.flatMap { word in withUnsafeBytes(of: word.bigEndian) { Array($0) } }
    let hash = (bytes + currency.code.utf8).reduce(0xcbf2_9ce4_8422_2325 as UInt64) { hash, byte in
      (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    return Int64(bitPattern: hash)
  }
}
