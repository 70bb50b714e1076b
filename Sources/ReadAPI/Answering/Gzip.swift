import CZlib

/// Compression as gzip (RFC 1952).
enum Gzip {
  /// The bytes as one gzip member; the same for the same bytes, as no time is written into it.
  static func compressed(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    // 15 bits of window, and 16 more for gzip's head and tail in place of zlib's.
    let opened = deflateInit2_(
      &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    guard opened == Z_OK else { return bytes }
    defer { deflateEnd(&stream) }
    var source = bytes
    let limit = Int(deflateBound(&stream, UInt(bytes.count)))
    return source.withUnsafeMutableBufferPointer { input in
      [UInt8](unsafeUninitializedCapacity: limit) { output, count in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        // The bound makes room for all of it, so one call finishes.
        deflate(&stream, Z_FINISH)
        count = Int(stream.total_out)
      }
    }
  }
}
