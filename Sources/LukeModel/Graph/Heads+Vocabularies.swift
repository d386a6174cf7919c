import LukeLayers

extension LukeWithoutHead: GraphedHead {
  package func graph(withEntities: Bool, in graph: GraphBuilder) {
    let states = states(withEntities: withEntities, in: graph).states
    graph.output(
      "last_hidden_state", states.words,
      [GraphAxes.examples, GraphAxes.words, luke.hiddenAxis])
    if let entities = states.entities {
      graph.output(
        "entity_last_hidden_state", entities,
        [GraphAxes.examples, GraphAxes.entities, luke.hiddenAxis])
    }
    guard luke.hasPooler(in: graph) else { return }
    graph.output(
      "pooler_output", luke.poolerGraph(states, in: graph),
      [GraphAxes.examples, luke.hiddenAxis])
  }
}

extension LukeForMaskedLM: GraphedHead {
  package func graph(withEntities: Bool, in graph: GraphBuilder) {
    let states = statesOfBoth(in: graph)
    let configuration = luke.configuration
    graph.output(
      "logits", wordHead.graph(states.words, table: luke.wordTable, in: graph),
      [GraphAxes.examples, GraphAxes.words, .fixed(configuration.vocabularySize)])
    graph.output(
      "entity_logits", entityHead.graph(states.entities, table: luke.entityTable, in: graph),
      [GraphAxes.examples, GraphAxes.entities, .fixed(configuration.entityVocabularySize)])
  }
}

extension VocabularyHead {
  /// Logits over a vocabulary; a decoder that is another matrix than the table stands under the table's other name.
  func graph(_ x: GraphValue, table: Embedding, in graph: GraphBuilder) -> GraphValue {
    func name(_ parameter: Parameter) -> String {
      parameter.aliases.first(where: graph.has) ?? parameter.name
    }
    let features = norm.graph(
      graph.gelu(dense.graph(x, isExact: true, in: graph)), in: graph)
    return graph.linear(features, weight: name(table.weight), bias: name(bias))
  }
}
