public import LukeData

extension EntityTypingTask {
  /// Mentions, their types and the first mention in brackets.
  public static func overview(of corpus: MentionCorpus) -> CorpusOverview {
    var overview = CorpusOverview(unit: "mention", format: corpus.layout)
    for text in corpus.texts {
      for mention in text.mentions {
        overview.examples.append(
          .init(
            text: text.text, rest: "\(mention.span.lowerBound)-\(mention.span.upperBound)",
            answer: mention.labels?.sorted().joined(separator: ", "), location: text.location))
        for label in mention.labels ?? [] { overview.add(label: label, at: text.location) }
      }
    }
    overview.first = corpus.texts.first { !$0.mentions.isEmpty }.map { text in
      var shown = ShownExample(at: text.location)
      shown.add("text", text.excerpt)
      return shown
    }
    return overview
  }
}
