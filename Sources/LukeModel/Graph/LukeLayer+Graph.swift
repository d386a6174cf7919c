import LukeLayers

/// What layers share in a graph.
struct LayerSurroundings {
  /// Added to scores, `[examples, 1, 1, words + entities]`.
  let mask: GraphValue
  /// The number of words, a list of one; nil without entities.
  let wordCount: GraphValue?
}

extension LukeLayer {
  /// `[examples, words + entities, hiddenSize]` → the same shape.
  func graph(
    _ hidden: GraphValue, _ surroundings: LayerSurroundings, in graph: GraphBuilder
  ) -> GraphValue {
    let context = attention.graph(hidden, surroundings, in: graph)
    let attended = attentionOutput.graph(context, residual: hidden, in: graph)
    let inner = graph.gelu(intermediate.graph(attended, in: graph))
    return output.graph(inner, residual: attended, in: graph)
  }
}

extension ResidualOutput {
  func graph(_ x: GraphValue, residual: GraphValue, in graph: GraphBuilder) -> GraphValue {
    norm.graph(graph.add(dense.graph(x, in: graph), residual), in: graph)
  }
}

extension LukeSelfAttention {
  /// Contexts, `[examples, words + entities, hiddenSize]`.
  func graph(
    _ hidden: GraphValue, _ surroundings: LayerSurroundings, in graph: GraphBuilder
  ) -> GraphValue {
    let keys = heads(hidden, LukeModule.key, in: graph)
    let values = heads(hidden, LukeModule.value, in: graph)
    let products =
      if isEntityAware, let wordCount = surroundings.wordCount {
        products(hidden, keys: keys, wordCount: wordCount, in: graph)
      } else {
        product(hidden, LukeModule.Query.plain, keys, in: graph)
      }
    let scores = graph.divide(products, by: graph.number(Float(headSize).squareRoot()))
    let shares = graph.softmax(graph.add(scores, surroundings.mask))
    let contexts = graph.transpose(graph.matrixProduct(shares, values), [0, 2, 1, 3])
    return graph.reshape(contexts, [0, 0, headCount * headSize])
  }

  /// Queries of words and entities for words and entities, four kinds, with the keys of what they are for.
  private func products(
    _ hidden: GraphValue, keys: GraphValue, wordCount: GraphValue, in graph: GraphBuilder
  ) -> GraphValue {
    func words(_ x: GraphValue, axis: Int) -> GraphValue {
      graph.slice(x, from: graph.integers([0]), to: wordCount, axis: axis)
    }
    func entities(_ x: GraphValue, axis: Int) -> GraphValue {
      graph.slice(x, from: wordCount, to: graph.end, axis: axis)
    }
    typealias Query = LukeModule.Query
    let (wordKeys, entityKeys) = (words(keys, axis: 2), entities(keys, axis: 2))
    func row(_ x: GraphValue, _ toWords: String, _ toEntities: String) -> GraphValue {
      graph.concatenate(
        [
          product(x, toWords, wordKeys, in: graph), product(x, toEntities, entityKeys, in: graph),
        ], axis: 3)
    }
    return graph.concatenate(
      [
        row(words(hidden, axis: 1), Query.plain, Query.wordsToEntities),
        row(entities(hidden, axis: 1), Query.entitiesToWords, Query.entitiesToEntities),
      ], axis: 2)
  }

  private func product(
    _ x: GraphValue, _ query: String, _ keys: GraphValue, in graph: GraphBuilder
  ) -> GraphValue {
    graph.matrixProduct(heads(x, query, in: graph), graph.transpose(keys, [0, 1, 3, 2]))
  }

  /// A projection, parted into heads: `[examples, heads, rows, headSize]`.
  private func heads(_ x: GraphValue, _ name: String, in graph: GraphBuilder) -> GraphValue {
    let (weight, bias) = names(of: name)
    let projected = graph.linear(x, weight: weight, bias: bias)
    return graph.transpose(graph.reshape(projected, [0, 0, headCount, headSize]), [0, 2, 1, 3])
  }
}
