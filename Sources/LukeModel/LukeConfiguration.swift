import Foundation
public import LukeSystem

/// Sizes and switches of a LUKE model, as Hugging Face's `config.json` spells them (`LukeConfig`), or of a
/// plain encoder of words alone (`BertConfig`, `RobertaConfig`).
public struct LukeConfiguration: Hashable, Sendable {
  /// What the model is, `model_type`.
  public var family = EncoderFamily.luke
  /// Rows of the word table, `vocab_size`.
  public var vocabularySize = 50267
  /// Rows of the entity table, `entity_vocab_size`; 0 for a plain encoder.
  public var entityVocabularySize = 500_000
  /// Width of hidden states, `hidden_size`.
  public var hiddenSize = 768
  /// Width of the entity table, `entity_emb_size`; projected to `hiddenSize` where it differs.
  public var entityEmbeddingSize = 256
  /// Number of encoder layers, `num_hidden_layers`.
  public var layerCount = 12
  /// Number of attention heads, `num_attention_heads`.
  public var attentionHeadCount = 12
  /// Width of the feed-forward layers, `intermediate_size`.
  public var intermediateSize = 3072
  /// Activation of the feed-forward layers, `hidden_act`; only `gelu` (exact) is known.
  public var activation = "gelu"
  /// Dropout of hidden states, `hidden_dropout_prob`.
  public var hiddenDropout: Float = 0.1
  /// Dropout of attention probabilities, `attention_probs_dropout_prob`.
  public var attentionDropout: Float = 0.1
  /// Dropout before the classifiers of words, texts and choices, `classifier_dropout`; nil for
  /// `hiddenDropout`.
  public var classifierDropout: Float?
  /// Rows of the position tables, `max_position_embeddings`: word limit + `pad_token_id` + 1.
  ///
  /// A BERT's key has the word limit alone.
  public var maximumPositionCount = 514
  /// Rows of the token type tables, `type_vocab_size`.
  public var typeVocabularySize = 1
  /// Standard deviation of random weights, `initializer_range`.
  public var initializerRange: Float = 0.02
  /// Added to variances, `layer_norm_eps`.
  public var layerNormEpsilon: Float = 1e-5
  /// Whether each pair of kinds has queries of its own, `use_entity_aware_attention`.
  public var usesEntityAwareAttention = true
  /// `pad_token_id`; word positions are counted from it (RoBERTa's offset).
  public var paddingID = 1
  /// `bos_token_id`.
  public var beginningID: Int? = 0
  /// `eos_token_id`.
  public var endID: Int? = 2
  /// The value of `architectures`, such as `["LukeForEntitySpanClassification"]`.
  public var architectures: [String]?
  /// Names of the classes by index, `id2label`.
  public var labels: [String]?
  /// What a head over whole texts is trained for, `problem_type`; nil where labels decide.
  public var problemType: ProblemType?

  /// Creates the configuration of LUKE base; change what differs.
  public init() {}

  /// The most word tokens, special ones included, that the position table has rows for.
  public var maximumWordCount: Int { maximumPositionCount - paddingID - 1 }
  /// Values of the largest matrix.
  var largestTable: Double {
    let hidden = Double(hiddenSize)
    return max(
      Double(max(vocabularySize, maximumPositionCount, typeVocabularySize)) * hidden,
      Double(entityVocabularySize) * Double(entityEmbeddingSize),
      max(6 * hidden, Double(intermediateSize)) * hidden)
  }

  /// Width of one attention head.
  public var headSize: Int { hiddenSize / max(1, attentionHeadCount) }
}

/// A `config.json` that cannot be used: every fault, each with its key.
public struct ConfigurationError: UserError, Hashable {
  /// The file.
  public let origin: String
  /// One sentence for each fault.
  public let faults: [String]

  /// Creates an error.
  public init(origin: String, faults: [String]) {
    self.origin = origin
    self.faults = faults
  }

  /// Whose fault it is.
  public var kind: UserErrorKind { .badData }

  /// A line for each fault, each with the file.
  public var description: String { lines.joined(separator: "\n") }

  /// The same.
  public var lines: [String] { faults.map { "\(origin): \($0)".shownOnOneLine } }
}
