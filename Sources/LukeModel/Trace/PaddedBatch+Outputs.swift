public import LukeAutodiff

/// Outputs of heads in the padded places that transformers has them in.
extension PaddedBatch {
  /// Rows of packed words as an output.
  public func words(named name: String, _ rows: Tensor) -> TracedOutput {
    let (shape, values) = paddedWords(rows)
    return TracedOutput(name: name, shape: shape, values: values)
  }

  /// Rows of packed entities as an output.
  public func entities(named name: String, _ rows: Tensor) -> TracedOutput {
    let (shape, values) = paddedEntities(rows)
    return TracedOutput(name: name, shape: shape, values: values)
  }

  /// The last hidden states of words and, where there are any, entities.
  public func hidden(_ states: LukeHiddenStates) -> [TracedOutput] {
    let words = words(named: "last_hidden_state", states.words)
    guard packed.entityCount > 0 else { return [words] }
    return [words, entities(named: "entity_last_hidden_state", states.entities)]
  }

  /// A column of rows of packed words as an output, `[examples, words]`.
  public func wordColumn(named name: String, _ rows: Tensor, _ column: Int) -> TracedOutput {
    let (shape, values) = paddedWords(rows)
    return TracedOutput(
      name: name, shape: Array(shape.dropLast()),
      values: stride(from: column, to: values.count, by: rows.columns).map { values[$0] })
  }

  /// A number for each entity after the first of its example as an output, `[examples, entities − 1]`.
  public func candidates(named name: String, _ rows: Tensor) -> TracedOutput {
    let width = entityShape[1]
    var values = [Float](repeating: 0, count: entityShape[0] * max(0, width - 1))
    for (place, value) in zip(entityPlaces.filter { $0 % width > 0 }, rows.values) {
      values[place - place / width - 1] = value
    }
    return TracedOutput(name: name, shape: [entityShape[0], max(0, width - 1)], values: values)
  }

  /// Hidden states, outputs of a head, and their loss, if there is one.
  public func traced(
    _ states: LukeHiddenStates, _ outputs: [TracedOutput], _ loss: Tensor?
  ) -> (outputs: [TracedOutput], loss: Tensor?) {
    let scalar = loss.map { [TracedOutput(name: "loss", scalar: $0)] } ?? []
    return (hidden(states) + outputs + scalar, loss)
  }

  /// Hidden states, an output that was classified, and the loss of its labels, if there are any.
  public func classified(
    _ states: LukeHiddenStates, _ output: TracedOutput, _ logits: Tensor, _ labels: [Int32]?,
    on tape: Tape
  ) -> (outputs: [TracedOutput], loss: Tensor?) {
    traced(states, [output], labels.map { tape.crossEntropy(logits, labels: $0) })
  }
}
