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

  /// Hidden states, an output that was classified, and the loss of its labels, if there are any.
  public func classified(
    _ states: LukeHiddenStates, _ output: TracedOutput, _ logits: Tensor, _ labels: [Int32]?,
    on tape: Tape
  ) -> (outputs: [TracedOutput], loss: Tensor?) {
    let outputs = hidden(states) + [output]
    guard let labels else { return (outputs, nil) }
    let loss = tape.crossEntropy(logits, labels: labels)
    return (outputs + [TracedOutput(name: "loss", scalar: loss)], loss)
  }
}
