extension [UInt8] {
  /// Appends the bytes of an integer, the most significant first.
  mutating func append(bigEndian value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
  }

  /// Overwrites the four bytes at `offset`, the most significant first.
  mutating func replace(at offset: Int, bigEndian value: Int32) {
    Swift.withUnsafeBytes(of: value.bigEndian) { bytes in
      for index in 0..<4 { self[offset + index] = bytes[index] }
    }
  }
}

extension UnsafeRawBufferPointer {
  /// The integer whose bytes start at `offset`, the most significant first.
  func bigEndian<T: FixedWidthInteger>(at offset: Int = 0, as type: T.Type) -> T {
    T(bigEndian: loadUnaligned(fromByteOffset: offset, as: T.self))
  }
}
