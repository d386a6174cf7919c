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
    guard task.needForEntities == nil, let plain = task.withoutEntities else { return }
    // Tables of entities that nothing is looked up in would be learned by nobody, and be in the way.
    let hasUse = type(of: plain) != type(of: task) || asksForEntities
    guard opened.isPlain || opened.start == .encoder && !hasUse else { return }
    model.usesEntities = false
    chosen.append(
      ChosenSetting(
        keyPath: "model.use_entities", value: .bool(false),
        reason: opened.isPlain
          ? "\(opened.settings.from) has no entities"
          : "\(opened.settings.from) has no entities, and the task feeds none without task.entities"
      ))
  }
}
