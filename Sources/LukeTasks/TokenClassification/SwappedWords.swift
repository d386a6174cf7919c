import LukeData

/// Sentences whose words are the tags that were learned, and whose tags are none of them: columns that are
/// swapped in one of several files.
enum SwappedWords {
  /// Throws for such a file; the others of a recipe may have its columns where they should be.
  static func check(_ corpus: AnnotatedCorpus, against labels: LabelSet) throws(DataError) {
    var (count, knownWords, knownTags) = (0, 0, 0)
    for sentence in corpus.sentences {
      let tags = WordTags(sentence).names
      count += tags.count
      knownTags += tags.count { labels.index(of: $0) != nil }
      knownWords += sentence.words.count { labels.index(of: $0) != nil }
    }
    guard knownWords * 2 > count, knownTags * 2 < count else { return }
    throw .unsuitable(
      file: corpus.file,
      reason:
        "its words are the tags of the training data, and its tags are none of them: words and tags are swapped; "
        + "give all files the same columns")
  }
}
