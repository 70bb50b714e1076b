/// Whether the byte is an ASCII digit.
func isDigitByte(_ byte: UInt8) -> Bool {
  byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
}

/// Whether the byte may stand in the name of a property, parameter, component or rule part
/// (RFC 5545, iana-token).
func isNameByte(_ byte: UInt8) -> Bool {
  isDigitByte(byte) || byte == UInt8(ascii: "-")
    || (byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z"))
    || (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z"))
}

/// The byte with an ASCII letter in upper case.
func upperCasedByte(_ byte: UInt8) -> UInt8 {
  byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") ? byte - 32 : byte
}
