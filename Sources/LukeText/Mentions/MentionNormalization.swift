/// What makes no difference between a mention in a text and one in a dictionary.
package struct MentionNormalization: Hashable, Sendable {
  /// Whether case makes none.
  package var lowercases: Bool
  /// Whether accents make none.
  package var stripsAccents: Bool

  package init(lowercases: Bool = true, stripsAccents: Bool = false) {
    (self.lowercases, self.stripsAccents) = (lowercases, stripsAccents)
  }

  /// Calls `body` with what becomes of a scalar: none, one or more.
  ///
  /// Scalars that are not seen, such as soft hyphens, go; every scalar is taken by itself.
  @inline(__always)
  func forEach(
    of scalar: UInt32, _ properties: UnicodeProperties, _ body: (UInt32) -> Void
  ) {
    if scalar < 0x80 {
      let isCapital = lowercases && scalar >= 65 && scalar <= 90
      if scalar >= 0x20 && scalar != 0x7F || scalar >= 9 && scalar <= 13 {
        body(isCapital ? scalar + 32 : scalar)
      }
      return
    }
    let flags = properties.flags[Int(scalar)]
    if flags.contains(.control), !flags.contains(.whitespace) { return }
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
