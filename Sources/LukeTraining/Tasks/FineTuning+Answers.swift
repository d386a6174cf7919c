import LukeData
import LukeSettings
import LukeTasks

extension FineTuning: AnsweringTask {
  package static func evaluate(
    _ settings: Settings, _ data: Data, file: String, _ inference: InferenceModel,
    _ observer: any RunObserver
  ) throws -> TaskScores {
    let source = try inference.source(
      file, encoding: data.encoding, takesFolders: Labelled.takesFolders)
    let corpus = try corpus(of: source, data, requiresLabels: true, observer)
    try Labelled.check([corpus], against: inference.labels)
    try noteAlikeLabels(in: [corpus], settings, known: inference.labels, observer)
    let loaded = try load(settings, inference, report: observer.note)
    try loaded.task.check(corpus)
    let examples = try FineTuningData(
      loaded.task, train: [], validation: [corpus], test: [], observer)
    return try observer.during(.scoring(nil), in: .examples) { progress in
      try examples.score(examples.validation, loaded.model) { try progress.tell($0, of: $1) }
    }
  }

  package static func predictFiles(
    _ settings: Settings, _ data: Data, file: String, as format: EntityAnswerFormat,
    _ inference: InferenceModel, _ observer: any RunObserver
  ) throws -> [AnswerFile] {
    let found = try answers(settings, data, file, format, inference, observer)
    return try found.task.files(found.answers, found.corpus, as: format)
  }

  private static func answers(
    _ settings: Settings, _ data: Data, _ file: String, _ format: EntityAnswerFormat,
    _ inference: InferenceModel, _ observer: any RunObserver
  ) throws -> (task: Labelled, answers: Labelled.Answers, corpus: Labelled.Corpus) {
    try check(format, inference)
    let source = try inference.source(
      file, encoding: data.encoding, takesFolders: Labelled.takesFolders)
    let corpus = try corpus(of: source, data, requiresLabels: false, observer)
    let loaded = try load(settings, inference, report: observer.note)
    return (loaded.task, try loaded.answers(to: corpus, observer), corpus)
  }

  /// Throws where answers cannot be written in a form.
  static func check(_ format: EntityAnswerFormat, _ inference: InferenceModel) throws {
    if format != .jsonLines, !Labelled.answerFormats.contains(format) {
      throw TrainingError.usage(
        "--format \(format.rawValue): entities alone are written so; a model for \(Labelled.kind) "
          + "answers in jsonl")
    }
    try inference.checkLabels(asWrittenIn: format)
  }

  package static func look(at file: String) throws -> LabelledFile {
    try look(
      in: SourceText(
        file: file, encoding: Data().encoding, takesFolders: Labelled.takesFolders))
  }

  package static func look(in source: SourceText) throws -> LabelledFile {
    let corpus = try labelled(source, Data(), requiresLabels: true)
    let line = Labelled.describe(corpus)
    return LabelledFile(
      kind: kind,
      description: line.hasPrefix(corpus.file + ": ")
        ? String(line.dropFirst(corpus.file.count + 2)) : line,
      overview: Labelled.overview(of: corpus), notes: corpus.notes, checksum: corpus.checksum)
  }

  package static func describe(_ file: String, _ data: Data) throws -> String {
    let source = try SourceText(
      file: file, encoding: data.encoding, takesFolders: Labelled.takesFolders)
    let corpus = try labelled(source, data, requiresLabels: true)
    let areScores = Labelled.overview(of: corpus).scores != nil
    return Labelled.describe(corpus)
      + (areScores ? "; the labels are numbers with fractions and are learned as scores" : "")
  }

  package static func load(
    _ settings: Settings, _ inference: InferenceModel, report: (String) throws -> Void
  ) throws -> FineTunedModel<Labelled> {
    let (model, vocabulary) = try inference.load(
      Head.self, maximumLength: Labelled.maximumLength(settings), report: report)
    return FineTunedModel(
      task: try Labelled(settings, vocabulary, labels: inference.labels), model: model)
  }

  /// Reads a file, and tells what is in it.
  /// - Parameter isText: whether its lines are text, whatever they look like.
  static func corpus(
    of source: SourceText, _ data: Data, requiresLabels: Bool, isText: Bool = false,
    _ observer: any RunObserver
  ) throws -> Labelled.Corpus {
    let corpus =
      isText
      ? try Labelled.read(source, data, requiresLabels: requiresLabels)
      : try labelled(source, data, requiresLabels: requiresLabels)
    try observer.note(Labelled.describe(corpus))
    try corpus.notes.forEach(observer.note)
    if requiresLabels, let note = AnswersAsData.note(source) {
      try observer.note("\(source.file): \(note)")
    }
    return corpus
  }
}
