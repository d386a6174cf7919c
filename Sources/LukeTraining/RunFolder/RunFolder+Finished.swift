import Foundation
import LukeCheckpoints
import LukeCorpus
import LukeJSON

/// Whether a run has come to its end, as its own files tell it: what its data are made into need not be
/// there any more, or may be of another recipe by now.
extension RunFolder {
  /// Where the run stands, if there is nothing left to do; nil where that takes the data to know.
  func finishedState(_ recipe: Recipe) -> RunState? {
    // The final model is written when all steps are done, and is of this recipe, or the folder had not
    // been opened.
    guard isResumed, !scoresAgain, lengthChanges.isEmpty, let newest = try? checkpoints().first,
      isWhole(newest.path),
      let state = RunState(ofCheckpoint: newest.path), state.isEvaluationDue != true,
      !state.isStopped || state.staysStopped(recipe.training.earlyStopping),
      isWhole(finalModelPath), RunState(ofCheckpoint: finalModelPath) == nil
    else { return nil }
    if recipe.keepsBest, let step = state.bestStep {
      guard isWhole(bestModelPath),
        [nil, step].contains(RunState(ofCheckpoint: bestModelPath)?.step)
      else { return nil }
    }
    let isTested = !recipe.data.test.isEmpty
    let isScored = !isTested || hasScores(ofStep: state.step, on: recipe)
    let knows = finalModelKnows(validation: state.bestStep != nil, test: isTested)
    return isScored && knows ? state : nil
  }

  /// Whether the final model has its scores in it, on the data that there are, or is of a version that noted
  /// none.
  func finalModelKnows(validation: Bool, test: Bool) -> Bool {
    guard let record = (try? ModelFile.read(finalModelPath))?.record else { return true }
    return (!validation || record.validation != nil) && (!test || record.test != nil)
  }

  /// What to say of a run that has nothing left to do; `how` says how that is known.
  func finishedLines(_ how: String) -> [String] {
    [
      "\(path): the run is finished\(how); --fresh begins it again", "scores: \(metricsPath)",
      "model: \(finalModelPath)",
    ]
  }

  /// What the run that is there has chosen; nothing where its recipe cannot be read, which is told elsewhere.
  var chosen: [ChosenSetting] {
    guard let text = try? FileAccess.read(recipePath, named: recipePath, what: "recipe"),
      let root = try? JSONParser.parse(text)
    else { return [] }
    return Recipe.chosen(in: root)
  }

  private func isWhole(_ path: String) -> Bool { (try? ModelFile.verify(path)) != nil }

  /// Whether the test files are those that the run was scored on, and older than its model: what they
  /// were made into is what the log has checksums of.
  private func hasScores(ofStep step: Int, on recipe: Recipe) -> Bool {
    guard hasTestScores(ofStep: step), let written = date(finalModelPath),
      let text = try? FileAccess.read(recipePath, named: recipePath, what: "recipe"),
      let old = try? Recipe(bytes: text, fileName: "", fileFolder: "/", currentFolder: "/")
    else { return false }
    return old.data.test == recipe.data.test
      && recipe.data.test.allSatisfy { path in
        let file = CorpusFolder.isCorpus(path) ? path + "/" + CorpusManifest.fileName : path
        return date(file).map { $0 < written } ?? false
      }
  }

  private func date(_ path: String) -> Date? {
    try? FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
  }
}
