public import LukeData

/// What is chosen of reading where sentences of words are learned.
extension FineTuningTask where Data == EntityDataSettings, Corpus == AnnotatedCorpus {
  /// How new text is parted into words: as those of the files are.
  public static func chooseReading(
    _ data: inout Data, of corpora: [Corpus]
  ) -> [(key: String, reason: String)] {
    guard data.words == nil, WordSplitting(of: corpora) == .characters else { return [] }
    data.words = .characters
    return [("words", "the words of the files are single characters, and so are those of new text")]
  }
}
