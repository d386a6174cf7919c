/// What a model is by `model_type` of its `config.json`: a LUKE, or a plain encoder of words alone.
///
/// In memory and in model files all are laid out as a LUKE: the encoder stands below `luke.`, and
/// positions are counted from `pad_token_id` + 1. Folders of transformers have the names and the
/// positions of their class.
public enum EncoderFamily: String, CaseIterable, Hashable, Sendable {
  /// Words and entities.
  case luke
  /// Words alone; positions are counted from 0.
  case bert
  /// Words alone; positions are counted from `pad_token_id` + 1.
  case roberta
  /// The same as RoBERTa, under another name.
  case xlmRoberta = "xlm-roberta"

  /// Whether there are entities.
  public var hasEntities: Bool { self == .luke }

  /// Whether positions are counted from 0 and not from `pad_token_id` + 1.
  var countsFromZero: Bool { self == .bert }

  /// Whether its classifier of texts has the dense layer that others have as their pooler.
  var hasDenseClassifier: Bool { self == .roberta || self == .xlmRoberta }

  /// What the names of its classes begin with in transformers.
  var classPrefix: String {
    switch self {
    case .luke: "Luke"
    case .bert: "Bert"
    case .roberta: "Roberta"
    case .xlmRoberta: "XLMRoberta"
    }
  }

  /// The module that the encoder stands in below a head in transformers.
  public var module: String {
    switch self {
    case .luke: LukeModule.luke
    case .bert: "bert"
    case .roberta, .xlmRoberta: "roberta"
    }
  }

  /// The defaults of transformers for keys that a `config.json` lacks.
  var defaults: (vocabularySize: Int, paddingID: Int) {
    switch self {
    case .luke: (50267, 1)
    case .bert: (30522, 0)
    case .roberta, .xlmRoberta: (50265, 1)
    }
  }
}

extension LukeConfiguration {
  /// Whether the model has entities.
  public var usesEntities: Bool { family.hasEntities }

  /// How many rows a table of word positions has here before those that it has in transformers.
  public var addedPositionCount: Int {
    // What is no id is a fault that is told elsewhere.
    family.countsFromZero ? min(max(0, paddingID), vocabularySize) + 1 : 0
  }

  /// The same sizes for a plain encoder, which has no entities; the class is not known then.
  public func withoutEntities(as family: EncoderFamily) -> LukeConfiguration {
    precondition(!family.hasEntities, "\(family) has entities")
    var plain = self
    plain.family = family
    (plain.entityVocabularySize, plain.entityEmbeddingSize) = (0, 0)
    plain.usesEntityAwareAttention = false
    return plain
  }
}
