/// The operations that are checked; the names are those of the tape's methods.
enum CheckedOperation: String, CaseIterable, Sendable {
  case linear
  case linearGELU
  case tanh
  case layerNorm
  case linearResidualLayerNorm
  case feedForward
  case crossEntropy
  case loss
  case linearCrossEntropy
  case segmentedCrossEntropy
  case binaryCrossEntropy
  case squaredError
  case embeddingSum
  case add
  case gatherRows
  case gatherBias
  case spanScores
  case concatenateRows
  case dropout
  case entityAwareAttention

  /// The calls that are checked.
  var cases: [OperationCase] {
    switch self {
    case .linear: LinearCases.all
    case .linearGELU: LinearGELUCases.all
    case .tanh: TanhCases.all
    case .layerNorm: LayerNormCases.all
    case .linearResidualLayerNorm: LinearResidualLayerNormCases.all
    case .feedForward: FeedForwardCases.all
    case .crossEntropy: CrossEntropyCases.all
    case .loss: LossCases.all
    case .linearCrossEntropy: LinearCrossEntropyCases.all
    case .segmentedCrossEntropy: SegmentedCrossEntropyCases.all
    case .binaryCrossEntropy: BinaryCrossEntropyCases.all
    case .squaredError: SquaredErrorCases.all
    case .embeddingSum: EmbeddingSumCases.all
    case .add: AddCases.all
    case .gatherRows: GatherRowsCases.all
    case .gatherBias: GatherBiasCases.all
    case .spanScores: SpanScoresCases.all
    case .concatenateRows: ConcatenateRowsCases.all
    case .dropout: DropoutCases.all
    case .entityAwareAttention: EntityAwareAttentionCases.all
    }
  }
}
