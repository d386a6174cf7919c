public import LukeData
public import LukeText

/// What is chosen of reading where sentences of words are learned.
extension FineTuningTask where Data == EntityDataSettings, Corpus == AnnotatedCorpus {
  /// How new text is parted into words: as those of the files are.
  public static func chooseReading(
    _ data: inout Data, of corpora: [Corpus]
  ) -> [(key: String, reason: String)] {
    guard data.words == nil, let splitting = WordSplitting(of: corpora) else { return [] }
    let words: String
    switch splitting {
    case .words: return []
    case .characters: words = "single characters"
    case .charactersAndBlanks: words = "single characters, blanks among them"
    }
    data.words = splitting
    return [("words", "the words of the files are \(words), and so are those of new text")]
  }
}

/// What is counted of sentences of words.
extension FineTuningTask where Corpus == AnnotatedCorpus {
  /// The subwords of sentences, each without the words around it, and without those that are blank: such a word is one
  /// that the tokenizer does not know, and says nothing of the language of the text.
  public static func subwords(
    at places: Set<SourceLocation>, in corpora: [Corpus], _ tokenizer: Tokenizer
  ) -> [(place: SourceLocation, ids: [Int32])]? {
    let encoder = SubwordEncoder(tokenizer)
    let sentences = corpora.flatMap { $0.sentences.filter { places.contains($0.location) } }
    if sentences.isEmpty { return nil }
    return sentences.map { sentence in
      var (ids, start): ([Int32], Int) = ([], 0)
      for found in SubwordDocument.subwords(of: [sentence], encoder: encoder) {
        for (word, end) in zip(sentence.words, found.ends) {
          if !word.isInvisible { ids += found.ids[start..<Int(end)] }
          start = Int(end)
        }
      }
      return (place: sentence.location, ids: ids)
    }
  }
}
