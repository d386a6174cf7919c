import LukeLayers

extension LukeEmbeddings {
  /// `[examples, words, hiddenSize]`.
  func graph(
    _ inputs: EncoderInputs, _ configuration: LukeConfiguration, in graph: GraphBuilder
  ) -> GraphValue {
    let positions = self.positions.graph(
      configuration.family.countsFromZero
        ? countedFromZero(inputs.wordIDs, in: graph)
        : countedFromPadding(inputs.wordIDs, paddingID: configuration.paddingID, in: graph),
      isExact: true, in: graph)
    let words = self.words.graph(inputs.wordIDs, in: graph)
    let types = self.types.graph(
      inputs.wordTypes ?? graph.integer(0), isExact: true, in: graph)
    return norm.graph(graph.add(graph.add(words, positions), types), in: graph)
  }

  /// BERT's positions: those of all words, from 0 on.
  private func countedFromZero(_ ids: GraphValue, in graph: GraphBuilder) -> GraphValue {
    let count = graph.squeeze(graph.sizes(of: ids, 1..<2), axes: [0])
    return graph.apply("Range", graph.integer(0), count, graph.integer(1))
  }

  /// RoBERTa's positions: words that are not padding are counted from the padding id, which padding has itself.
  private func countedFromPadding(
    _ ids: GraphValue, paddingID: Int, in graph: GraphBuilder
  ) -> GraphValue {
    let padding = graph.integer(paddingID)
    let isWord = graph.cast(graph.not(graph.equal(ids, padding)), to: .int64)
    let count = graph.apply("CumSum", isWord, graph.integer(1))
    return graph.add(graph.multiply(count, isWord), padding)
  }
}

extension LukeEntityEmbeddings {
  /// `[examples, entities, hiddenSize]`.
  func graph(_ inputs: EncoderInputs.Entities, in graph: GraphBuilder) -> GraphValue {
    var entities = self.entities.graph(inputs.ids, in: graph)
    if let projection { entities = projection.graph(entities, in: graph) }
    let types = self.types.graph(inputs.types ?? graph.integer(0), isExact: true, in: graph)
    let sum = graph.add(graph.add(entities, meanPosition(inputs.positions, in: graph)), types)
    return norm.graph(sum, in: graph)
  }

  /// The mean over each mention, whose positions end with −1; zeros where there are none.
  private func meanPosition(_ ids: GraphValue, in graph: GraphBuilder) -> GraphValue {
    let rows = positions.graph(
      graph.maximum(ids, graph.integer(0)), isExact: true, in: graph)
    let isThere = graph.unsqueeze(
      graph.cast(graph.not(graph.equal(ids, graph.integer(-1))), to: .float32), axes: [-1])
    let count = graph.maximum(graph.sum(isThere, axis: -2), graph.number(1e-7))
    return graph.divide(graph.sum(graph.multiply(rows, isThere), axis: -2), by: count)
  }
}
