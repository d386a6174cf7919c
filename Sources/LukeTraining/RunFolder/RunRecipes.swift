import Foundation
import LukeCheckpoints
import LukeJSON
import LukeSystem

/// What the files of a run say of the recipe that they are of: `recipe.json`, and the recipe that every
/// checkpoint and model carries.
enum RunRecipes {
  /// What is known of the recipe of a run.
  struct Result {
    /// What the user should know, one sentence each.
    var notes: [String] = []
    /// Where the recipe asks for another length than that which the run, its newest checkpoint or its final
    /// model has, `key: was old, is new`.
    var lengthChanges: [String] = []
  }

  /// Throws unless a recipe is that of all files in the folder of a run that is to be resumed, but for how long
  /// is trained.
  static func check(_ recipe: Recipe, in folder: String, _ names: [String]) throws -> Result {
    let path = folder + "/" + RunFileName.recipe
    let hasRecipe = names.contains(RunFileName.recipe)
    var result = Result()
    if hasRecipe {
      do {
        result.lengthChanges = try RecipeDifference.check(recipe, against: path).map(\.text)
      } catch let error as TrainingError {
        throw isEdited(recipe, in: folder, names) ? Self.edited(path, error) : error
      }
    }
    let isOfThisLength = hasRecipe && result.lengthChanges.isEmpty
    let newest = RunFiles.checkpoints(among: names).first?.name
    var witness: (file: String, hasOtherLength: Bool)?
    for name in modelFiles(names) {
      let file = folder + "/" + name
      switch carriedRecipe(file, isFinal: name == RunFileName.finalModel) {
      case .unreadable: continue
      case .foreign(let fault):
        throw TrainingError.usage("\(file): \(fault); move it away, or begin again with --fresh")
      case .recipe(let carried):
        // The final model of several seeds is that of one of them.
        let changes = RecipeDifference.all(from: carried, to: recipe).filter {
          recipe.training.seeds.isEmpty || $0.key != "training.seed"
        }
        if changes.allSatisfy(\.isOfLength) {
          witness = witness ?? (file, !changes.isEmpty)
          // The others are of what the run has been through.
          guard name == newest || name == RunFileName.finalModel, !changes.isEmpty else { continue }
          if isOfThisLength, name == newest {
            // Whoever has written another length into recipe.json has a run that goes on.
            result.notes += changes.map { "\(file): is of a run of another length: \($0.text)" }
          }
          if result.lengthChanges.isEmpty { result.lengthChanges = changes.map(\.text) }
        } else if hasRecipe || witness != nil {
          throw TrainingError.several(
            ["\(file): is not of this run, for its recipe differs:"] + changes.map(\.text)
              + ["move it away, or begin again with --fresh"], .usage)
        } else {
          throw RecipeDifference.error(changes, file: file)
        }
      }
    }
    if hasRecipe { return result }
    guard let witness else {
      throw TrainingError.usage(
        "\(folder): has no \(RunFileName.recipe), and no checkpoint or model that carries the recipe, so "
          + "nobody knows whether this is the recipe of its run; put \(RunFileName.recipe) back, or begin "
          + "again with --fresh"
      )
    }
    result.notes.append(
      "\(path): is missing, and written anew; \(witness.file) has the same recipe"
        + (witness.hasOtherLength ? " but for its length" : ""))
    return result
  }

  /// Whether all files of a run that carry a recipe have this one, whatever `recipe.json` says.
  private static func isEdited(_ recipe: Recipe, in folder: String, _ names: [String]) -> Bool {
    let carried = modelFiles(names).compactMap { name -> StoredRecipe? in
      guard case .recipe(let recipe) = carriedRecipe(folder + "/" + name, isFinal: false) else {
        return nil
      }
      return recipe
    }
    return !carried.isEmpty
      && carried.allSatisfy { RecipeDifference.all(from: $0, to: recipe).isEmpty }
  }

  /// The recipe that a model file carries, with the paths of the run where the file lies in the folder of its
  /// run: it has names alone, and whoever reads on from there finds the files by the run's own recipe.
  static func located(_ carried: StoredRecipe, of file: String) -> StoredRecipe {
    let folder = RealPath.folder(of: file)
    let path = folder + "/" + RunFileName.recipe
    guard FileStatus(file)?.isFile == true, RunFiles.isRunFolder(folder),
      let bytes = try? FileAccess.read(path, named: path, what: "recipe")
    else { return carried }
    let own = StoredRecipe(data: Data(bytes))
    // How it was trained makes no difference any more, and may have been changed since.
    func parts(_ recipe: StoredRecipe) -> [String?] {
      let root = try? ExportedRecipe.reduced(recipe).node.value
      return ["task", "data", "model"].map { root?[$0]?.compactText }
    }
    return parts(own) == parts(carried) ? own : carried
  }

  /// What to say where the file differs from all that the run has written with this very recipe.
  private static func edited(_ path: String, _ error: TrainingError) -> TrainingError {
    .several(
      [
        "\(path): differs from the recipe that the checkpoints of the run carry, which is the one that is "
          + "given: somebody has changed it; remove the file, and --resume writes it anew"
      ] + error.lines.dropLast(), .usage)
  }

  /// The model files of a run: checkpoints, the newest first, then the best and the final model.
  private static func modelFiles(_ names: [String]) -> [String] {
    RunFiles.checkpoints(among: names).map(\.name)
      + [RunFileName.bestModel, RunFileName.finalModel].filter(names.contains)
  }

  /// What a model file says.
  private enum Carried {
    /// Damaged; those who need the file see to that.
    case unreadable
    /// Nothing that a run writes.
    case foreign(String)
    case recipe(StoredRecipe)
  }

  /// - Parameter isFinal: whether the run would write over the file without looking at it.
  private static func carriedRecipe(_ file: String, isFinal: Bool) -> Carried {
    do {
      let model = try ModelFile.read(file)
      return model.recipe.map(Carried.recipe) ?? .foreign("carries no recipe, so no run wrote it")
    } catch let error as CheckpointError {
      // One flipped byte makes this of a checkpoint, which is then passed over.
      return isFinal ? .foreign(fault(error, of: file)) : .unreadable
    } catch {
      return .unreadable
    }
  }

  private static func fault(_ error: CheckpointError, of file: String) -> String {
    let text = error.description
    return text.hasPrefix(file + ": ") ? String(text.dropFirst(file.count + 2)) : text
  }
}
