import Foundation
import LukeModel
import LukeTasks
import LukeText

/// What is noticed of fine-tuning.
extension FineTuningWork {
  package var stepsPerEpoch: Int? { order.stepCount(ofEpochs: 1) }

  package func tokenSample() -> TokenSample? {
    let features = Self.sampled(data).map { data.train[$0] }
    return TokenSample(visibleSubwords ?? data.task.traceable(features).wordIDs, tokenizer)
  }

  /// The indices of training examples from all over the files.
  private static func sampled(_ data: FineTuningData<Task>) -> StrideTo<Int> {
    stride(
      from: 0, to: data.train.count, by: max(1, data.train.count / TokenSample.mostExamples))
  }

  /// The subwords of the sampled examples without blank words; nil where features say as much.
  static func visibleSubwords(
    _ data: FineTuningData<Task>, _ train: [Task.Corpus], _ tokenizer: Tokenizer
  ) -> [[Int32]]? {
    Task.subwords(at: Set(sampled(data).map { data.places[$0] }), in: train, tokenizer)?
      .map { $0.ids }
  }

  package var hasTrainingSample: Bool { !sample.corpora.isEmpty }

  package func scoreTraining(
    onProgress: (Int, Int) throws -> Void
  ) throws -> (TaskScores, exampleCount: Int)? {
    if sample.corpora.isEmpty { return nil }
    let splits = sample.corpora.map { corpus in
      FineTuningData<Task>.Split(
        corpus: corpus, features: data.task.features(of: corpus).features)
    }
    let count = sample.corpora.reduce(0) { $0 + ($1.divisibleExamples?.count ?? 0) }
    return (try data.score(splits, model, onProgress: onProgress), count)
  }
}

extension LabelSet {
  /// The loss of whoever takes all labels for equally likely; nil where there are none.
  var guessing: (loss: Double, what: String)? {
    switch problemType {
    case .regression: return nil
    case .multiLabelClassification:
      return names.isEmpty ? nil : (log(2), "whether each label holds")
    case .singleLabelClassification, nil:
      return count < 2 ? nil : (log(Double(count)), "among \(count) labels")
    }
  }
}
