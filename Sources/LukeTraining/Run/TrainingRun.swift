import Foundation
import LukeAutodiff
import LukeCheckpoints
import LukeLayers
import LukeModel
import LukeOptimizers
import LukeSystem
import LukeTasks

/// One training run: the loop over the steps of its stages, with evaluations and checkpoints in
/// between.
final class TrainingRun<Work: TrainingWork> {
  let recipe: Recipe
  let folder: RunFolder
  let observers: any RunObserver
  let work: Work
  let files: RunModelFiles
  let facts: RunFacts
  /// What all models of the run know about themselves.
  let baseRecord: ModelRecord
  let clock: RunClock
  /// The seconds that the run took before it was resumed; nil where nobody has noted them.
  var secondsBefore: Double? = 0
  /// How long the stages are.
  var plan: [StagePlan]
  var state = RunState()
  /// What the steps of this process have taken.
  var efforts = StepEfforts()
  /// The model that they train.
  let encoder: LukeConfiguration
  var lastCheckpointTime = ContinuousClock.now
  /// What the newest checkpoint holds.
  var savedState: RunState?
  /// Whether the run that is resumed has come to its end before, final scores included.
  var isFinished = false
  /// Whether it was told that gradients have vanished.
  var hasToldVanishing = false
  /// The scores of the newest evaluation, with its step.
  var lastScores: (step: Int, scores: TaskScores)?

  init(
    _ recipe: Recipe, _ folder: RunFolder, _ observers: any RunObserver, _ work: Work,
    _ starting: StartingModel
  ) throws {
    clock = try RunClock()
    (self.recipe, self.folder, self.observers, self.work) = (recipe, folder, observers, work)
    files = RunModelFiles(folder: folder, recipe: recipe, starting: starting, store: work.store)
    facts = RunFacts(work, starting)
    encoder = starting.configuration
    baseRecord = Self.record(recipe, work, starting)
    plan = work.stages.map(StagePlan.init)
    state.kernels = Processor.kernels
    state.inputChecksums = work.checksums
    state.fileChecksums = work.fileChecksums
    state.batchOrder = RunState.batchOrderVersion
  }

  /// Trains from wherever the run stands to its end.
  func run() throws {
    MemoryReport.note(saved: folder.checkpointNote)
    var interrupted = folder.isResumed ? try resume() : nil
    if isFinished { return try noteFinished() }
    state.plan = plan
    noteStake()
    try observers.observe(.started(step: state.step, totalSteps: work.stepCount))
    try noticeBeginning()
    if state.isEvaluationDue == true { try evaluate() }
    while !state.isStopped, let index = stageIndex(ofStep: state.step) {
      let stage = interrupted ?? makeStage(index)
      interrupted = nil
      if stage.steps.lowerBound == state.step { state.lossWatch = LossWatch() }
      try noteStage(index)
      try train(stage)
      // Else tables would hold on to the moments of this stage while the next one makes its own.
      stage.optimizer.finish()
    }
    try observers.observe(.stepsEnded)
    try conclude()
  }

  private func train(_ stage: RunningStage) throws {
    while state.step < stage.steps.upperBound, !state.isStopped {
      do {
        try takeStep(stage)
        try evaluateIfDue(stage)
        try saveIfDue(stage)
        try InterruptFlag.current.check(canResume: true)
      } catch let interruption as Interruption {
        try observers.observe(.stepsEnded)
        // What a step that was broken off has added up belongs to no state.
        work.store.clearGradients()
        if state != savedState { try save(stage) }
        throw Interruption(signal: interruption.signal, canResume: true)
      }
    }
  }

  /// Says what a signal would lose that is followed by another.
  func noteStake() {
    let step = state.step
    InterruptFlag.current.heed(
      atStake: step == 0 ? "all steps so far" : "the steps after step \(step)")
  }

  // MARK: Stages

  /// The stage that takes the step of a number; nil after the last one.
  func stageIndex(ofStep step: Int) -> Int? {
    work.stageSteps.firstIndex { $0.contains(step) }
  }

  func makeStage(_ index: Int) -> RunningStage {
    work.running(index, plan: plan[index])
  }

  func note(_ text: String) throws { try observers.note(text) }
  func warn(_ text: String) throws { try observers.warn(text) }
}
