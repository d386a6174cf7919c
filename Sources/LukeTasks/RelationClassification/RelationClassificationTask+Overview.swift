public import LukeData

extension RelationClassificationTask {
  /// Texts with two spans, relations and the first text with its spans in brackets.
  public static func overview(of corpus: RelationCorpus) -> CorpusOverview {
    var overview = CorpusOverview(format: corpus.layout)
    for example in corpus.examples {
      let spans = [example.head, example.tail].map { "\($0.lowerBound)-\($0.upperBound)" }
      overview.examples.append(
        .init(
          text: example.text, rest: spans.joined(separator: " "), answer: example.relation,
          location: example.location))
      if let relation = example.relation {
        overview.add(label: relation, at: example.relationLocation ?? example.location)
      }
    }
    overview.first = corpus.examples.first.map { example in
      var shown = ShownExample(at: example.location)
      shown.add("text", example.excerpt)
      return shown
    }
    return overview
  }
}
