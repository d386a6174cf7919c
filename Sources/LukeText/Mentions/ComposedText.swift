import Foundation

/// A text in normal form C, in which a letter and its accent are one scalar where there is one, with what of the
/// original each scalar stands for: the same text is written in either form.
struct ComposedText {
  /// A scalar and the scalars of the original that it stands for.
  struct Part: Hashable, Sendable {
    let scalar: UInt32
    let original: Range<Int>
  }

  private(set) var parts: [Part] = []

  /// Nil for texts that are in that form whatever becomes of their case, as nearly all are.
  init?(_ text: String, _ normalization: MentionNormalization) {
    if Self.isPlain(text) { return nil }
    let properties = UnicodeProperties.shared
    func stays(_ scalar: Unicode.Scalar) -> Bool {
      var stays = false
      normalization.forEach(of: scalar.value, properties) { _ in stays = true }
      return stays
    }
    let isWhole = text.unicodeScalars.allSatisfy(stays)
    if isWhole, !Self.mayChange(text) { return nil }
    // What goes stands between no letter and its accent.
    let kept: [(scalar: Unicode.Scalar, place: Int)] = text.unicodeScalars.enumerated()
      .filter { isWhole || stays($0.element) }.map { ($0.element, $0.offset) }
    if !isWhole, !Self.mayChange(String(String.UnicodeScalarView(kept.map(\.scalar)))) {
      return nil
    }
    var start = 0
    while start < kept.count {
      var end = start + 1
      while end < kept.count, Self.continues(kept[end].scalar.value, properties) { end += 1 }
      var group: [UInt32] = []
      for scalar in Self.composed(kept[start..<end].map(\.scalar.value)) {
        normalization.forEach(of: scalar, properties) { group.append($0) }
      }
      group = Self.composed(group)
      for (number, scalar) in group.enumerated() {
        let isLast = number == group.count - 1
        let first = kept[min(start + number, end - 1)].place
        let last = isLast ? kept[end - 1].place + 1 : first + 1
        parts.append(Part(scalar: scalar, original: first..<max(last, first + 1)))
      }
      start = end
    }
  }

  /// The normal form of a text.
  static func composed(_ text: String) -> String {
    isPlain(text) ? text : text.precomposedStringWithCanonicalMapping
  }

  /// The other normal form, in which letters and accents stand apart.
  static func decomposed(_ text: String) -> String {
    text.utf8.allSatisfy { $0 < 0x80 } ? text : text.decomposedStringWithCanonicalMapping
  }

  private static func composed(_ scalars: [UInt32]) -> [UInt32] {
    if scalars.count == 1, scalars[0] < 0x300 { return scalars }
    let text = String(String.UnicodeScalarView(scalars.compactMap(Unicode.Scalar.init)))
    return text.precomposedStringWithCanonicalMapping.unicodeScalars.map(\.value)
  }

  /// Whether all scalars are below U+0300, which nothing composes.
  private static func isPlain(_ text: String) -> Bool { text.utf8.allSatisfy { $0 < 0xCC } }

  /// Whether a text is in another form, or has accents that lower case may put together.
  private static func mayChange(_ text: String) -> Bool {
    if isPlain(text) { return false }
    if text.utf8.contains(where: { $0 == 0xCC || $0 == 0xCD }) { return true }
    // The one letter whose lower case has an accent that stands apart, İ.
    if text.unicodeScalars.contains("\u{130}") { return true }
    return !text.precomposedStringWithCanonicalMapping.utf8.elementsEqual(text.utf8)
  }

  /// Letters that are no marks, and still are one with the letter before them.
  private static let vowels: Set<UInt32> = [
    0x9BE, 0x9D7, 0xB3E, 0xB56, 0xB57, 0xBBE, 0xBD7, 0xCC2, 0xCD5, 0xCD6, 0xD3E, 0xD57, 0xDCF,
    0xDDF, 0x102E, 0x1B35,
  ]

  /// Whether a scalar may be one with what stands before it.
  private static func continues(_ scalar: UInt32, _ properties: UnicodeProperties) -> Bool {
    properties.combiningClass(of: scalar) != 0 || vowels.contains(scalar)
      // Vowels and last consonants of Hangul.
      || (0x1161...0x1175).contains(scalar) || (0x11A8...0x11C2).contains(scalar)
  }
}

extension String {
  /// The text in normal form C, in which most text is written.
  package var composed: String { ComposedText.composed(self) }
  /// The text in normal form D, which some systems write.
  package var decomposed: String { ComposedText.decomposed(self) }
}
