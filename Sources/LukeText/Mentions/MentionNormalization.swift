/// What makes no difference between a mention in a text and one in a dictionary.
package struct MentionNormalization: Hashable, Sendable {
  /// Whether case makes none.
  package var lowercases: Bool
  /// Whether accents make none.
  package var stripsAccents: Bool

  package init(lowercases: Bool = true, stripsAccents: Bool = false) {
    (self.lowercases, self.stripsAccents) = (lowercases, stripsAccents)
  }

  /// Whether a scalar is not seen, as a soft hyphen is not, and goes.
  @inline(__always)
  func drops(_ scalar: UInt32, _ properties: UnicodeProperties) -> Bool {
    if scalar < 0x80 { return scalar < 0x20 && !(9...13).contains(scalar) || scalar == 0x7F }
    let flags = properties.flags[Int(scalar)]
    return flags.contains(.control) && !flags.contains(.whitespace)
  }

  /// Whether a scalar that stands alone needs no more than ``forEach(of:_:_:)``.
  @inline(__always)
  func isPlain(_ scalar: UInt32, _ properties: UnicodeProperties) -> Bool {
    if scalar < 0x80 { return true }
    let flags = properties.flags[Int(scalar)]
    return !flags.contains(.unstable) && !(stripsAccents && flags.contains(.mapped))
  }

  /// What becomes of scalars that may be composed with each other, in normalization form C.
  func normalized(_ scalars: [UInt32], _ properties: UnicodeProperties) -> [UInt32] {
    var values: [UInt32] = []
    for scalar in CanonicalComposition.compose(scalars) {
      forEach(of: scalar, properties) { values.append($0) }
    }
    // Small letters may have a form that capitals have not: ǰ.
    return CanonicalComposition.compose(values)
  }

  /// Calls `body` with what becomes of a scalar by itself: none, one or more.
  @inline(__always)
  func forEach(
    of scalar: UInt32, _ properties: UnicodeProperties, _ body: (UInt32) -> Void
  ) {
    if scalar < 0x80 {
      return body(lowercases && scalar >= 65 && scalar <= 90 ? scalar + 32 : scalar)
    }
    let flags = properties.flags[Int(scalar)]
    if stripsAccents, flags.contains(.mark) { return }
    guard flags.contains(.mapped) else { return body(scalar) }
    let parts =
      stripsAccents
      ? properties.decomposition(of: scalar).filter { !properties.isMark($0) } : [scalar]
    for part in parts {
      if lowercases { properties.lowercase(part).forEach(body) } else { body(part) }
    }
  }
}
