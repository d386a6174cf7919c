extension Linear {
  /// The layer in a graph; see `GraphBuilder.linear`.
  package func graph(
    _ x: GraphValue, isExact: Bool = false, in graph: GraphBuilder
  ) -> GraphValue {
    graph.linear(x, weight: weight.name, bias: bias?.name, isExact: isExact)
  }
}

extension LayerNorm {
  /// The normalization in a graph.
  package func graph(_ x: GraphValue, in graph: GraphBuilder) -> GraphValue {
    graph.apply(
      "LayerNormalization", x, graph.weight(weight.name), graph.weight(bias.name),
      attributes: ["axis": .int(-1), "epsilon": .float(epsilon)])
  }
}

extension Embedding {
  /// One row for each index in a graph; see `GraphBuilder.lookup`.
  package func graph(
    _ indices: GraphValue, isExact: Bool = false, in graph: GraphBuilder
  ) -> GraphValue {
    graph.lookup(indices, in: weight.name, isExact: isExact)
  }
}
