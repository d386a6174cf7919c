/// How much an answer and one that annotators gave have in common, by words of which the order does not
/// count.
///
/// Source: SQuAD's `evaluate-v1.1.py`; numbers are computed in its order, so that they agree to the bit.
package enum AnswerOverlap {
  /// The harmonic mean of precision and recall over words, each as often as it stands there; 0 where
  /// there is none in common, as where both have no words.
  package static func f1<Word: Hashable>(predicted: [Word], gold: [Word]) -> Double {
    let left = gold.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    var (rest, same) = (left, 0)
    for word in predicted {
      guard let count = rest[word], count > 0 else { continue }
      rest[word] = count - 1
      same += 1
    }
    return f1(same: same, predicted: predicted.count, gold: gold.count)
  }

  /// The harmonic mean of `same` among so many predicted and so many to find.
  static func f1(same: Int, predicted: Int, gold: Int) -> Double {
    guard same > 0 else { return 0 }
    let precision = Double(same) / Double(predicted)
    let recall = Double(same) / Double(gold)
    return 2 * precision * recall / (precision + recall)
  }
}
