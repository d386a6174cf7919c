/// Normalization form D of scalars, with which parts are new.
enum CanonicalOrdering {
  struct Part {
    var scalar: UInt32
    /// Whether it is the second or a later scalar of a decomposition.
    var isAddition: Bool
    fileprivate var combiningClass: UInt8
  }

  /// Decomposes scalars and puts combining ones in canonical order.
  static func decompose(_ scalars: [UInt32]) -> [Part] {
    let properties = UnicodeProperties.shared
    var parts: [Part] = []
    for scalar in scalars {
      for (index, part) in properties.decomposition(of: scalar).enumerated() {
        parts.append(
          Part(
            scalar: part, isAddition: index > 0,
            combiningClass: properties.combiningClass(of: part)))
      }
    }
    sortRuns(&parts)
    return parts
  }

  /// Sorts every run of combining scalars by class and leaves equal classes in order.
  private static func sortRuns(_ parts: inout [Part]) {
    var start = 0
    while start < parts.count {
      var end = start
      while end < parts.count, parts[end].combiningClass > 0 { end += 1 }
      if end > start + 1 {
        let run = parts[start..<end].enumerated().sorted {
          ($0.element.combiningClass, $0.offset) < ($1.element.combiningClass, $1.offset)
        }
        parts.replaceSubrange(start..<end, with: run.map(\.element))
      }
      start = end + 1
    }
  }
}
