public import LukeData

extension QuestionAnsweringTask {
  /// Questions about texts, and the first with its answer in the text.
  public static func overview(of corpus: QuestionCorpus) -> CorpusOverview {
    var overview = CorpusOverview()
    overview.unit = "question"
    overview.layout = [("format", corpus.layout)]
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

  /// How many characters around an answer are shown.
  private static let shownCount = 40

  /// The first question, the text around its answer, and the answer.
  private static func firstExample(of corpus: QuestionCorpus) -> ShownExample? {
    guard let example = corpus.examples.first else { return nil }
    var shown = ShownExample(at: example.location)
    shown.add("question", example.question)
    let answers = example.answers
    if let span = answers?.lazy.compactMap(\.span).first {
      let scalars = Array(example.context.unicodeScalars)
      func text(_ range: Range<Int>) -> String {
        String(String.UnicodeScalarView(scalars[range]))
      }
      let from = max(0, span.lowerBound - shownCount)
      let to = min(scalars.count, span.upperBound + shownCount)
      shown.add(
        "text",
        (from > 0 ? "…" : "") + text(from..<span.lowerBound) + "[" + text(span) + "]"
          + text(span.upperBound..<to) + (to < scalars.count ? "…" : ""))
    } else {
      shown.add("text", example.context)
    }
    shown.add(
      "answer",
      answers.map { $0.isEmpty ? "none" : Self.distinct($0.map(\.text)).joined(separator: ", ") })
    return shown
  }

  private static func distinct(_ texts: [String]) -> [String] {
    texts.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
