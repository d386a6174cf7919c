import LukeSystem
import LukeTasks

/// What a plan asks of fine-tuning, whose examples differ in length.
extension FineTuningWork {
  package func wordCounts(ofStage stage: Int) -> [Int]? {
    let counts = data.train.map(data.task.tokenCount)
    let steps = min(stages[stage].stepCount, order.stepCount(ofEpochs: 1))
    return (0..<steps).map { step in
      order.batches(ofStep: step).joined().reduce(0) { $0 + counts[$1] }
    }
  }

  /// The most passes that are scored to know how long all of them take, and the most words and entities in them.
  private static var mostPasses: Int { 400 }
  private static var mostTokens: Int { 20_000 }

  package func timeScoring(
    _ split: EvaluationSplit
  ) throws -> (share: Double, seconds: Double)? {
    let features = (split == .validation ? data.validation : data.test).flatMap(\.features)
    let total = features.reduce(0) { $0 + data.task.tokenCount(of: $1) }
    guard total > 0 else { return nil }
    // From all over the files, so that long ones and short ones have their share.
    let step = max(1, features.count / Self.mostPasses, total / Self.mostTokens)
    let sample = stride(from: 0, to: features.count, by: step).map { features[$0] }
    let start = ContinuousClock.now
    _ = try EvaluationLoop.outputs(data.task, sample, model) { _ in
      try InterruptFlag.current.check()
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    // The pass of the longest takes the most memory, and is not timed: few passes are like it.
    let longest = EvaluationLoop.longestPass(data.task, features).map { features[$0] }
    _ = try EvaluationLoop.outputs(data.task, longest, model) { _ in
      try InterruptFlag.current.check()
    }
    let count = sample.reduce(0) { $0 + data.task.tokenCount(of: $1) }
    return (Double(count) / Double(total), seconds)
  }
}
