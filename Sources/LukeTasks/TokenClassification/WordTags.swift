import LukeData

/// The tag of each word of a sentence: as the file has them or, where they mark entities, in IOB2.
struct WordTags {
  private(set) var names: [String]
  /// Entities that share words with one before them, which no tag tells of.
  private(set) var overlapping: [EntityAnnotation] = []

  init(_ sentence: AnnotatedSentence) {
    guard sentence.tags.isEmpty else {
      names = sentence.tags
      return
    }
    names = [String](repeating: LabelSet.outside, count: sentence.words.count)
    for entity in sentence.entities {
      if names[entity.words].contains(where: { $0 != LabelSet.outside }) {
        overlapping.append(entity)
        continue
      }
      for word in entity.words {
        names[word] = (word == entity.words.lowerBound ? "B-" : "I-") + entity.label
      }
    }
  }
}
