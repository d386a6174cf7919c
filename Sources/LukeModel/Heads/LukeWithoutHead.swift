public import LukeAutodiff
public import LukeLayers

/// The encoder alone with its pooler (`LukeModel`), whose parameters have no prefix.
public struct LukeWithoutHead: LukeHead {
  /// The name transformers knows it by.
  public static let architecture = "LukeModel"
  /// Yes.
  public static let isBareEncoder = true
  /// Yes.
  public static let readsWordsAlone = true
  /// None.
  public static let parts: Set<ParameterPart> = []
  /// The encoder.
  public let luke: LukeEncoder

  /// Declares the encoder.
  public init(_ configuration: LukeConfiguration, in store: ParameterStore) {
    luke = LukeEncoder(configuration, in: store.root)
  }

  /// Hidden states and the pooled first words; there is no loss.
  public func trace(
    _ batch: PaddedBatch, on tape: Tape
  ) -> (outputs: [TracedOutput], loss: Tensor?) {
    let batch = batch.readingFirstWords()
    let states = luke(batch.packed, on: tape)
    let pooled = luke.pool(states, rows: batch.firstWordRows, on: tape)
    return (batch.hidden(states) + [TracedOutput(name: "pooler_output", pooled)], nil)
  }
}
