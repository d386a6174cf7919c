import LukeCorpus
import LukeSettings

/// The settings of pretraining as a recipe gives them.
///
/// The defaults are those LUKE's authors used.
public struct PretrainingSettings: Hashable, Sendable {
  /// The stages in their order; empty for one that trains everything.
  public var stages: [PretrainingStage] = []
  /// Which words and entities are hidden.
  public var masking = MaskingSettings()
  /// How many entities a sampled softmax draws; nil for the softmax over all entities.
  public var sampledEntities: Int?
  /// How text becomes sequences.
  public var sequences = SequenceSettings()
  /// What is read of MediaWiki dumps.
  public var dumps = DumpSettings()
  /// How the entity vocabulary comes about.
  public var entityVocabulary = EntityVocabularySettings()
  /// How a tokenizer is trained, where there is none.
  public var tokenizer = TokenizerTrainingSettings()
  /// The share of documents that are kept out of training and scored; none with `data.validation`.
  public var heldOut = 0.0
  /// The loss that decides which model is best; nil for the sum of both, where somebody asks for the best.
  public var metric: PretrainingMetric?
  /// The folder of what is made from the text; nil for `prepared` in the run folder.
  public var prepared: String?

  /// Settings with every default.
  public init() {}
}

extension PretrainingSettings: Settings {
  /// What the section is about.
  public static var summary: String {
    "Masked words and masked entities, on text whose mentions of entities are linked."
  }

  /// The keys.
  public static var fields: [SettingsField<PretrainingSettings>] {
    [
      SettingsField(
        "stages", \.stages, .list(of: .section),
        "Stages one after the other, each with a fresh optimizer; none is one that trains everything."
      ),
      SettingsField(
        "masking", \.masking, .section, "Which words and entities are hidden and with what."),
      SettingsField(
        "sampled_entities", \.sampledEntities,
        .optional(.integer(atLeast: 1, atMost: 100_000_000)),
        "How many entities a sampled softmax draws for a step; null is the softmax over all entities."
      ),
      SettingsField("sequences", \.sequences, .section, "How text becomes sequences."),
      SettingsField(
        "dumps", \.dumps, .section,
        "What is read of MediaWiki dumps, and how titles of linked text are read."),
      SettingsField(
        "entity_vocabulary", \.entityVocabulary, .section,
        "Which entities get embeddings, from the links of the text."),
      SettingsField(
        "tokenizer", \.tokenizer, .section,
        "The byte-level BPE that is trained on the text where model.tokenizer and model.from have none."
      ),
      SettingsField(
        "held_out", \.heldOut, .fractionBelowOne,
        "The share of the documents that are not trained on but scored, where there is no data.validation."
      ),
      SettingsField(
        "metric", \.metric, .optional(.choice),
        "The loss on held-out text that decides which model is best: loss, the sum of both, word_loss or "
          + "entity_loss; the best is then the final model. null takes loss where training.keep_best or "
          + "training.early_stopping asks."),
      SettingsField(
        "prepared", \.prepared, .optional(.path),
        "The folder of corpus, tokenizer, entity vocabulary and data set; null is prepared in the run folder."
      ).changeableInRun(),
    ]
  }
}
