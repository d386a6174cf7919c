/// Entities as tags, one a word; of entities that share a word the first one has it.
enum WrittenTags {
  /// `B-`, `I-`, `O`.
  static func iob2(_ entities: [FoundEntity], count: Int) -> [String] {
    tags(entities, count) { place, words in place == words.lowerBound ? "B" : "I" }
  }

  /// `B-`, `I-`, `L-`, `U-`, `O`.
  static func bilou(_ entities: [FoundEntity], count: Int) -> [String] {
    tags(entities, count) { place, words in
      if words.count == 1 { return "U" }
      if place == words.lowerBound { return "B" }
      return place == words.upperBound - 1 ? "L" : "I"
    }
  }

  private static func tags(
    _ entities: [FoundEntity], _ count: Int, _ letter: (Int, Range<Int>) -> String
  ) -> [String] {
    var tags = [String](repeating: "O", count: count)
    for entity in entities where tags[entity.words].allSatisfy({ $0 == "O" }) {
      for place in entity.words { tags[place] = "\(letter(place, entity.words))-\(entity.label)" }
    }
    return tags
  }
}
