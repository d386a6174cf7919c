/// How often answers are right of which a model is so sure.
package struct Calibration: Hashable, Sendable {
  /// Answers whose probabilities lie within a tenth.
  package struct Bin: Hashable, Sendable {
    /// How many there are.
    package var count = 0
    /// The mean of their probabilities, and the share of them that is right; 0 where there are none.
    package var confidence = 0.0, accuracy = 0.0
  }

  /// Ten bins, from 0 to 1.
  package let bins: [Bin]

  /// Sorts answers into bins.
  package init(_ answers: [JudgedAnswer.Confidence]) {
    var bins = [Bin](repeating: Bin(), count: 10)
    for answer in answers where answer.score.isFinite {
      let index = min(9, max(0, Int(answer.score * 10)))
      bins[index].count += 1
      bins[index].confidence += Double(answer.score)
      bins[index].accuracy += answer.isRight ? 1 : 0
    }
    for index in bins.indices where bins[index].count > 0 {
      bins[index].confidence /= Double(bins[index].count)
      bins[index].accuracy /= Double(bins[index].count)
    }
    self.bins = bins
  }

  /// The answers in all bins.
  package var count: Int { bins.reduce(0) { $0 + $1.count } }

  /// The expected calibration error: by how much confidence and accuracy differ, as a mean over all answers; 0
  /// where there are none.
  ///
  /// Source: Guo et al. 2017, On Calibration of Modern Neural Networks.
  package var error: Double {
    let sum = bins.reduce(0) { $0 + Double($1.count) * abs($1.confidence - $1.accuracy) }
    return sum / Double(max(1, count))
  }
}
