/// The sentences of a file, with what was found out about the file.
public struct AnnotatedCorpus: LabelledCorpus {
  /// The file's path as the user gave it.
  public var file: String
  /// The CRC-32 of the file.
  public var checksum: UInt32
  /// The sentences in the order of the file.
  public var sentences: [AnnotatedSentence]
  /// The sentences of each document.
  public var documents: [Range<Int>]
  /// What was found out about the file.
  public var layout: CorpusLayout

  init(_ source: SourceText, sentences: [AnnotatedSentence], layout: CorpusLayout) {
    file = source.file
    checksum = source.checksum
    self.sentences = sentences
    self.layout = layout
    documents = Self.runs(sentences)
  }

  /// The entity types that occur, in sorted order.
  public var labels: [String] { entityCounts.keys.sorted() }

  /// How many entities of each type the annotators marked.
  public var entityCounts: [String: Int] {
    var counts: [String: Int] = [:]
    for sentence in sentences {
      for entity in sentence.entities { counts[entity.label, default: 0] += 1 }
      for entity in sentence.unalignedEntities { counts[entity.label, default: 0] += 1 }
    }
    return counts
  }

  private static func runs(_ sentences: [AnnotatedSentence]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    for index in sentences.indices
    where index + 1 == sentences.count || sentences[index + 1].document != sentences[index].document
    {
      runs.append(start..<index + 1)
      start = index + 1
    }
    return runs
  }
}
