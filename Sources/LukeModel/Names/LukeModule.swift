import LukeLayers

extension ParameterPart {
  /// Embeddings of words.
  public static let words = ParameterPart("words")
  /// Embeddings of entities.
  public static let entities = ParameterPart("entities")
  /// The layers of the encoder.
  public static let encoder = ParameterPart("encoder")
  /// The layer over the first word of an example, which heads over whole texts read.
  public static let pooler = ParameterPart("pooler")
  /// Pretraining's head over all words.
  public static let wordHead = ParameterPart("word head")
  /// Pretraining's head over all entities.
  public static let entityHead = ParameterPart("entity head")
  /// The head of a task.
  public static let classifier = ParameterPart("classifier")
}

/// Names of the modules of transformers' LUKE: what declares parameters and what reads files spell them
/// from here.
enum LukeModule {
  /// The encoder below a head; a bare model lacks it.
  static let luke = "luke"
  static let words = "embeddings"
  static let entities = "entity_embeddings"
  static let encoder = "encoder"
  static let layers = "layer"
  static let selfAttention = "attention.self"
  /// What queries are held against, and what is taken of it.
  static let key = "key"
  static let value = "value"
  static let pooler = "pooler"
  static let wordHead = "lm_head"
  static let wordHeadDense = "dense"
  static let wordHeadNorm = "layer_norm"
  static let entityHead = "entity_predictions"
  static let classifier = "classifier"
  /// The classifier of words as starts and ends of an answer.
  static let answers = "qa_outputs"
  /// What scores pairs of a placeholder and a candidate in the official code.
  static let scorer = "scorer"
  /// The decoder that files of pretraining heads have, which is a table of the encoder.
  static let decoder = "decoder"

  /// Queries, of words and entities for each other, beside `query` where attention is entity-aware.
  enum Query {
    static let plain = "query"
    static let wordsToEntities = "w2e_query"
    static let entitiesToWords = "e2w_query"
    static let entitiesToEntities = "e2e_query"
    static let entityAware = [wordsToEntities, entitiesToWords, entitiesToEntities]
  }

  /// The parts of the encoder by their modules.
  static let partsOfLuke: [(module: String, part: ParameterPart)] = [
    (words, .words), (entities, .entities), (encoder, .encoder), (pooler, .pooler),
  ]
  /// The heads by their modules.
  static let heads: [(module: String, part: ParameterPart)] = [
    (wordHead, .wordHead), (entityHead, .entityHead), (classifier, .classifier),
    (answers, .classifier), (scorer, .classifier),
  ]
}

extension ParameterScope {
  /// The scope of a part of the encoder, below that of the encoder.
  func encoderPart(_ module: String, isOptional: Bool = false) -> ParameterScope {
    let part = LukeModule.partsOfLuke.first { $0.module == module }?.part
    return self[module].of(part, isOptional: isOptional)
  }

  /// The scope of a head, below the root.
  func head(_ module: String) -> ParameterScope {
    self[module].of(LukeModule.heads.first { $0.module == module }?.part)
  }
}
