public import LukeData

extension MultipleChoiceTask {
  /// Questions with choices, and the first with what is right.
  public static func overview(of corpus: ChoiceCorpus) -> CorpusOverview {
    var overview = CorpusOverview(unit: "question", format: corpus.layout)
    for example in corpus.examples {
      let texts = [example.context, example.question].compactMap(\.self)
      let choices = example.choices.map(\.text)
      overview.examples.append(
        .init(
          text: texts.joined(separator: " "), rest: choices.sorted().joined(separator: "\n"),
          answer: example.rightChoices?.sorted().joined(separator: "\n"),
          location: example.location))
    }
    overview.first = firstExample(of: corpus)
    return overview
  }

  /// The first question with its choices, and which of them are right.
  private static func firstExample(of corpus: ChoiceCorpus) -> ShownExample? {
    guard let example = corpus.examples.first else { return nil }
    var shown = ShownExample(at: example.location)
    shown.add("context", example.context)
    shown.add("question", example.question)
    for (index, choice) in example.choices.enumerated() {
      shown.add("choice \(choice.label ?? String(index))", choice.text)
    }
    shown.add("right", example.rightChoices?.joined(separator: ", "))
    return shown
  }
}

extension ChoiceExample {
  /// The texts of the choices that are right; nil where they are not known.
  fileprivate var rightChoices: [String]? {
    (answers ?? answer.map { [$0] })?.map { choices[$0].text }
  }
}
