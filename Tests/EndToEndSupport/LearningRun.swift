import Foundation

extension TrainingRun {
  /// A tiny recipe for the classes of messages that learns something in its sixty steps, so that seeds and
  /// settings differ: by step 30 most of them, with a sensible rate.
  package static func learning(training extra: String = "") throws -> TrainingRun {
    let run = try TrainingRun(task: "sequence-classification", hiddenSize: 32, training: extra)
    let configuration = try run.text("config.json")
    // Sums over so few numbers need larger ones to begin with.
    try run.folder.write(
      "config.json",
      configuration.replacing(
        "\"vocab_size\"", with: "\"initializer_range\": 0.2, \"vocab_size\""))
    var recipe = try run.text("recipe.json")
    for (old, new) in [
      ("\"steps\": 24", "\"steps\": 60"), ("\"batch_size\": 4", "\"batch_size\": 8"),
      ("\"learning_rate\": 0.003", "\"learning_rate\": 0.01"),
      ("{\"steps\": 10}", "{\"steps\": 15}"),
    ] { recipe = recipe.replacing(old, with: new) }
    try run.folder.write("recipe.json", recipe)
    return run
  }
}
