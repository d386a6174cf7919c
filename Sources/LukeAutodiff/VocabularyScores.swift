/// How well a linear layer over a large vocabulary finds the labels of its rows, without gradients and
/// without logits that are all in memory.
public struct VocabularyScores: Hashable, Sendable {
  /// −log softmax(x · Wᵀ + b)[label] of each row.
  public let losses: [Double]
  /// The place of each row's label among all classes by falling logit, from 1.
  public let ranks: [Int]

  /// Computes the scores of x `[rows, in]` under a weight `[classes, in]` and a bias `[1, classes]`.
  ///
  /// Labels must be below the number of classes.
  public init(_ x: Tensor, weight: Tensor, bias: Tensor, labels: [Int32]) {
    let input = VocabularyInput(x, weight: weight, bias: bias, labels: labels)
    losses = Kernels.vocabularyLogSums(input).losses
    ranks = Kernels.vocabularyRanks(input)
  }
}
