/// Tags that stand for themselves, such as parts of speech: none of them is "O" or has a prefix.
enum WordTagging {
  /// What is said of such tags, after the file's name.
  static let note = "the tags mark no entities and are taken as they are, one for each word"

  /// Whether the tags of a file are such.
  static func holds(_ sentences: [TaggedSentence]) -> Bool {
    let tags = Set(sentences.lazy.flatMap(\.tags))
    return !tags.isEmpty && !tags.contains("O") && !tags.contains(where: EntityTag.hasPrefix)
  }

  /// The tags of a sentence without blanks around them; blank ones are faults.
  static func tags(_ sentence: TaggedSentence, _ faults: inout FaultCollector) -> [String] {
    for (tag, line) in zip(sentence.tags, sentence.lines) where tag.isInvisible {
      faults.add(line: line, "the tag is blank")
    }
    return sentence.tags.map { $0.labelWithoutInvisibleEnds }
  }
}
