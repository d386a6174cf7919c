public import LukeData

extension TokenClassificationTask {
  /// Sentences, tags and the first sentence with a tag for each word.
  public static func overview(of corpus: AnnotatedCorpus) -> CorpusOverview {
    corpus.overview(ofTags: true)
  }
}
