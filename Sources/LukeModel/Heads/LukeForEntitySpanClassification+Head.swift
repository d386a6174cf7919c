public import LukeAutodiff
public import LukeLayers

extension LukeForEntitySpanClassification: FineTunedHead {
  /// Packed examples and, for each of their entities, the rows of its first and last word.
  public struct Input: Sendable {
    /// The examples.
    public var batch: PackedBatch
    /// Rows of packed words.
    public var starts, ends: [Int32]

    /// Creates an input; there is one start and one end for each entity.
    public init(_ batch: PackedBatch, starts: [Int32], ends: [Int32]) {
      (self.batch, self.starts, self.ends) = (batch, starts, ends)
    }
  }

  /// Declares the encoder and a classifier of the configuration's classes.
  public init(_ configuration: LukeConfiguration, in store: ParameterStore) {
    self.init(configuration, labelCount: configuration.labelCount, in: store)
  }

  /// Logits `[entities, labels]`.
  public func outputs(_ input: Input, on tape: Tape) -> Tensor {
    logits(luke(input.batch, on: tape), starts: input.starts, ends: input.ends, on: tape)
  }

  /// Hidden states, logits of the entities, and their loss where the batch has `labels`.
  public func trace(
    _ batch: PaddedBatch, on tape: Tape
  ) throws -> (outputs: [TracedOutput], loss: Tensor?) {
    try batch.checkLabels("labels", of: .entity, classes: luke.configuration.labelCount)
    let states = luke(batch.packed, on: tape)
    let logits = logits(
      states, starts: try batch.wordRows("entity_start_positions"),
      ends: try batch.wordRows("entity_end_positions"), on: tape)
    return batch.classified(
      states, batch.entities(named: "logits", logits), logits, batch.entityLabels(), on: tape)
  }
}
