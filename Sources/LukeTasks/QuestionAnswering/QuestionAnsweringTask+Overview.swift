public import LukeData

extension QuestionAnsweringTask {
  /// Questions about texts, and the first with its answer in the text.
  public static func overview(of corpus: QuestionCorpus) -> CorpusOverview {
    var overview = CorpusOverview(unit: "question", format: corpus.layout)
    for example in corpus.examples {
      overview.examples.append(
        .init(
          text: example.question, rest: example.context,
          answer: example.answers?.map(\.text).sorted().joined(separator: "\n"),
          location: example.location))
    }
    overview.first = firstExample(of: corpus)
    return overview
  }

  /// The first question, the text around its answer, and the answer.
  private static func firstExample(of corpus: QuestionCorpus) -> ShownExample? {
    guard let example = corpus.examples.first else { return nil }
    var shown = ShownExample(at: example.location)
    shown.add("question", example.question)
    let answers = example.answers
    let span = answers?.lazy.compactMap(\.span).first
    shown.add("text", span.map(example.surroundings) ?? example.context)
    shown.add("answer", answers.map { $0.isEmpty ? "none" : $0.map(\.text).listedOnce })
    return shown
  }
}
