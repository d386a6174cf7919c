import LukeLayers

/// The inputs of a model in a graph, under the names of transformers' arguments.
///
/// Types of tokens are asked for where there are several; positions follow from the words, as in transformers.
package struct EncoderInputs {
  /// `[examples, words]`.
  let wordIDs, wordMask: GraphValue
  let wordTypes: GraphValue?
  /// What is asked of entities; nil for words alone.
  let entities: Entities?
  /// The sizes of examples and choices, `[2]`, where there are choices.
  let choiceSizes: GraphValue?

  struct Entities {
    /// `[examples, entities]`.
    let ids, mask: GraphValue
    let types: GraphValue?
    /// `[examples, entities, longest mention]`.
    let positions: GraphValue
  }

  /// Declares the inputs; of choices each is an example of its own within the graph.
  init(
    _ configuration: LukeConfiguration, withEntities: Bool, withChoices: Bool = false,
    in graph: GraphBuilder
  ) {
    let (examples, words, entities) = (GraphAxes.examples, GraphAxes.words, GraphAxes.entities)
    var choices: GraphValue?
    func input(_ name: String, _ axes: GraphAxis...) -> GraphValue {
      guard withChoices else { return graph.input(name, [examples] + axes) }
      let value = graph.input(name, [examples, GraphAxes.choices] + axes)
      if choices == nil { choices = graph.sizes(of: value, 0..<2) }
      let count = graph.multiply(
        graph.sizes(of: value, 0..<1), graph.sizes(of: value, 1..<2))
      let others = graph.sizes(of: value, 2..<2 + axes.count)
      return graph.reshape(value, to: graph.concatenate([count, others], axis: 0))
    }
    let hasTypes = configuration.typeVocabularySize > 1
    wordIDs = input("input_ids", words)
    wordMask = input("attention_mask", words)
    wordTypes = hasTypes ? input("token_type_ids", words) : nil
    self.entities =
      withEntities
      ? Entities(
        ids: input("entity_ids", entities), mask: input("entity_attention_mask", entities),
        types: hasTypes ? input("entity_token_type_ids", entities) : nil,
        positions: input("entity_position_ids", entities, GraphAxes.mention))
      : nil
    choiceSizes = choices
  }
}

/// The axes of inputs and outputs, by the names that transformers' documentation has for them.
enum GraphAxes {
  static let examples = GraphAxis.named("batch_size")
  static let choices = GraphAxis.named("num_choices")
  static let words = GraphAxis.named("sequence_length")
  static let entities = GraphAxis.named("entity_length")
  static let mention = GraphAxis.named("max_mention_length")
}
