import LukeLayers

/// Last hidden states in a graph.
struct HiddenGraph {
  /// `[examples, words, hiddenSize]`.
  let words: GraphValue
  /// `[examples, entities, hiddenSize]`; nil for words alone.
  let entities: GraphValue?
}

extension LukeEncoder {
  /// The encoder in a graph.
  func graph(_ inputs: EncoderInputs, in graph: GraphBuilder) -> HiddenGraph {
    var parts = [words.graph(inputs, configuration, in: graph)]
    var masks = [inputs.wordMask]
    var wordCount: GraphValue?
    if let asked = inputs.entities, let entities {
      parts.append(entities.graph(asked, in: graph))
      masks.append(asked.mask)
      wordCount = graph.sizes(of: inputs.wordIDs, 1..<2)
    }
    let isHidden = graph.equal(graph.concatenate(masks, axis: 1), graph.integer(0))
    let mask = graph.choose(
      where: isHidden, graph.number(-Float.greatestFiniteMagnitude), else: graph.number(0))
    let surroundings = LayerSurroundings(
      mask: graph.unsqueeze(mask, axes: [1, 2]), wordCount: wordCount)
    var hidden = graph.concatenate(parts, axis: 1)
    for layer in layers { hidden = layer.graph(hidden, surroundings, in: graph) }
    guard let wordCount else { return HiddenGraph(words: hidden, entities: nil) }
    return HiddenGraph(
      words: graph.slice(hidden, from: graph.integers([0]), to: wordCount, axis: 1),
      entities: graph.slice(hidden, from: wordCount, to: graph.end, axis: 1))
  }

  /// tanh(dense(first word of each example)), `[examples, hiddenSize]`.
  func poolerGraph(_ states: HiddenGraph, in graph: GraphBuilder) -> GraphValue {
    guard let pooler else { preconditionFailure("this encoder has no pooler") }
    let first = graph.gather(states.words, graph.integer(0), axis: 1)
    return graph.tanh(pooler.graph(first, isExact: true, in: graph))
  }

  /// Whether the graph can have the pooler, which files may lack.
  func hasPooler(in graph: GraphBuilder) -> Bool {
    pooler.map { graph.has($0.weight.name) } ?? false
  }

  /// The size of hidden states as an axis.
  var hiddenAxis: GraphAxis { .fixed(configuration.hiddenSize) }
  /// The classes as an axis.
  var labelAxis: GraphAxis { .fixed(configuration.labelCount) }
}
