/// Finds the scheme of a file's tags from the tags themselves.
struct SchemeDetector {
  let scheme: TagScheme

  init(
    _ sentences: [TaggedSentence], letters tags: Set<String>, style: EntityTag.Style,
    parsed: [String: EntityTag]
  ) {
    let positions = Set(parsed.values.map(\.position))
    if style == .bare || !positions.contains(.begin) && positions.isSubset(of: [.outside, .inside])
    {
      scheme = .io
    } else if positions.contains(.end) || positions.contains(.single) {
      let firsts = Set(tags.compactMap { parsed[$0]?.position == .outside ? nil : $0.first })
      scheme = firsts.contains("L") || firsts.contains("U") ? .bilou : .bioes
    } else {
      let (iob1, iob2) = Self.misfits(sentences, parsed: parsed)
      scheme = iob1 < iob2 ? .iob1 : .iob2
    }
  }

  private static func misfits(
    _ sentences: [TaggedSentence], parsed: [String: EntityTag]
  ) -> (iob1: Int, iob2: Int) {
    var iob1 = 0
    var iob2 = 0
    for sentence in sentences {
      var previous = EntityTag.outside
      for text in sentence.tags {
        let tag = parsed[text] ?? .outside
        if !TagScheme.iob1.allows(tag, after: previous, before: .outside) { iob1 += 1 }
        if !TagScheme.iob2.allows(tag, after: previous, before: .outside) { iob2 += 1 }
        previous = tag
      }
    }
    return (iob1, iob2)
  }
}
