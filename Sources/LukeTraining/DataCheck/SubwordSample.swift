import LukeData
import LukeTasks
import LukeText

/// Subwords of some training examples, and where text first stands that the tokenizer does not know.
struct SubwordSample {
  /// The subwords of each example.
  private(set) var examples: [[Int32]] = []
  private var unknown: [SourceLocation] = []
  private let mostOfFile: Int

  init(fileCount: Int) { mostOfFile = max(1, TokenSample.mostExamples / max(1, fileCount)) }

  /// Takes examples from all over a file.
  mutating func add<Task: FineTuningTask>(
    _ features: [Task.Feature], of corpus: Task.Corpus, _ task: Task, _ tokenizer: Tokenizer
  ) {
    let step = max(1, features.count / mostOfFile)
    let chosen = stride(from: 0, to: features.count, by: step).map { features[$0] }
    let places = chosen.map { Task.location(of: $0, in: corpus) }
    let found =
      Task.subwords(at: Set(places), in: [corpus], tokenizer)
      ?? zip(places, chosen).flatMap { place, feature in
        task.traceable([feature]).wordIDs.map { (place: place, ids: $0) }
      }
    for (place, ids) in found {
      examples.append(ids)
      if ids.contains(tokenizer.unknownID), unknown.last != place { unknown.append(place) }
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
