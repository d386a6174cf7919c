public import LukeData
public import LukeText

/// What is chosen where the settings are silent.
extension NamedEntityRecognitionTask {
  /// What is classified: spans by their words where nothing was learned of entities, from which little
  /// labelled text learns more, in less time (see Tests/README.md).
  public static func choose(
    _ settings: inout NamedEntityRecognitionSettings, knowingEntities: Bool
  ) -> [(key: String, reason: String)] {
    guard settings.head == nil, !knowingEntities else { return [] }
    settings.head = .words
    return [("head", "the model begins from an encoder without entities")]
  }

  /// The context, by whether the files have documents, and the length of mentions, by their entities.
  public static func choose(
    _ settings: inout NamedEntityRecognitionSettings, for corpora: [AnnotatedCorpus],
    _ tokenizer: Tokenizer
  ) -> [(key: String, reason: String)] {
    var chosen = chooseContext(&settings, for: corpora)
    if settings.maximumMentionLength == nil {
      let lengths = MentionLengths(corpora, tokenizer)
      // A candidate more costs an entity of the model, or next to nothing.
      let limit = lengths.covering(share: settings.head == .words ? 1 : 0.99)
      settings.maximumMentionLength = limit
      chosen.append(("max_mention_length", lengths.note(of: limit)))
    }
    return chosen
  }

  /// The context alone, for a form of the task that has no candidates.
  static func chooseContext(
    _ settings: inout NamedEntityRecognitionSettings, for corpora: [AnnotatedCorpus]
  ) -> [(key: String, reason: String)] {
    guard settings.context == nil else { return [] }
    let hasDocuments = !corpora.contains { !contextNotes(on: $0, .document).isEmpty }
    settings.context = hasDocuments ? .document : .sentence
    return [
      (
        "context",
        hasDocuments
          ? "the sentences are parts of documents" : "no lines part the sentences into documents"
      )
    ]
  }
}
