import LukeCheckpoints

/// What is written beside an exported model for people: a card and, where there is one, a script.
struct ModelCompanions {
  /// The files, by their names.
  let files: [(name: String, text: String)]
  /// What to say of them.
  let note: String

  init(_ archive: ModelArchive) {
    let task = ExportedTask(archive)
    let card = (name: ModelCard.name, text: ModelCard(archive, task).text)
    if let script = PredictionScript.text(for: task, of: archive) {
      files = [card, (name: PredictionScript.name, text: script)]
      note = "\(ModelCard.name) says what it is, \(PredictionScript.name) answers in Python"
    } else {
      let reason = PredictionScript.reasonForNone(task, of: archive) ?? "the task has none yet"
      files = [card]
      note = "\(ModelCard.name) says what it is; no \(PredictionScript.name), as \(reason)"
    }
  }
}
