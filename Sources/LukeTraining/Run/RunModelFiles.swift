import Foundation
import Logging
import LukeCheckpoints
import LukeFiles
import LukeLayers
import LukeOptimizers
import LukeSystem

/// The model files of a run folder: checkpoints, the best and the final model.
struct RunModelFiles {
  let folder: RunFolder
  let store: ParameterStore
  private let starting: StartingModel
  private let compression: HDF5Compression

  init(folder: RunFolder, recipe: Recipe, starting: StartingModel, store: ParameterStore) {
    (self.folder, self.starting, self.store) = (folder, starting, store)
    compression = recipe.training.compression
  }

  /// The weights as they are now, with all that using them takes, and what is known of them.
  private func archive(_ record: ModelRecord) -> ModelArchive {
    var archive = starting.archive
    archive.weights = ModelWeights(store)
    archive.record = record
    return archive
  }

  /// Writes a model for inference.
  /// - Throws: `TrainingError.badData` for weights that are no numbers: good files stay.
  func writeModel(to path: String, _ record: ModelRecord) throws {
    try checkWeights()
    try ModelFile.write(archive(record), to: path, compression: compression)
    Logger.files.debug("wrote a model", metadata: ["path": "\(path)"])
  }

  private func checkWeights() throws {
    guard let parameter = store.firstWithoutNumbers else { return }
    let fault =
      "the weights of \(parameter.name) are no numbers any more; \(NonFiniteStep.remedy)"
    throw TrainingError.several([fault, folder.checkpointNote], .badData)
  }

  /// Reads weights that this run wrote.
  func readModel(from path: String) throws {
    do {
      try store.load(from: ModelFile.read(path).weights)
    } catch FileError.missing {
      throw TrainingError.inputOutput("\(path): was removed while the run needed it")
    }
  }

  /// Makes sure that the best model so far is there and whole, before more steps are judged by it.
  ///
  /// One that is damaged or gone, or the checkpoint of another step, is made anew from another file with
  /// the same weights: the checkpoint of its step, or the final model of a run that has ended. Otherwise
  /// it is set aside, and `report` is told so.
  /// - Returns: whether there is one now.
  /// - Throws: `FileError.inputOutput` where it cannot be read or written.
  func restoreBestModel(
    ofStep step: Int, hasEnded: Bool, report: (String) throws -> Void
  ) throws -> Bool {
    let path = folder.bestModelPath
    let fault: String
    do {
      try ModelFile.verify(path)
      guard let other = stepOfCheckpoint(path), other != step else { return true }
      fault =
        "\(path): is the checkpoint of step \(other), and the best model is that of step \(step)"
    } catch let error where Self.isDamage(error) {
      fault = "\(error)"
    }
    let sources =
      [folder.checkpointPath(step: step)] + (hasEnded ? [folder.finalModelPath] : [])
    if let source = sources.first(where: { source in
      (try? ModelFile.verify(source)) != nil && [nil, step].contains(stepOfCheckpoint(source))
    }) {
      var model = try ModelFile.read(source)
      // The best model is scored on the test data when it has become the final one.
      model.record?.test = nil
      try ModelFile.write(model, to: path, compression: compression)
      try report("\(fault); made anew from \(source), which has the same weights")
      return true
    }
    var note = "\(fault); the best model so far, of step \(step), is lost"
    let kept = path + RunFileName.damagedSuffix
    if rename(path, kept) == 0 { note += " (kept as \(kept))" }
    try report(note + ", and the next one scored counts as the best")
    return false
  }

  /// The step that a file is the checkpoint of; nil for a model alone, and for what cannot be read.
  ///
  /// A checkpoint that was copied to the name of a model has other weights than that model.
  func stepOfCheckpoint(_ path: String) -> Int? { RunState(ofCheckpoint: path)?.step }

  /// What a model of this run knows about itself; nil where it does not say, and for what cannot be read.
  func record(of path: String) -> ModelRecord? { (try? ModelFile.read(path))?.record }

  /// Writes everything that the run needs to go on from here.
  func writeCheckpoint(
    _ state: RunState, _ optimizer: any Optimizer, _ record: ModelRecord
  ) throws {
    try checkWeights()
    var state = state
    for parameter in optimizer.state where parameter.step != state.step {
      state.optimizerSteps[parameter.name] = parameter.step
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let document = String(decoding: try encoder.encode(state), as: UTF8.self)
    try ModelFile.write(
      archive(record), training: TrainingState(document: document, arrays: ModelWeights(optimizer)),
      to: folder.checkpointPath(step: state.step), compression: compression)
  }

  /// Restores the newest checkpoint that is whole; damaged ones are reported and passed over.
  ///
  /// `check` may refuse to go on from there before the weights are read; `optimizer` gives what the
  /// moments are restored into, nil where a stage is over and they have no more use. Nil where there has
  /// been no checkpoint yet.
  /// - Throws: `TrainingError.badData` where all there are are damaged.
  func readNewestCheckpoint(
    report: (String) throws -> Void, check: (RunState) throws -> Void,
    optimizer: (RunState) -> (any Optimizer)?
  ) throws -> RunState? {
    let checkpoints = try folder.checkpoints()
    for (index, checkpoint) in checkpoints.enumerated() {
      let isLast = index == checkpoints.count - 1
      do {
        try ModelFile.verify(checkpoint.path)
      } catch let error where Self.isDamage(error) {
        try report("\(error)" + (isLast ? "" : "; trying the checkpoint before"))
        continue
      }
      return try restore(checkpoint.path, check, optimizer)
    }
    if checkpoints.isEmpty { return nil }
    throw TrainingError.badData(
      "\(folder.path): no checkpoint is whole; put one back, or begin again with --fresh")
  }

  /// Whether an error says that a file is not what it was, or gone.
  private static func isDamage(_ error: any Error) -> Bool {
    switch error {
    case FileError.malformed, FileError.missing: true
    default: error is CheckpointError
    }
  }

  private func restore(
    _ path: String, _ check: (RunState) throws -> Void,
    _ makeOptimizer: (RunState) -> (any Optimizer)?
  ) throws -> RunState {
    guard let training = try ModelFile.readTrainingState(path) else {
      throw TrainingError.badData("\(path): holds a model without the state of its training")
    }
    var state: RunState
    do { state = try RunState(document: training.document) } catch {
      throw TrainingError.badData("\(path): the state of the training cannot be read")
    }
    try check(state)
    try readModel(from: path)
    if let optimizer = makeOptimizer(state) {
      try training.arrays.restore(optimizer)
      for parameter in optimizer.state {
        optimizer.restoreStep(
          state.optimizerSteps[parameter.name] ?? state.step, of: parameter.name)
      }
    }
    state.optimizerSteps = [:]
    return state
  }
}
