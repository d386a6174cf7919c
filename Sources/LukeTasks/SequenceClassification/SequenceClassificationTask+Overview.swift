public import LukeData

extension SequenceClassificationTask {
  /// Texts, labels and the first text with its own.
  public static func overview(of corpus: TextCorpus) -> CorpusOverview {
    var overview = CorpusOverview(format: corpus.layout)
    for example in corpus.examples {
      overview.examples.append(
        .init(
          text: example.text, rest: example.secondText ?? "",
          answer: example.labels?.sorted().joined(separator: ", "), location: example.location))
      for label in example.labels ?? [] { overview.add(label: label, at: example.location) }
    }
    overview.hasScores = SequenceLabels.areScores([corpus]) && !corpus.hasLists
    overview.first = firstExample(of: corpus)
    return overview
  }

  /// The first text with its label.
  private static func firstExample(of corpus: TextCorpus) -> ShownExample? {
    guard let example = corpus.examples.first else { return nil }
    var shown = ShownExample(at: example.location)
    shown.add("text", example.text)
    shown.add("second text", example.secondText)
    shown.add(
      example.labels?.count == 1 ? "label" : "labels", example.labels?.joined(separator: ", "))
    return shown
  }
}
