import LukeData
import LukeSettings
import LukeTasks

extension FineTuning: AnsweringTask {
  package static func evaluate(
    _ settings: Settings, _ data: Data, file: String, _ inference: InferenceModel,
    _ reporter: ProgressReporter
  ) throws -> TaskScores {
    let source = try inference.source(file, encoding: data.encoding)
    let corpus = try corpus(of: source, data, requiresLabels: true, reporter)
    try Labelled.check([corpus], against: inference.labels)
    let loaded = try load(settings, inference, report: reporter.note)
    let examples = FineTuningData(
      loaded.task, train: [], validation: [corpus], test: [], report: reporter.note)
    return try examples.score(examples.validation, loaded.model) { done, total in
      reporter.show(passing: "scoring \(done)/\(total)")
    }
  }

  package static func predict(
    _ settings: Settings, _ data: Data, file: String, _ inference: InferenceModel,
    _ reporter: ProgressReporter, emit: (String) throws -> Void
  ) throws {
    let source = try inference.source(file, encoding: data.encoding)
    let corpus = try corpus(of: source, data, requiresLabels: false, reporter)
    let loaded = try load(settings, inference, report: reporter.note)
    let answers = try loaded.answers(to: corpus, report: reporter.note) { done, total in
      reporter.show(passing: "predicting \(done)/\(total)")
    }
    for line in try loaded.task.lines(answers, corpus) { try emit(line) }
  }

  package static func load(
    _ settings: Settings, _ inference: InferenceModel, report: (String) -> Void
  ) throws -> FineTunedModel<Labelled> {
    let (model, vocabulary) = try inference.load(
      Head.self, maximumLength: Labelled.maximumLength(settings), report: report)
    return FineTunedModel(
      task: try Labelled(settings, vocabulary, labels: inference.labels), model: model)
  }

  /// Reads a file, and tells what is in it.
  static func corpus(
    of source: SourceText, _ data: Data, requiresLabels: Bool, _ reporter: ProgressReporter
  ) throws -> Labelled.Corpus {
    let corpus = try Labelled.read(source, data, requiresLabels: requiresLabels)
    reporter.note(Labelled.describe(corpus))
    corpus.notes.forEach(reporter.note)
    return corpus
  }
}
