import LukeCheckpoints
import LukeTasks

/// The script in Python that answers as the program does, for those who have transformers alone.
///
/// It is put together of parts, `Scripts/`, so that a folder has what its task needs and no more: a line
/// `from NAME import *` stands for another part.
enum PredictionScript {
  /// The name of the file.
  static let name = HuggingFaceFolder.scriptName

  /// The script for a model; nil where there is none, of which ``reasonForNone(_:_:)`` tells.
  static func text(for task: ExportedTask, of archive: ModelArchive) -> String? {
    if reasonForNone(task, of: archive) != nil { return nil }
    return part(of: task).map(assembled)
  }

  /// Why there is no script, as what follows "there is none, as"; nil where there is one.
  static func reasonForNone(_ task: ExportedTask, of archive: ModelArchive) -> String? {
    if task.form == .hidden { return "the model is one of pretraining, which answers nothing" }
    if part(of: task) == nil { return "the task has none yet" }
    if task.linksMentions { return "the model reads the entities that a mention dictionary finds" }
    if (try? archive.tokenizer) == nil { return "the tokenizer is none that luke-train reads" }
    return nil
  }

  private static func part(of task: ExportedTask) -> [UInt8]? {
    switch task.form {
    case .spansOfEntities, .spansOfWords: PackageResources.named_entity_recognition_py
    case .taggedEntities, .tags: PackageResources.token_classification_py
    case .relations: PackageResources.relation_classification_py
    case .types: PackageResources.entity_typing_py
    case .texts: PackageResources.sequence_classification_py
    case .choices: PackageResources.multiple_choice_py
    case .answers: PackageResources.question_answering_py
    case .clozes, .hidden, .other: nil
    }
  }

  /// What lines stand for.
  private static let shared = [
    "from common import *": PackageResources.common_py,
    "from marked import *": PackageResources.marked_py,
    "from words import *": PackageResources.words_py,
  ]

  private static func assembled(_ bytes: [UInt8]) -> String {
    var isFirst = true
    let lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    return lines.map { line in
      guard let part = shared[String(line)] else { return String(line) }
      defer { isFirst = false }
      // The part ends its last line itself.
      return (isFirst ? "" : "\n\n") + String(decoding: part.dropLast(), as: UTF8.self)
    }.joined(separator: "\n")
  }
}
