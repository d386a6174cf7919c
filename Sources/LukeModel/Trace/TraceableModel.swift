public import LukeAutodiff
public import LukeLayers

/// A model of any architecture, run on padded batches as transformers runs them.
public struct TraceableModel {
  private enum Head {
    case none(LukeEncoder)
    case span(LukeForEntitySpanClassification)
    case pair(LukeForEntityPairClassification)
    case masked(LukeForMaskedLM)
  }

  /// One output under transformers' name and shape.
  public struct Output {
    /// What transformers calls it: `last_hidden_state`, `logits`, `loss`.
    public let name: String
    /// Sizes of the axes; empty for the loss.
    public let shape: [Int]
    /// Elements, row-major, zeros at padding.
    public let values: [Float]
  }

  private let head: Head
  private let classCount: Int

  /// Declares the model's parameters in `store`.
  public init(
    _ architecture: LukeArchitecture, _ configuration: LukeConfiguration, in store: ParameterStore
  ) {
    // transformers' default is two labels.
    classCount = configuration.labels?.count ?? 2
    switch architecture {
    case .encoder: head = .none(LukeEncoder(configuration, in: store.root))
    case .entitySpanClassification:
      head = .span(.init(configuration, labelCount: classCount, in: store))
    case .entityPairClassification:
      head = .pair(.init(configuration, labelCount: classCount, in: store))
    case .maskedLM: head = .masked(.init(configuration, in: store))
    }
  }

  /// Runs a batch; `loss` is nil when the model has no head or the batch no labels.
  public func callAsFunction(
    _ batch: PaddedBatch, on tape: Tape
  ) throws -> (outputs: [Output], loss: Tensor?) {
    switch head {
    case .none(let luke):
      let states = luke(batch.packed, on: tape)
      let pooled = luke.pool(states, batch.packed, on: tape)
      return (
        hidden(states, batch)
          + [
            Output(
              name: "pooler_output", shape: [pooled.rows, pooled.columns], values: pooled.values)
          ],
        nil
      )
    case .span(let model):
      try batch.checkLabels("labels", of: .entity, classes: classCount)
      let states = model.luke(batch.packed, on: tape)
      let logits = model.logits(
        states, starts: try batch.wordRows("entity_start_positions"),
        ends: try batch.wordRows("entity_end_positions"), on: tape)
      let (shape, values) = batch.paddedEntities(logits)
      return finish(
        states, batch, logits, Output(name: "logits", shape: shape, values: values),
        batch.entityLabels(), on: tape)
    case .pair(let model):
      try batch.checkLabels("labels", of: .example, classes: classCount)
      try batch.checkPairs()
      let states = model.luke(batch.packed, on: tape)
      let logits = model.logits(states, batch.packed, on: tape)
      let output = Output(
        name: "logits", shape: [logits.rows, logits.columns], values: logits.values)
      return finish(states, batch, logits, output, batch.exampleLabels(), on: tape)
    case .masked(let model): return try masked(model, batch, on: tape)
    }
  }

  private func masked(
    _ model: LukeForMaskedLM, _ batch: PaddedBatch, on tape: Tape
  ) throws -> (outputs: [Output], loss: Tensor?) {
    let configuration = model.luke.configuration
    try batch.checkLabels("labels", of: .word, classes: configuration.vocabularySize)
    try batch.checkLabels(
      "entity_labels", of: .entity, classes: configuration.entityVocabularySize)
    let states = model.luke(batch.packed, on: tape)
    // All logits are for the eye alone; losses come from the rows that have a label.
    let (shape, values) = batch.paddedWords(model.wordLogits(states, on: Tape(.inference)))
    var outputs = hidden(states, batch) + [Output(name: "logits", shape: shape, values: values)]
    var losses: [Tensor] = []
    if let targets = batch.wordTargets() {
      losses.append(model.wordLoss(states, targets, on: tape))
      outputs.append(Output(name: "mlm_loss", shape: [], values: losses[0].values))
    }
    if batch.packed.entityCount > 0 {
      let logits = model.entityLogits(states, on: Tape(.inference))
      let (shape, values) = batch.paddedEntities(logits)
      outputs.append(Output(name: "entity_logits", shape: shape, values: values))
      if let targets = batch.entityTargets() {
        let loss = model.entityLoss(states, targets, on: tape)
        outputs.append(Output(name: "mep_loss", shape: [], values: loss.values))
        losses.append(loss)
      }
    }
    guard let first = losses.first else { return (outputs, nil) }
    let loss = losses.count == 1 ? first : tape.add(first, losses[1])
    return (outputs + [Output(name: "loss", shape: [], values: loss.values)], loss)
  }

  private func hidden(_ states: LukeHiddenStates, _ batch: PaddedBatch) -> [Output] {
    let (shape, values) = batch.paddedWords(states.words)
    var outputs = [Output(name: "last_hidden_state", shape: shape, values: values)]
    if batch.packed.entityCount > 0 {
      let (shape, values) = batch.paddedEntities(states.entities)
      outputs.append(Output(name: "entity_last_hidden_state", shape: shape, values: values))
    }
    return outputs
  }

  private func finish(
    _ states: LukeHiddenStates, _ batch: PaddedBatch, _ logits: Tensor, _ output: Output,
    _ labels: [Int32]?, on tape: Tape
  ) -> (outputs: [Output], loss: Tensor?) {
    var outputs = hidden(states, batch) + [output]
    let loss = labels.map { tape.crossEntropy(logits, labels: $0) }
    if let loss { outputs.append(Output(name: "loss", shape: [], values: loss.values)) }
    return (outputs, loss)
  }
}
