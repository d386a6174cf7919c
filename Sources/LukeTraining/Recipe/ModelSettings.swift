import LukeSettings

/// Where the weights come from, and what differs from their configuration.
public struct ModelSettings: Hashable, Sendable {
  /// A Hugging Face folder (LUKE, BERT, RoBERTa, XLM-R), an `.h5` of ours, or a `config.json` for
  /// random weights.
  public var from = ""
  /// Whether the model has entities; without, it is a plain BERT or RoBERTa, which reads words alone.
  ///
  /// Nil lets the task say.
  public var usesEntities: Bool?
  /// The folder of the tokenizer files; nil takes those that come with `from`.
  public var tokenizer: String?
  /// Which rows of the entity embedding are kept.
  public var entityVocabulary = EntityVocabularyChoice.special
  /// Whether words and entities have attention queries of their own; nil keeps the
  /// configuration's.
  public var entityAwareAttention: Bool?
  /// The size of the entity embedding before its projection; nil keeps the configuration's.
  public var entityEmbeddingSize: Int?
  /// What the special entities of an encoder without entities begin with.
  public var entityStart = EntityStart.words
  /// What the bias of a new classifier begins with; nil: with how often each label is, where the encoder
  /// has weights, else zeros.
  public var classifierBias: ClassifierBiasChoice?
  /// The dropout of hidden states; nil keeps the configuration's.
  public var dropout: Double?
  /// The dropout of attention weights; nil keeps the configuration's.
  public var attentionDropout: Double?

  /// Settings with every default.
  public init() {}

  /// Whether entities are read where the task has not said otherwise.
  var readsEntities: Bool { usesEntities ?? true }
}

/// Which rows of the entity embedding are kept.
public enum EntityVocabularyChoice: String, CaseIterable, Sendable {
  /// The special entities alone ([PAD], [UNK], [MASK], [MASK2]), as the official fine-tuning.
  case special
  /// All rows.
  case keep
}

/// What the special entities of an encoder without entities begin with.
public enum EntityStart: String, CaseIterable, Sendable {
  /// The words of the same names, and the words' normalization.
  case words
  /// Random numbers, as in the pretraining of LUKE's authors.
  case random
}

/// What the bias of a new classifier begins with.
public enum ClassifierBiasChoice: String, CaseIterable, Sendable {
  /// How often the training data have each label.
  case labels
  /// Zeros, as in transformers and the official code.
  case zeros
}

extension ModelSettings: Settings {
  /// What the section is about.
  public static var summary: String {
    "Where the weights come from, and what differs from their configuration."
  }

  /// The keys.
  public static var fields: [SettingsField<ModelSettings>] {
    [
      SettingsField(
        "from", \.from, .path, required: true,
        "A Hugging Face folder (LUKE, BERT, RoBERTa, XLM-R), an .h5 file of luke-train, or a config.json for random weights."
      ),
      SettingsField(
        "use_entities", \.usesEntities, .optional(.bool),
        "Whether the model reads entities; false trains a plain BERT or RoBERTa on the same data, to compare LUKE with; null reads them unless task.head reads words alone."
      ),
      SettingsField(
        "tokenizer", \.tokenizer, .optional(.path),
        "The folder of the tokenizer files; null takes those that lie beside model.from."),
      SettingsField(
        "entity_vocabulary", \.entityVocabulary, .choice,
        "Which rows of the entity embedding are kept: the special entities alone, as the official fine-tuning does, or all."
      ),
      SettingsField(
        "entity_aware_attention", \.entityAwareAttention, .optional(.bool),
        "Whether pairs of words and entities have attention queries of their own; null keeps the configuration's."
      ),
      SettingsField(
        "entity_embedding_size", \.entityEmbeddingSize,
        .optional(.integer(atLeast: 1, atMost: 100_000_000)),
        "The size of the entity embedding before its projection; null keeps the configuration's."),
      SettingsField(
        "entity_start", \.entityStart, .choice,
        "What [MASK] and the other special entities begin with in fine-tuning from an encoder without entities (BERT, RoBERTa, XLM-R): the words of the same names, normalized as words are, or random numbers, as LUKE's authors began."
      ),
      SettingsField(
        "classifier_bias", \.classifierBias, .optional(.choice),
        "What the bias of a new classifier begins with: how often the training data have each label, from which rare ones are learned in fewer steps, or zeros, as in transformers and the official code; null takes zeros for random weights, else the labels."
      ),
      SettingsField(
        "dropout", \.dropout, .optional(.fractionBelowOne),
        "The dropout of hidden states; null keeps the configuration's."),
      SettingsField(
        "attention_dropout", \.attentionDropout, .optional(.fractionBelowOne),
        "The dropout of attention weights; null keeps the configuration's."),
    ]
  }
}
