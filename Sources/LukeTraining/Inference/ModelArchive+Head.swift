import LukeCheckpoints
import LukeModel

/// What a model's configuration says of its head, held against the task that it is used for.
extension ModelArchive {
  /// Throws where the classes, or the class of transformers, contradict each other or the task of the recipe.
  func checkHead(of choice: some AnyTaskChoice, path: String) throws {
    let file =
      FileStatus(path)?.isFolder == true ? path + "/" + HuggingFaceFolder.configurationName : path
    let count = labels?.count ?? 1
    if configuration.problemType == .regression, count > 1 {
      throw TrainingError.badData(
        "\(file): problem_type is \"regression\", which gives one number, and id2label names \(count) classes; "
          + "correct one of them")
    }
    let kind = choice.kind
    guard recipe != nil, let name = configuration.architectures?.first,
      let head = LukeHeads.head(named: name, of: configuration.family),
      let wanted = headName(of: choice), head.architecture(of: configuration.family) != wanted
    else { return }
    throw TrainingError.badData(
      "\(file): architectures names \(name), and the model's recipe has task.kind \(kind), whose models are "
        + "\(wanted); correct the one that is wrong")
  }

  /// The class that a task's models are of in this family; nil where the task has no such models.
  private func headName(of choice: some AnyTaskChoice) -> String? {
    if configuration.usesEntities { return Self.name(of: choice, .luke) }
    return choice.withoutEntities.map { Self.name(of: $0, configuration.family) }
  }

  private static func name<Choice: AnyTaskChoice>(
    of choice: Choice, _ family: EncoderFamily
  ) -> String {
    Choice.Task.Head.architecture(of: family)
  }

  /// What to say of a task that is guessed, for a model without a recipe whose vocabulary has another one's
  /// markers.
  func notesOnTask(taken kind: String, path: String) -> [String] {
    guard let tokenizer = try? tokenizer else { return [] }
    let marked = TaskRegistry.all.filter { task in
      task.kind != kind && !task.markers.isEmpty
        && task.markers.allSatisfy { tokenizer.id(token: $0.token) != nil }
    }
    guard let most = marked.map({ $0.markers.count }).max() else { return [] }
    // Those of one task may be among those of another.
    let kinds = marked.filter { $0.markers.count == most }.map { $0.kind }
    return [
      "\(path): has no recipe.json, so it is taken as a model for \(kind); its vocabulary has the markers of "
        + "\(kinds.joined(separator: " and ")): with the recipe.json that export wrote beside it, it reads text as "
        + "in training"
    ]
  }
}
