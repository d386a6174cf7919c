import LukeData
import LukeJSON
import LukeTasks

/// The task of a recipe that is drafted, and why it is that one.
struct DraftedTask {
  let kind: String
  let reason: String
  private let choice: any AnsweringChoice

  /// The task of a kind or, for nil, the first that can read a file.
  /// - Parameter given: the task of a kind with what was asked for; nil where nothing was.
  /// - Throws: a `UserError` where there is no such kind, or where the file is none that it reads.
  init(
    _ kind: String?, reading file: String, given: (String) throws -> (any AnyTaskChoice)?
  ) throws {
    if let kind {
      guard let task = TaskRegistry.task(ofKind: kind) else { throw Self.unknown(kind) }
      guard let choice = try (given(kind) ?? task.unset) as? any AnsweringChoice else {
        throw TrainingError.usage(
          "--task \(kind): drafts are of fine-tuning alone; Recipes/quickstart-pretraining.json is one to begin with"
        )
      }
      let found = try Self.describe(file, choice)
      (self.kind, self.choice) = (kind, choice)
      reason = "task.kind: \(kind), as asked for; \(found)"
      return
    }
    var refusals: [(kind: String, error: any Error)] = []
    var readers: [(choice: any AnsweringChoice, found: String)] = []
    for unset in TaskRegistry.all.compactMap({ $0.unset as? any AnsweringChoice }) {
      do {
        let choice = try given(unset.kind) as? any AnsweringChoice ?? unset
        readers.append((choice, try Self.describe(file, choice)))
      } catch {
        refusals.append((unset.kind, error))
      }
    }
    guard let first = readers.first else { throw Self.unread(file, refusals) }
    let others = readers.dropFirst().map(\.choice.kind)
    (self.kind, self.choice) = (first.choice.kind, first.choice)
    reason =
      "task.kind: \(first.choice.kind), which reads \(first.found)"
      + (others.isEmpty ? "" : "; \(others.joined(separator: " and ")) would, too (--task)")
  }

  /// What the task takes for `max_length` where a recipe does not say; nil where it has none.
  var maximumLength: Int? {
    TaskRegistry.task(ofKind: kind)?.keyDescriptions.first { $0.keyPath == "max_length" }
      .flatMap { $0.defaultText.flatMap(Int.init) }
  }

  /// Throws where the task cannot read a file.
  func read(_ file: String) throws { _ = try Self.describe(file, choice) }

  private static func describe<Choice: AnsweringChoice>(
    _ file: String, _ choice: Choice
  ) throws -> String { try Choice.Task.describe(file, choice.data) }

  private static func unknown(_ kind: String) -> TrainingError {
    let reason = UnknownTask(kind)?.reason
    let meant = UnknownTask.meant(by: kind).map { "; did you mean \($0)?" } ?? ""
    return .usage("--task: " + (reason ?? "\(kind) is no task\(meant)"))
  }

  /// What is wrong with the file: what every task says of it, the one whose data it looks like first.
  private static func unread(
    _ file: String, _ refusals: [(kind: String, error: any Error)]
  ) -> any Error {
    // A file that is not there, or no text, is that for every task.
    let texts = refusals.map { "\($0.error)" }
    if Set(texts).count == 1, let error = refusals.first?.error { return error }
    let likely = (try? SourceText(file: file, takesFolders: true)).flatMap { UnreadData($0).kind }
    let others = refusals.filter { $0.kind != likely }
    let first = refusals.filter { $0.kind == likely }
    let seems = first.isEmpty ? "" : "it looks like data of \(first[0].kind); "
    return TrainingError.several(
      [
        "\(file): no task reads it as it is; \(seems)--task says which one is meant, and this is what each says:"
      ]
        + (first + others).map {
          "\($0.kind): \("\($0.error)".split(separator: "\n").first ?? "")"
        },
      .badData)
  }
}
