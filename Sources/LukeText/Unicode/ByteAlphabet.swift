/// GPT-2's spelling of bytes as visible characters: byte-level vocabularies are written in it.
enum ByteAlphabet {
  /// The character for each byte.
  static let characters: [UInt32] = {
    var next: UInt32 = 256
    return (0..<256).map { (byte: UInt32) in
      switch byte {
      case 0x21...0x7E, 0xA1...0xAC, 0xAE...0xFF: return byte
      default:
        defer { next += 1 }
        return next
      }
    }
  }()

  /// The character that spells a space.
  static let space: Unicode.Scalar = "\u{0120}"

  /// Bytes in the alphabet.
  static func spelling(of bytes: UnsafeBufferPointer<UInt8>) -> String {
    var spelling = String.UnicodeScalarView()
    for byte in bytes {
      guard let character = Unicode.Scalar(characters[Int(byte)]) else { continue }
      spelling.append(character)
    }
    return String(spelling)
  }
}
