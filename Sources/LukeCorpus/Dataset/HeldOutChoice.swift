import LukeSystem

/// Which documents are held out: a function of the title, so that the choice is the same for every
/// version of a corpus and every number of threads.
struct HeldOutChoice: Sendable {
  private let limit: UInt64

  /// Holds out this share of the documents, from 0 up to less than 1.
  init(fraction: Double) {
    // Of the hash 53 bits are looked at, as many as a Double holds.
    limit = UInt64(max(fraction, 0) * 0x1p53)
  }

  /// Whether a document is held out, by its title, or by its number where it has none.
  func holdsOut(title: String?, number: Int) -> Bool {
    guard limit > 0 else { return false }
    let hash = title.map { ByteHash(of: $0.utf8).value } ?? UInt64(bitPattern: Int64(number))
    var numbers = SplitMix64(seed: hash)
    return numbers.next() >> 11 < limit
  }
}
