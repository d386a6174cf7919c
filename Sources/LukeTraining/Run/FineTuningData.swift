import LukeData
import LukeTasks

/// The examples of a run, read and tokenized.
struct FineTuningData<Task: FineTuningTask> {
  /// A file and what it became.
  struct Split {
    let corpus: Task.Corpus
    let features: [Task.Feature]
    var unaskedCount = 0
    var exampleCount = 0
  }

  let task: Task
  /// The CRC-32 of each file by which the training goes, by its key in the recipe.
  let checksums: [String: [UInt32]]
  let train: [Task.Feature]
  /// How many of `exampleCount` training examples cannot be asked.
  let unaskedCount, exampleCount: Int
  /// Where each feature of `train` comes from.
  let places: FeaturePlaces
  let validation: [Split]
  let test: [Split]

  /// Tokenizes files, or takes what `cache` has kept of them; what the user should know of them
  /// is told.
  init(
    _ task: Task, train: [Task.Corpus], validation: [Task.Corpus], test: [Task.Corpus],
    cache: FeatureCache? = nil, _ observer: any RunObserver
  ) throws {
    self.task = task
    // Of a file that is both trained on and scored.
    let once = NotesOnce(observer)
    func features(of corpus: Task.Corpus) throws -> TaskFeatures<Task.Feature> {
      guard let cache else { return task.features(of: corpus) }
      let (features, isFromCache) = try cache.features(
        of: corpus.file, part: corpus.part, checksum: corpus.checksum
      ) { task.features(of: corpus) }
      if isFromCache {
        try once.note("\(corpus.file): tokenized before; taken from the run folder")
      }
      return features
    }
    func prepare(_ corpus: Task.Corpus, isScored: Bool) throws -> Split {
      let features = try observer.during(.tokenizing(file: corpus.file)) {
        try features(of: corpus)
      }
      try features.notes.forEach(once.note)
      try FeatureReport.lines(features.unreachable, isScored: isScored).forEach(observer.note)
      return Split(
        corpus: corpus, features: features.features, unaskedCount: features.unaskedCount,
        exampleCount: features.exampleCount)
    }
    checksums = [
      "data.train": train.map(\.checksum), "data.validation": validation.map(\.checksum),
    ]
    let splits = try train.map { try prepare($0, isScored: false) }
    self.train = splits.flatMap(\.features)
    unaskedCount = splits.reduce(0) { $0 + $1.unaskedCount }
    exampleCount = splits.reduce(0) { $0 + $1.exampleCount }
    places = FeaturePlaces(
      splits.map { split in split.features.map { Task.location(of: $0, in: split.corpus) } })
    self.validation = try validation.map { try prepare($0, isScored: true) }
    self.test = try test.map { try prepare($0, isScored: true) }
  }

  /// Scores the model on files; those of several files are taken together as one corpus.
  func score(
    _ splits: [Split], _ model: Task.Model, onProgress: (Int, Int) throws -> Void = { _, _ in }
  ) throws -> TaskScores {
    let total = splits.reduce(0) { $0 + $1.features.count }
    var done = 0
    var answered: [(Task.Answers, Task.Corpus)] = []
    for split in splits {
      let outputs = try EvaluationLoop.outputs(task, split.features, model) {
        try onProgress(done + $0, total)
      }
      done += split.features.count
      answered.append((task.answers(split.corpus, split.features, outputs: outputs), split.corpus))
    }
    var scores = task.score(answered)
    scores.tally = task.tally(answered)
    scores.answers = ScoredAnswers(answered, of: task)
    return scores
  }
}

/// Where features come from: a file and a line of four bytes each.
struct FeaturePlaces {
  private var files: [String] = []
  private var places: [(file: Int32, line: Int32)] = []

  init(_ locations: [[SourceLocation]]) {
    for (number, locations) in locations.enumerated() {
      files.append(locations.first?.file ?? "")
      places += locations.map {
        (Int32(truncatingIfNeeded: number), Int32(truncatingIfNeeded: $0.line))
      }
    }
  }

  /// The place of a feature by its index.
  subscript(index: Int) -> SourceLocation {
    SourceLocation(file: files[Int(places[index].file)], line: Int(places[index].line))
  }
}

/// What preparing examples found that the user should know.
enum FeatureReport {
  /// The most unreachable annotations that are listed one by one.
  private static let most = 10

  /// - Parameter isScored: whether answers are held against the annotations, and not only trained on.
  static func lines(_ unreachable: [UnreachableAnnotation], isScored: Bool) -> [String] {
    if unreachable.isEmpty { return [] }
    let count = unreachable.count
    let effect =
      isScored
      ? "and \(count == 1 ? "counts" : "count") as missed"
      : "so nothing is learned from \(count == 1 ? "it" : "them")"
    // Two entities of one label are two that cannot be found.
    let what = counted(count, "annotation")
    let heading = "\(what) cannot be predicted\(isScored ? " " : ", ")\(effect):"
    let listed = unreachable.prefix(most).map { "  \($0)" }
    let rest = count > most ? ["  and \(count - most) more"] : []
    return [heading] + listed + rest
  }
}
