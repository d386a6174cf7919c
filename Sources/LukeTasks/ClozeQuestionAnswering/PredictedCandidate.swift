import Foundation

/// Which candidate the model fills a gap with.
public struct PredictedCandidate: Hashable, Sendable {
  /// The Unicode scalars of the passage that it covers, and its text; nil where there is none.
  public var span: Range<Int>?, text: String?
  /// How likely it is the answer, from 0 to 1; of each candidate by itself.
  public var score: Float
  /// Why there is none.
  public var reason: String?

  /// Creates an answer.
  public init(span: Range<Int>, text: String, score: Float) {
    (self.span, self.text, self.score) = (span, text, score)
  }

  /// Creates what stands for none.
  public init(noneBecause reason: String) { (score, self.reason) = (0, reason) }
}
