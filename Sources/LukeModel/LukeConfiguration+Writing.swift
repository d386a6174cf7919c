public import Foundation
import LukeJSON

extension LukeConfiguration {
  /// The `config.json` that transformers reads, keys sorted.
  ///
  /// A run knows the model that it began with by the checksum of these bytes, so they stay as they were
  /// first written: blanks around colons, decimals in full, labels of `label2id` in the order of people.
  public func json() -> Data {
    let layout = JSONWriter.Layout.lines(indentation: 2, spacesColons: true)
    return Data(JSONWriter.write(.object(members.sorted { $0.key < $1.key }), layout))
  }

  private var members: [JSONValue.Member] {
    let all: KeyValuePairs<String, JSONValue?> = [
      "model_type": .string(family.rawValue),
      "vocab_size": .integer(vocabularySize),
      "entity_vocab_size": usesEntities ? .integer(entityVocabularySize) : nil,
      "hidden_size": .integer(hiddenSize),
      "entity_emb_size": usesEntities ? .integer(entityEmbeddingSize) : nil,
      "num_hidden_layers": .integer(layerCount),
      "num_attention_heads": .integer(attentionHeadCount),
      "intermediate_size": .integer(intermediateSize),
      "hidden_act": .string(activation),
      "hidden_dropout_prob": decimal(hiddenDropout),
      "attention_probs_dropout_prob": decimal(attentionDropout),
      "classifier_dropout": classifierDropout.map(decimal),
      "max_position_embeddings": .integer(maximumPositionCount - addedPositionCount),
      "type_vocab_size": .integer(typeVocabularySize),
      "initializer_range": decimal(initializerRange),
      "layer_norm_eps": decimal(layerNormEpsilon),
      "use_entity_aware_attention": usesEntities ? .bool(usesEntityAwareAttention) : nil,
      "pad_token_id": .integer(paddingID),
      "bos_token_id": beginningID.map(JSONValue.integer),
      "eos_token_id": endID.map(JSONValue.integer),
      "architectures": architectures.map { .array($0.map(JSONValue.string)) },
      "problem_type": problemType.map { .string($0.rawValue) },
      "id2label": labels.map(names),
      "label2id": labels.map(numbers),
    ]
    return all.compactMap { key, value in value.map { JSONValue.Member(key: key, value: $0) } }
  }

  /// Names under their numbers, in order.
  private func names(of labels: [String]) -> JSONValue {
    .object(
      labels.enumerated().map {
        JSONValue.Member(key: String($0.offset), value: .string($0.element))
      })
  }

  /// Numbers under their names, "L2" before "L10"; of equal names the first.
  private func numbers(of labels: [String]) -> JSONValue {
    let numbers = Dictionary(
      labels.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    let sorted = numbers.sorted {
      let options: String.CompareOptions = [.numeric, .caseInsensitive, .forcedOrdering]
      return $0.key.compare($1.key, options: options, range: nil, locale: Locale(identifier: ""))
        == .orderedAscending
    }
    return .object(sorted.map { JSONValue.Member(key: $0.key, value: .integer($0.value)) })
  }

  /// The shortest decimal that is the same Float, without an exponent: 0.1 and not 0.10000000149011612.
  private func decimal(_ value: Float) -> JSONValue {
    .number(NSDecimalNumber(string: "\(value)").stringValue)
  }
}
