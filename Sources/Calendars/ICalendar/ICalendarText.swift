/// The text that a TEXT value (RFC 5545, section 3.3.11) stands for, fit for showing and storing:
/// line breaks become spaces; controls, bidirectional overrides and outer spaces are dropped.
func displayText(_ value: ArraySlice<UInt8>) -> String {
  sanitised(String(decoding: unescaped(value), as: UTF8.self))
}

/// The members of a list of TEXT values, separated by commas that are not escaped.
func displayTexts(_ value: ArraySlice<UInt8>) -> [String] {
  var members: [String] = []
  var start = value.startIndex
  var index = value.startIndex
  while index < value.endIndex {
    if value[index] == UInt8(ascii: "\\") {
      index += 1
    } else if value[index] == UInt8(ascii: ",") {
      members.append(displayText(value[start..<index]))
      start = index + 1
    }
    index += 1
  }
  members.append(displayText(value[start...]))
  return members.filter { !$0.isEmpty }
}

/// Whether sanitising would drop anything but line breaks.
func hasForbiddenScalars(_ text: String) -> Bool {
  text.unicodeScalars.contains { isForbidden($0) && $0 != "\n" && $0 != "\r" }
}

private func unescaped(_ value: ArraySlice<UInt8>) -> [UInt8] {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(value.count)
  var isEscaped = false
  for byte in value {
    if isEscaped {
      isEscaped = false
      switch byte {
      case UInt8(ascii: "n"), UInt8(ascii: "N"): bytes.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "\\"), UInt8(ascii: ";"), UInt8(ascii: ","): bytes.append(byte)
      default: bytes += [UInt8(ascii: "\\"), byte]
      }
    } else if byte == UInt8(ascii: "\\") {
      isEscaped = true
    } else {
      bytes.append(byte)
    }
  }
  if isEscaped { bytes.append(UInt8(ascii: "\\")) }
  return bytes
}

private func sanitised(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    if scalar == "\n" || scalar == "\r" {
      result.append(" ")
    } else if !isForbidden(scalar) {
      result.append(scalar)
    }
  }
  let isSpace = { (scalar: Unicode.Scalar) in scalar == " " || scalar == "\t" }
  while let last = result.last, isSpace(last) { result.removeLast() }
  return String(result.drop(while: isSpace))
}

/// C0 (but the tab), DEL, C1, and the characters that reorder text (Unicode, UAX 9).
private func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09: false
  case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: true
  default: false
  }
}
