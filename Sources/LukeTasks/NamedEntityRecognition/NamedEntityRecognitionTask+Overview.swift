public import LukeData

extension NamedEntityRecognitionTask {
  /// Sentences, entity types and the first sentence with a tag for each word.
  public static func overview(of corpus: AnnotatedCorpus) -> CorpusOverview {
    corpus.overview(ofTags: false)
  }
}
