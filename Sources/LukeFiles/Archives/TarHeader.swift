/// The first block of a tar archive, which every kind of them has.
package enum TarHeader {
  private static let blockCount = 512
  private static let checksumRange = 148..<156

  /// Whether the bytes begin with one whose sum is right.
  package static func begins(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= blockCount, bytes[0] != 0 else { return false }
    let digits = bytes[checksumRange].drop { $0 == 0x20 }.prefix { (0x30...0x37).contains($0) }
    guard let wanted = Int(String(decoding: digits, as: UTF8.self), radix: 8) else { return false }
    // Its own place counts as blanks.
    let sum = bytes[..<blockCount].enumerated().reduce(0) {
      $0 + (checksumRange.contains($1.offset) ? 0x20 : Int($1.element))
    }
    return sum == wanted
  }
}
