/// What tokenizers ask about a Unicode scalar.
struct ScalarProperties: OptionSet, Sendable {
  let rawValue: UInt16

  static let letter = ScalarProperties(rawValue: 1)
  static let number = ScalarProperties(rawValue: 2)
  static let whitespace = ScalarProperties(rawValue: 4)
  static let punctuation = ScalarProperties(rawValue: 8)
  static let ideograph = ScalarProperties(rawValue: 16)
  static let control = ScalarProperties(rawValue: 32)
  static let mark = ScalarProperties(rawValue: 64)
  /// Has a canonical decomposition or another lower case.
  static let mapped = ScalarProperties(rawValue: 128)
  /// Is, or decomposes to, a combining scalar that stripping accents keeps: canonical ordering
  /// may move it.
  static let movable = ScalarProperties(rawValue: 256)
}

/// The Unicode properties of `UnicodeTables`, unpacked once for direct access.
final class UnicodeProperties: Sendable {
  static let shared = UnicodeProperties()

  private static let scalarCount = 0x110000

  /// The properties of all scalars, indexed by scalar value.
  ///
  /// Filled once and never freed, so that the innermost loops can read it without a call.
  nonisolated(unsafe) let flags: UnsafePointer<ScalarProperties>
  private let combiningClasses: [UInt32: UInt8]
  private let lowercase: [UInt32: [UInt32]]
  private let decompositions: [UInt32: [UInt32]]

  private init() {
    var flags = [ScalarProperties](repeating: [], count: UnicodeProperties.scalarCount)
    let sets: [(String, ScalarProperties)] = [
      (UnicodeTables.letters, .letter), (UnicodeTables.numbers, .number),
      (UnicodeTables.whitespace, .whitespace), (UnicodeTables.punctuation, .punctuation),
      (UnicodeTables.ideographs, .ideograph), (UnicodeTables.controls, .control),
      (UnicodeTables.marks, .mark),
    ]
    for (table, property) in sets {
      UnicodeUnpacking.forEachRange(of: table) { range in
        for scalar in range { flags[scalar].insert(property) }
      }
    }
    combiningClasses = UnicodeUnpacking.classes(UnicodeTables.combiningClasses)
    decompositions = UnicodeUnpacking.sequences(UnicodeTables.decompositions)
    lowercase = UnicodeUnpacking.shifts(UnicodeTables.lowercaseShifts).merging(
      UnicodeUnpacking.sequences(UnicodeTables.lowercaseSequences)
    ) { _, sequence in sequence }

    let classes = combiningClasses
    func isMovable(_ scalar: UInt32) -> Bool {
      classes[scalar] != nil && !flags[Int(scalar)].contains(.mark)
    }
    for scalar in classes.keys where isMovable(scalar) { flags[Int(scalar)].insert(.movable) }
    for (scalar, parts) in decompositions {
      flags[Int(scalar)].insert(.mapped)
      if parts.contains(where: isMovable) { flags[Int(scalar)].insert(.movable) }
    }
    for scalar in lowercase.keys { flags[Int(scalar)].insert(.mapped) }
    for scalar in Hangul.syllables { flags[Int(scalar)].insert(.mapped) }
    let copy = UnsafeMutablePointer<ScalarProperties>.allocate(capacity: flags.count)
    copy.initialize(from: flags, count: flags.count)
    self.flags = UnsafePointer(copy)
  }

  /// The canonical combining class, 0 for a starter.
  func combiningClass(of scalar: UInt32) -> UInt8 { combiningClasses[scalar] ?? 0 }

  /// The lower case, of one or more scalars.
  func lowercase(_ scalar: UInt32) -> [UInt32] { lowercase[scalar] ?? [scalar] }

  /// The full canonical decomposition.
  func decomposition(of scalar: UInt32) -> [UInt32] {
    if Hangul.syllables.contains(scalar) { return Hangul.decomposition(of: scalar) }
    return decompositions[scalar] ?? [scalar]
  }

  /// Whether the scalar is a nonspacing mark.
  func isMark(_ scalar: UInt32) -> Bool { flags[Int(scalar)].contains(.mark) }
}

/// The arithmetic of Hangul syllables (The Unicode Standard, section 3.12).
private enum Hangul {
  static let syllables: Range<UInt32> = 0xAC00..<0xD7A4

  static func decomposition(of syllable: UInt32) -> [UInt32] {
    let index = syllable - syllables.lowerBound
    let leading = 0x1100 + index / 588
    let vowel = 0x1161 + index % 588 / 28
    let trailing = 0x11A7 + index % 28
    return trailing == 0x11A7 ? [leading, vowel] : [leading, vowel, trailing]
  }
}
