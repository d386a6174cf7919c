import LukeData

extension AnnotatedCorpus {
  /// What the file holds, with its entities as labels, or with the tags of its words.
  func overview(ofTags: Bool) -> CorpusOverview {
    var overview = CorpusOverview()
    overview.unit = "sentence"
    overview.layout = layout.facts
    overview.documentCount = knownDocumentCount
    overview.examples.reserveCapacity(sentences.count)
    for sentence in sentences {
      let tags = ofTags ? WordTags(sentence).names : []
      overview.examples.append(
        .init(
          text: sentence.words.joined(separator: " "),
          answer: ofTags ? tags.joined(separator: " ") : sentence.entityKey,
          location: sentence.location))
      for tag in tags { overview.add(label: tag, at: sentence.location) }
      if ofTags { continue }
      func location(_ line: Int) -> SourceLocation {
        SourceLocation(file: sentence.location.file, line: line)
      }
      for entity in sentence.entities {
        overview.add(label: entity.label, at: location(entity.line))
      }
      for entity in sentence.unalignedEntities {
        overview.add(label: entity.label, at: location(entity.line))
      }
    }
    overview.first = sentences.first.map { ShownExample($0) }
    overview.remarks =
      [MalformedTags.remark(on: self), CountingWords.remark(on: sentences)].compactMap(\.self)
      + MistakenTags.remarks(on: overview.labels, areTags: ofTags)
    return overview
  }
}

extension AnnotatedSentence {
  /// All entities in one text.
  fileprivate var entityKey: String {
    entities.map { "\($0.words.lowerBound)-\($0.words.upperBound) \($0.label)" }
      .joined(separator: " ")
  }
}

extension ShownExample {
  /// A sentence with a tag for each word; entities that share words have rows of their own.
  init(_ sentence: AnnotatedSentence) {
    self.init(at: sentence.location)
    words = sentence.words.map { $0.isInvisible ? "\"\($0)\"" : $0 }
    if !sentence.tags.isEmpty {
      tags = [sentence.tags]
      return
    }
    let outside = [String](repeating: LabelSet.outside, count: words.count)
    tags = [outside]
    let outerFirst = sentence.entities.sorted {
      ($0.words.lowerBound, $1.words.upperBound) < ($1.words.lowerBound, $0.words.upperBound)
    }
    for entity in outerFirst {
      let row = tags.firstIndex { $0[entity.words].allSatisfy { $0 == LabelSet.outside } }
      if row == nil { tags.append(outside) }
      for word in entity.words {
        tags[row ?? tags.count - 1][word] =
          (word == entity.words.lowerBound ? "B-" : "I-") + entity.label
      }
    }
  }
}
