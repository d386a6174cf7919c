import LukeAutodiff
import LukeLayers
import LukeModel

/// What a head that grades parts of texts reads.
public struct GradedParts: Sendable {
  /// The texts.
  public let batch: PackedBatch
  /// For each part, the rows of its words in the batch.
  public let rows: [[Int32]]

  public init(batch: PackedBatch, rows: [[Int32]]) {
    (self.batch, self.rows) = (batch, rows)
  }
}

/// LUKE that gives parts of texts a number each, from the mean of the states of their words.
public struct GradeHead: FineTunedHead {
  public static let architecture = "GradeHead"
  public let luke: LukeEncoder
  private let grade: Linear

  public init(_ configuration: LukeConfiguration, in store: ParameterStore) {
    luke = LukeEncoder(configuration, belowHeadIn: store)
    grade = Linear(
      from: configuration.hiddenSize, to: 1, standardDeviation: configuration.initializerRange,
      in: store.root["classifier"].of(.classifier))
  }

  public func outputs(_ input: GradedParts, on tape: Tape) -> Tensor {
    let words = luke(input.batch, on: tape).words
    return grade(tape.embeddingSum([EmbeddingLookup(meansOf: words, input.rows)]), on: tape)
  }

  public func loss(
    _ outputs: Tensor, _ targets: [Float], normalizer: Float, on tape: Tape
  ) -> Tensor {
    tape.loss(of: outputs) { found in
      let errors = zip(found, targets).map { $0 - $1 }
      return (errors.reduce(0) { $0 + $1 * $1 } / normalizer, errors.map { 2 * $0 / normalizer })
    }
  }

  public func trace(
    _ batch: PaddedBatch, on tape: Tape
  ) throws -> (outputs: [TracedOutput], loss: Tensor?) {
    let packed = batch.packed
    let rows = packed.segments.map { $0.words.map { Int32($0) } }
    let grades = outputs(GradedParts(batch: packed, rows: rows), on: tape)
    return ([TracedOutput(name: "grades", grades)], nil)
  }
}
