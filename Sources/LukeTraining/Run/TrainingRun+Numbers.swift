import LukeLayers
import LukeSystem
import LukeTasks

/// What a run does when its numbers go astray.
extension TrainingRun {
  /// Leaves a step out that has no finite loss or gradients, or ends the run.
  ///
  /// Nothing has changed the model or the optimizer yet, and nothing will.
  func skip(_ step: TrainingStep, _ fault: NonFiniteStep) throws {
    let allowed = step.settings.skipNonFiniteSteps
    // Weights that are no numbers stay so: every further step would be skipped, too.
    guard fault.damagedParameter == nil, state.skippedSteps ?? 0 < allowed else {
      try observers.observe(.stepsEnded)
      throw TrainingError.several(try explanation(of: fault, at: step), .badData)
    }
    state.skippedSteps = (state.skippedSteps ?? 0) + 1
    let sample = try work.sample(of: step, pass: fault.pass)
    try note(
      "step \(step.number + 1): \(fault.reason); left out (\(state.skippedSteps ?? 0) of "
        + "\(allowed) allowed); it read \(sample.placeText)")
  }

  /// Says once that a step teaches nothing, though it had something to predict.
  func noteVanished(_ step: TrainingStep, _ norm: Float, _ losses: StepLosses) throws {
    guard !hasToldVanishing, losses.targetCount > 0 else { return }
    hasToldVanishing = true
    try observers.observe(
      .warning(
        "step \(step.number + 1): the gradients have vanished (norm \(norm), loss "
          + "\(NumberText.fixed(losses.total, 4))), so the weights learn nothing of it, nor of others like "
          + "it, which are not told again; look at the labels of data.train, or end the run sooner "
          + "(training.steps, training.epochs or training.early_stopping)"))
  }

  /// What is said at the end of steps that were left out.
  func skippedNote(_ count: Int) -> String {
    "\(counted(count, "step")) of \(state.step) \(count == 1 ? "was" : "were") left out, without a "
      + "finite loss or finite gradients"
  }

  /// One line for each thing that helps to find out what went wrong; the batch, and the model where
  /// its weights are numbers, are saved on the way.
  private func explanation(of fault: NonFiniteStep, at step: TrainingStep) throws -> [String] {
    let number = step.number + 1
    var lines = ["step \(number): \(fault.reason)"]
    if let name = fault.damagedParameter {
      lines.append(
        "the weights of \(name) are no numbers since an earlier step; \(NonFiniteStep.remedy)")
    } else {
      let skipped = state.skippedSteps.map { " (\($0) so far)" } ?? ""
      lines.append(
        "all weights are numbers, so look at the examples; \(NonFiniteStep.remedy), or allow such steps with "
          + "training.skip_non_finite_steps\(skipped)")
    }
    let sample = try work.sample(of: step, pass: fault.pass)
    lines.append("the step read \(sample.placeText)")
    lines.append(try saved(sample, step: number, withModel: fault.damagedParameter == nil))
    lines.append(folder.checkpointNote)
    return lines
  }

  /// Saves a batch and the model; says how to look at them.
  private func saved(_ sample: StepSample, step: Int, withModel: Bool) throws -> String {
    let (batch, model) = (
      folder.nonFiniteBatchPath(step: step), folder.nonFiniteModelPath(step: step)
    )
    do {
      try AtomicFile.write(sample.json.utf8, to: batch)
      guard withModel else { return "its batch is \(batch), for luke-train trace" }
      try files.writeModel(to: model, record(ofStep: state.step, validation: nil))
      return
        "see it again with: luke-train trace \(ShellText.quoted(model)) \(ShellText.quoted(batch)) out.h5 --gradients"
    } catch {
      return "its batch could not be saved: " + ErrorReport(error).lines.joined(separator: "; ")
    }
  }

  /// Compares the loss of the step that was just taken with those before.
  func watch(_ losses: StepLosses) throws {
    var watch = state.lossWatch ?? LossWatch()
    let spike = watch.add(losses.total, ofTargets: losses.targetCount)
    state.lossWatch = watch
    guard let spike else { return }
    try observers.observe(.spike(step: state.step, loss: spike.loss, usualLoss: spike.usual))
  }

  /// Says of a model whose answers are no numbers which step it comes from, and what in it is none.
  func explainingLackOfNumbers<Result>(
    of split: EvaluationSplit, _ body: () throws -> Result
  ) throws -> Result {
    do {
      return try body()
    } catch let error as TrainingError where error == EvaluationLoop.answersAreNoNumbers {
      let weights =
        work.store.firstWithoutNumbers.map { "the weights of \($0.name) are no numbers" }
        ?? "all its weights are numbers"
      let fault =
        "the model after step \(state.step) answers the \(split.rawValue) data with no numbers: \(weights); "
        + NonFiniteStep.remedy
      throw TrainingError.several([fault, folder.checkpointNote], .badData)
    }
  }
}
