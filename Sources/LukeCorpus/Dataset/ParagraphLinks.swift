/// The links of a paragraph that become mentions, by the sentence that they stand in.
struct ParagraphLinks {
  struct Link {
    var entity: Int32
    var range: Range<Int>
    /// The number of the sentence it stands in; -1 for a link that is not inside of one.
    var sentence = -1
  }

  private var links: [Link] = []
  /// The first of `links` of the sentence asked for next.
  private var next = 0
  /// The text with categories blanked; empty when there are none.
  private var blanked: [UInt8] = []

  /// Takes the links of a paragraph, with the entities that their titles mean.
  ///
  /// Links to categories that name the category in the text are blanked instead. Links that do not
  /// lie in the text, or cut characters apart, are left out.
  mutating func take(
    _ given: [EntityLink], of text: UnsafeBufferPointer<UInt8>, entities: EntityLookup,
    unknownID: Int32?
  ) {
    links.removeAll(keepingCapacity: true)
    blanked.removeAll(keepingCapacity: true)
    for link in given where Self.fits(link.range, in: text) {
      let target = entities.link(link.title)
      if target.isCategory, Self.namesCategory(text, link.range) {
        if blanked.isEmpty { blanked.append(contentsOf: text) }
        for index in link.range { blanked[index] = 0x20 }
      } else if let entity = target.entity ?? unknownID {
        links.append(Link(entity: entity, range: link.range))
      }
    }
  }

  /// Calls `body` with the paragraph's text as it is to be tokenized.
  func withText(
    _ text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    if blanked.isEmpty { body(text) } else { blanked.withUnsafeBufferPointer(body) }
  }

  private static func fits(_ range: Range<Int>, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    func isBoundary(_ index: Int) -> Bool { index == text.count || text[index] & 0xC0 != 0x80 }
    return range.lowerBound >= 0 && range.upperBound <= text.count
      && isBoundary(range.lowerBound) && isBoundary(range.upperBound)
  }

  private static func namesCategory(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Bool {
    let prefix: StaticString = "category:"
    guard range.count >= prefix.utf8CodeUnitCount else { return false }
    return prefix.withUTF8Buffer { prefix in
      for (offset, expected) in prefix.enumerated() {
        let byte = text[range.lowerBound + offset]
        let lower = byte &- 0x41 < 26 ? byte | 0x20 : byte
        if lower != expected { return false }
      }
      return true
    }
  }

  /// Finds for each link the sentence that it is wholly inside of.
  mutating func assign(toSentences ends: [Int]) {
    next = 0
    var isOrdered = true
    var previous = -1
    for index in links.indices {
      let range = links[index].range
      let number = Self.first(of: ends, after: range.lowerBound)
      let isInside = number < ends.count && range.upperBound <= ends[number]
      links[index].sentence = isInside ? number : -1
      isOrdered = isOrdered && (!isInside || number >= previous)
      if isInside { previous = number }
    }
    links.removeAll { $0.sentence < 0 }
    if !isOrdered {
      // Stable, so that links of one sentence stay in the order they were given in.
      links = links.enumerated().sorted {
        ($0.element.sentence, $0.offset) < ($1.element.sentence, $1.offset)
      }.map(\.element)
    }
  }

  /// The number of the first end behind a place.
  private static func first(of ends: [Int], after place: Int) -> Int {
    var (low, high) = (0, ends.count)
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] > place { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// Calls `body` with the links of a sentence; sentences are asked for in their order.
  mutating func forEach(ofSentence number: Int, _ body: (Link) -> Void) {
    while next < links.count, links[next].sentence == number {
      body(links[next])
      next += 1
    }
  }
}
