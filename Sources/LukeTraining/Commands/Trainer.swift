/// The training loop.
public enum Trainer {
  /// Trains as the recipe says, into an open run folder.
  static func run(recipe: Recipe, folder: RunFolder, options: CommandOptions) throws {
    throw TrainingError.internalFault("training is not built yet")
  }
}
