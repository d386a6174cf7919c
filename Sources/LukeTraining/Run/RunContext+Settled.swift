extension RunContext {
  /// The run with all that its model decides where the recipe is silent, and all that was chosen before where
  /// it goes on.
  func settled(after earlier: [ChosenSetting] = []) throws -> RunContext {
    var run = self
    if !earlier.isEmpty { run.recipe = try recipe.adopting(earlier) }
    run.recipe.settle(for: model)
    run.model.settings.usesEntities = run.recipe.readsEntities
    return run
  }
}

extension Recipe {
  /// Chooses whether entities are read, and what is classified, where nothing says so.
  fileprivate mutating func settle(for opened: OpenedModel) {
    guard model.usesEntities == nil, task.needForEntities == nil else { return }
    chosen += task.choose(opened.start)
    guard opened.isPlain, task.needForEntities == nil, task.withoutEntities != nil else { return }
    model.usesEntities = false
    chosen.append(
      ChosenSetting(
        keyPath: "model.use_entities", value: .bool(false),
        reason: "\(opened.settings.from) has no entities"))
  }
}
