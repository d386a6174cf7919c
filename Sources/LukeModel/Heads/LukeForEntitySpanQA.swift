public import LukeAutodiff
public import LukeLayers

/// LUKE that fills a gap with one of the entities of a text: [placeholder; candidate] → score, as in
/// cloze questions (ReCoRD).
///
/// transformers has no such class; this is `LukeForEntitySpanQA` of the official code
/// (studio-ousia/luke, `examples/legacy/entity_span_qa`), with its dropout, its `scorer` and its loss. An
/// exported folder is loaded by a class of that name on transformers' `LukeModel`: `self.luke` and
/// `self.scorer = nn.Linear(2 * hidden_size, 1)`.
public struct LukeForEntitySpanQA {
  /// The name that the official code knows it by.
  public static let architecture = "LukeForEntitySpanQA"
  /// The encoder, whose names begin with `luke.`.
  public let luke: LukeEncoder
  let scorer: Linear

  /// Declares the encoder and what scores a pair.
  public init(_ configuration: LukeConfiguration, in store: ParameterStore) {
    luke = LukeEncoder(configuration, belowHeadIn: store)
    scorer = Linear(
      from: 2 * configuration.hiddenSize, to: 1,
      standardDeviation: configuration.initializerRange, in: store.root.head(LukeModule.scorer))
  }

  /// Logits `[candidates, 1]`: of each example the entities after the first, which is the placeholder.
  public func logits(_ states: LukeHiddenStates, _ batch: PackedBatch, on tape: Tape) -> Tensor {
    let entities = states.entities
    let candidates = batch.segments.map { $0.entities.dropFirst().map(Int32.init) }
    let placeholders = zip(batch.segments, candidates).flatMap { segment, candidates in
      candidates.map { _ in Int32(segment.entities.lowerBound) }
    }
    return tape.phase(.heads) {
      let features = tape.gatherRows([
        .init(entities, rows: placeholders), .init(entities, rows: candidates.flatMap(\.self)),
      ])
      return scorer(
        tape.dropout(features, probability: luke.configuration.hiddenDropout), on: tape)
    }
  }
}
