import LukeData
import LukeTasks

/// Subwords of some training examples, and where text first stands that the tokenizer does not know.
struct SubwordSample {
  /// The subwords of each example.
  private(set) var examples: [[Int32]] = []
  private var unknown: [SourceLocation] = []
  private let mostOfFile: Int

  init(fileCount: Int) { mostOfFile = max(1, TokenSample.mostExamples / max(1, fileCount)) }

  /// Takes examples from all over a file.
  mutating func add<Task: FineTuningTask>(
    _ features: [Task.Feature], of corpus: Task.Corpus, _ task: Task, unknownID: Int32
  ) {
    let step = max(1, features.count / mostOfFile)
    for feature in stride(from: 0, to: features.count, by: step).map({ features[$0] }) {
      let ids = task.traceable([feature]).wordIDs
      examples += ids
      if ids.contains(where: { $0.contains(unknownID) }) {
        unknown.append(Task.location(of: feature, in: corpus))
      }
    }
  }

  /// What a run would notice of them.
  func findings(_ tokens: TokenSample) -> [Finding] {
    var facts = RunFacts(stepCount: 0, training: TrainingSettings())
    facts.tokens = tokens
    let kinds: [(any NoticeKind.Type, [SourceLocation])] = [
      (UnknownTokens.self, unknown), (ManySubwords.self, []),
    ]
    return kinds.compactMap { kind, places in
      kind.text(before: facts).map { Finding(kind.name, .warning, at: places, $0) }
    }
  }
}
