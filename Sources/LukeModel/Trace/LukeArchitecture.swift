public import LukeAutodiff
public import LukeLayers

/// The models there are, by the names that transformers gives them in `architectures`.
public enum LukeArchitecture: String, CaseIterable, Sendable {
  /// The encoder alone, with its pooler.
  case encoder = "LukeModel"
  /// A class for each entity span.
  case entitySpanClassification = "LukeForEntitySpanClassification"
  /// A class for a pair of entities.
  case entityPairClassification = "LukeForEntityPairClassification"

  /// The architecture a configuration names; the bare encoder when it names none.
  /// - Throws: `ConfigurationError` for one that is not known.
  public init(_ configuration: LukeConfiguration, origin: String) throws {
    let name = configuration.architectures?.first ?? LukeArchitecture.encoder.rawValue
    guard let known = LukeArchitecture(rawValue: name) else {
      let names = LukeArchitecture.allCases.map(\.rawValue).joined(separator: ", ")
      throw ConfigurationError(
        origin: origin, faults: ["architectures: \(name) is not known; known are \(names)"])
    }
    self = known
  }
}

/// A model of any architecture, run on padded batches as transformers runs them.
public struct TraceableModel {
  private enum Head {
    case none(LukeEncoder)
    case span(LukeForEntitySpanClassification)
    case pair(LukeForEntityPairClassification)
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
      try batch.checkLabels(axes: 2, classes: classCount)
      let states = model.luke(batch.packed, on: tape)
      let logits = model.logits(
        states, starts: try batch.wordRows("entity_start_positions"),
        ends: try batch.wordRows("entity_end_positions"), on: tape)
      let (shape, values) = batch.paddedEntities(logits)
      return finish(
        states, batch, logits, Output(name: "logits", shape: shape, values: values),
        batch.entityLabels(), on: tape)
    case .pair(let model):
      try batch.checkLabels(axes: 1, classes: classCount)
      try batch.checkPairs()
      let states = model.luke(batch.packed, on: tape)
      let logits = model.logits(states, batch.packed, on: tape)
      let output = Output(
        name: "logits", shape: [logits.rows, logits.columns], values: logits.values)
      return finish(states, batch, logits, output, batch.exampleLabels(), on: tape)
    }
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
