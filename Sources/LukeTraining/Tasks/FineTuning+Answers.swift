import LukeSettings
import LukeTasks

extension FineTuning: AnsweringTask {
  package static func evaluate(
    _ settings: Settings, _ data: Data, file: String, _ inference: InferenceModel,
    _ reporter: ProgressReporter
  ) throws -> TaskScores {
    let source = try inference.source(file, encoding: data.encoding)
    let corpus = try Labelled.read(source, data, requiresLabels: true)
    reporter.note(Labelled.describe(corpus))
    corpus.notes.forEach(reporter.note)
    try Labelled.check([corpus], against: inference.labels)
    let (task, model) = try parts(settings, inference, report: reporter.note)
    let examples = FineTuningData(
      task, train: [], validation: [corpus], test: [], report: reporter.note)
    return try examples.score(examples.validation, model) { done, total in
      reporter.show(passing: "scoring \(done)/\(total)")
    }
  }

  package static func predict(
    _ settings: Settings, _ data: Data, file: String, _ inference: InferenceModel,
    _ reporter: ProgressReporter, emit: (String) throws -> Void
  ) throws {
    let source = try inference.source(file, encoding: data.encoding)
    let corpus = try Labelled.read(source, data, requiresLabels: false)
    reporter.note(Labelled.describe(corpus))
    corpus.notes.forEach(reporter.note)
    let (task, model) = try parts(settings, inference, report: reporter.note)
    let prepared = task.features(of: corpus)
    prepared.notes.forEach(reporter.note)
    let total = prepared.features.count
    let outputs = try EvaluationLoop.outputs(task, prepared.features, model) { done in
      reporter.show(passing: "predicting \(done)/\(total)")
    }
    let answers = task.answers(corpus, prepared.features, outputs: outputs)
    for line in try task.lines(answers, corpus) { try emit(line) }
  }

  package static func load(
    _ settings: Settings, _ inference: InferenceModel, report: (String) -> Void
  ) throws -> any LoadedModel {
    let (task, model) = try parts(settings, inference, report: report)
    return FineTunedModel(task: task, model: model)
  }

  private static func parts(
    _ settings: Settings, _ inference: InferenceModel, report: (String) -> Void
  ) throws -> (task: Labelled, model: Head) {
    let (model, vocabulary) = try inference.load(
      Head.self, maximumLength: Labelled.maximumLength(settings), report: report)
    return (try Labelled(settings, vocabulary, labels: inference.labels), model)
  }
}
