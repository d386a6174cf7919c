extension LukeConfiguration {
  /// Checks sizes against each other.
  /// - Throws: `ConfigurationError` with all faults.
  public func validate(origin: String) throws {
    let faults = self.faults()
    if !faults.isEmpty { throw ConfigurationError(origin: origin, faults: faults) }
  }

  /// What is wrong with the values, one sentence each; nothing of that needs a key of `unknown`, whose
  /// values could not be read.
  func faults(without unknown: Set<String> = []) -> [String] {
    var faults: [String] = []
    func check(_ keys: String..., isSound: Bool, _ fault: @autoclosure () -> String) {
      if !isSound, unknown.isDisjoint(with: keys) { faults.append(fault()) }
    }
    for (key, value) in sizes {
      check(
        key, isSound: (1...100_000_000).contains(value),
        "\(key) is \(value); it must be between 1 and 100000000")
    }
    check(
      "num_hidden_layers", isSound: layerCount <= 1000,
      "num_hidden_layers is \(layerCount); it must be at most 1000")
    if faults.isEmpty, unknown.isEmpty, largestTable > 1e10 {
      faults.append("a table of \(largestTable) values is more than any machine holds")
    }
    check(
      "hidden_size", "num_attention_heads",
      isSound: attentionHeadCount <= 0 || hiddenSize <= 0 || hiddenSize % attentionHeadCount == 0,
      "hidden_size \(hiddenSize) is not a multiple of num_attention_heads \(attentionHeadCount)")
    check(
      "hidden_act", isSound: activation == "gelu",
      "hidden_act is \"\(activation)\"; only \"gelu\" is known")
    check(
      "pad_token_id", "vocab_size",
      isSound: vocabularySize <= 0 || paddingID >= 0 && paddingID < vocabularySize,
      "pad_token_id \(paddingID) is not below vocab_size \(vocabularySize)")
    check(
      "max_position_embeddings", "pad_token_id",
      isSound: maximumPositionCount - addedPositionCount <= 0 || paddingID < 0
        || maximumWordCount >= 1,
      "max_position_embeddings \(maximumPositionCount) leaves no room for words after "
        + "pad_token_id \(paddingID)")
    for (key, value) in [
      ("hidden_dropout_prob", hiddenDropout), ("attention_probs_dropout_prob", attentionDropout),
      ("classifier_dropout", classifierDropout ?? 0),
    ] {
      check(
        key, isSound: (0..<1).contains(value),
        "\(key) is \(value); it must be at least 0 and below 1")
    }
    check("layer_norm_eps", isSound: layerNormEpsilon > 0, "layer_norm_eps must be above 0")
    check(
      "initializer_range", isSound: initializerRange >= 0, "initializer_range must not be negative")
    return faults
  }

  /// Keys of sizes with their values.
  private var sizes: [(key: String, value: Int)] {
    let all = [
      ("vocab_size", vocabularySize), ("entity_vocab_size", entityVocabularySize),
      ("hidden_size", hiddenSize), ("entity_emb_size", entityEmbeddingSize),
      ("num_hidden_layers", layerCount), ("num_attention_heads", attentionHeadCount),
      ("intermediate_size", intermediateSize), ("type_vocab_size", typeVocabularySize),
      ("max_position_embeddings", maximumPositionCount - addedPositionCount),
    ]
    return usesEntities ? all : all.filter { !$0.0.hasPrefix("entity_") }
  }
}
