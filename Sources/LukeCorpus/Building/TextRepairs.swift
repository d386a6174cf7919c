import LukeData
import LukeSystem

/// Bytes of a text file that are no UTF-8, and how much of it is.
struct TextRepairs: Hashable, Sendable {
  /// Where the first of them are.
  private(set) var places: [Place] = []
  /// Lines that have some.
  private(set) var lineCount = 0
  /// Replacement characters that stand for them.
  private(set) var brokenCount = 0
  /// Characters beyond ASCII that are as they should be.
  private(set) var soundCount = 0

  struct Place: Hashable, Sendable {
    var line: Int
    var byte: InvalidByte
  }

  /// Whether the file is more likely in another encoding than UTF-8 with some damage.
  var arePlentiful: Bool { 10 * brokenCount > soundCount }

  /// Counts bytes that are known to be UTF-8.
  mutating func add(sound bytes: some Sequence<UInt8>) {
    for byte in bytes where byte >= 0xC0 { soundCount += 1 }
  }

  /// The text of a line; what is broken becomes U+FFFD.
  mutating func text(of line: ArraySlice<UInt8>, _ number: Int) -> String {
    add(sound: line)
    if let text = String(validating: line, as: UTF8.self) { return text }
    let text = String(decoding: line, as: UTF8.self)
    let broken = text.unicodeScalars.count { $0 == "\u{FFFD}" }
    soundCount = max(0, soundCount - broken)
    brokenCount += broken
    lineCount += 1
    if places.count < FaultCollector.limit, let byte = InvalidByte(in: line) {
      places.append(Place(line: number, byte: byte))
    }
    return text
  }

  static func += (repairs: inout TextRepairs, other: TextRepairs) {
    repairs.places += other.places.prefix(FaultCollector.limit - repairs.places.count)
    repairs.lineCount += other.lineCount
    repairs.brokenCount += other.brokenCount
    repairs.soundCount += other.soundCount
  }
}
