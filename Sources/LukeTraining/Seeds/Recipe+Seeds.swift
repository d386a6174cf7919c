import LukeTasks

extension Recipe {
  /// The recipe of an ordinary run with one seed, in a folder within the run folder; what pretraining prepares
  /// is the same for all seeds.
  /// - Parameter folder: the run folder of all seeds.
  func ofSeed(_ seed: Int, in folder: String) -> Recipe {
    var recipe = self
    recipe.training.seeds = []
    recipe.training.seed = seed
    recipe.output = (output ?? folder) + "/" + RunFileName.folder(ofSeed: seed)
    recipe.sharePrepared(in: output ?? folder)
    return recipe
  }

  /// Has several runs of pretraining read what is prepared in one folder, where the recipe names none.
  mutating func sharePrepared(in folder: String) {
    guard var choice = task as? TaskChoice<Pretraining>, choice.settings.prepared == nil else {
      return
    }
    choice.settings.prepared = folder + "/" + PreparedFolder.defaultName
    task = choice
  }
}
