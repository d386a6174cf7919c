import LukeData

extension ClozeQuestionAnsweringTask {
  /// Questions on passages, and the first with what fills its gap.
  public static func overview(of corpus: ClozeCorpus) -> CorpusOverview {
    var overview = CorpusOverview(unit: "question", format: corpus.layout)
    for passage in corpus.passages {
      for question in passage.questions {
        overview.examples.append(
          .init(
            text: question.query, rest: passage.text,
            answer: question.answers?.map(\.text).sorted().joined(separator: "\n"),
            location: passage.location))
      }
    }
    overview.first = firstExample(of: corpus)
    return overview
  }

  /// The first passage that is asked about, with its candidates, the query and what is right.
  private static func firstExample(of corpus: ClozeCorpus) -> ShownExample? {
    guard let passage = corpus.passages.first(where: { !$0.questions.isEmpty }) else { return nil }
    let question = passage.questions[0]
    var shown = ShownExample(at: passage.location)
    shown.add("passage", passage.text)
    shown.add("candidates", passage.candidateTexts.listedOnce)
    shown.add("query", question.query)
    shown.add("right", question.answers.map { $0.map(\.text).listedOnce })
    return shown
  }
}
