/// Normalization form C of scalars (The Unicode Standard, section 3.11).
enum CanonicalComposition {
  /// Decomposes scalars, puts combining ones in canonical order, and composes what has a composed form.
  static func compose(_ scalars: [UInt32]) -> [UInt32] {
    let properties = UnicodeProperties.shared
    var composed: [UInt32] = []
    var starter: Int?
    var lastClass: UInt8 = 0
    for part in CanonicalOrdering.decompose(scalars) {
      let combiningClass = properties.combiningClass(of: part.scalar)
      // What stands between with the same class, or a higher one, keeps a mark from the starter.
      if let starter, lastClass == 0 || lastClass < combiningClass,
        let pair = properties.composition(of: composed[starter], part.scalar)
      {
        composed[starter] = pair
        continue
      }
      if combiningClass == 0 { starter = composed.count }
      lastClass = combiningClass
      composed.append(part.scalar)
    }
    return composed
  }

  /// Scalars that have a decomposition and are never composed, though their decomposition is of two scalars and
  /// begins with a starter: Unicode's composition exclusions.
  static let exclusions: Set<UInt32> = {
    let ranges: [ClosedRange<UInt32>] = [
      0x958...0x95F, 0x9DC...0x9DD, 0x9DF...0x9DF, 0xA33...0xA33, 0xA36...0xA36, 0xA59...0xA5B,
      0xA5E...0xA5E, 0xB5C...0xB5D, 0xF43...0xF43, 0xF4D...0xF4D, 0xF52...0xF52, 0xF57...0xF57,
      0xF5C...0xF5C, 0xF69...0xF69, 0xF76...0xF76, 0xF78...0xF78, 0xF93...0xF93, 0xF9D...0xF9D,
      0xFA2...0xFA2, 0xFA7...0xFA7, 0xFAC...0xFAC, 0xFB9...0xFB9, 0x2ADC...0x2ADC,
      0xFB1D...0xFB1D, 0xFB1F...0xFB1F, 0xFB2A...0xFB36, 0xFB38...0xFB3C, 0xFB3E...0xFB3E,
      0xFB40...0xFB41, 0xFB43...0xFB44, 0xFB46...0xFB4E, 0x1D15E...0x1D164, 0x1D1BB...0x1D1C0,
    ]
    return Set(ranges.joined())
  }()
}

/// Pairs of scalars with the one that they are composed to.
struct CompositionTable: Sendable {
  private var pairs: [UInt64: UInt32] = [:]
  /// Scalars that stand second in a pair.
  private(set) var seconds: Set<UInt32> = []
  /// Scalars that are another text once they are composed.
  private(set) var unstable: Set<UInt32> = []

  /// - Parameters:
  ///   - decompositions: full canonical decompositions.
  ///   - classes: canonical combining classes, of others than starters.
  init(_ decompositions: [UInt32: [UInt32]], _ classes: [UInt32: UInt8]) {
    // Of several of one decomposition the first is composed, the others are its doubles, as the angstrom is.
    let whole = Dictionary(
      decompositions.map { ($0.value, $0.key) }, uniquingKeysWith: { min($0, $1) })
    for (scalar, parts) in decompositions {
      let isComposed =
        parts.count > 1 && whole[parts] == scalar && classes[scalar] == nil
        && classes[parts[0]] == nil && !CanonicalComposition.exclusions.contains(scalar)
      guard isComposed, let second = parts.last else {
        unstable.insert(scalar)
        continue
      }
      // All but the last are a scalar that is composed before.
      let first = Array(parts.dropLast())
      guard let starter = first.count == 1 ? first[0] : whole[first] else { continue }
      pairs[Self.key(starter, second)] = scalar
      seconds.insert(second)
    }
  }

  /// What two scalars are composed to; nil where they stay two.
  func composition(of first: UInt32, _ second: UInt32) -> UInt32? {
    Hangul.composition(of: first, second) ?? pairs[Self.key(first, second)]
  }

  private static func key(_ first: UInt32, _ second: UInt32) -> UInt64 {
    UInt64(first) << 32 | UInt64(second)
  }
}
