public import LukeData
import LukeSystem
import LukeTasks

extension InferenceModel {
  /// Scores the model on labelled data.
  /// - Parameters:
  ///   - file: labelled data in any format that recipes take; `-` is standard input.
  ///   - observer: is told what happens.
  /// - Throws: a `UserError` for data that cannot be read or scored, and for a model that answers
  ///   nothing; what `observer` throws.
  public func scores(
    on file: String, observer: any RunObserver = RunObservers()
  ) throws -> TaskScores {
    try notes.forEach(observer.note)
    return try answering { try scores(by: $0, on: file, observer) }
  }

  /// The same, with what a report has: the scores, each answer beside what is annotated, and what was taken for
  /// what.
  /// - Parameters:
  ///   - file: as in ``scores(on:observer:)``.
  ///   - folder: the place to write; it appears whole or not at all.
  ///   - model: the path of the model, which is never written over.
  ///   - isReplacing: whether a folder of such files that is there is replaced.
  ///   - observer: is told what happens.
  public func report(
    on file: String, into folder: String, model: String, isReplacing: Bool = false,
    observer: any RunObserver = RunObservers()
  ) throws -> TaskScores {
    let place = OutputPlace(
      folder, reading: [model, file] + filesRead, isReplacing: isReplacing)
    return try place.withClaimOnFolder(isOwn: EvaluationReport.names.contains) {
      let scores = try scores(on: file, observer: observer)
      let files = try EvaluationReport.files(scores, note: observer.note)
      try AtomicFile.writeFolder(to: folder, files: files)
      try observer.observe(.wrote(RunOutput(folder, counted(files.count, "file"))))
      return scores
    }
  }

  /// Answers all examples of a file.
  /// - Parameters:
  ///   - file: text or examples in any format that recipes take; `-` is standard input.
  ///   - format: the form of a labelling tool, for entities; by default JSON Lines.
  ///   - observer: is told what happens.
  ///   - emit: gets one line of JSON for each example, or one line of the file of a tool.
  /// - Throws: as ``scores(on:observer:)``, and what `emit` throws.
  public func answer(
    _ file: String, as format: EntityAnswerFormat = .jsonLines,
    observer: any RunObserver = RunObservers(), emit: (String) throws -> Void
  ) throws {
    try answer(AnswerRequest(file, as: format), observer: observer) { try $0.forEach(emit) }
  }

  /// Answers all examples of a file, or of standard input as they come.
  ///
  /// Lines of standard input are answered each as soon as it is there where it is a pipe or somebody types: objects of
  /// JSON, and plain text where somebody types or `data.format` says so. Keys of an object that answers have not
  /// themselves are carried on.
  /// - Parameters:
  ///   - request: what is answered, and how.
  ///   - observer: is told what happens.
  ///   - emit: gets lines whenever some are there.
  /// - Returns: what is kept beside `request.output`, to be removed once that is whole.
  /// - Throws: as ``scores(on:observer:)``, what `emit` throws, and where something else is in the place of what is
  ///   to be kept.
  @discardableResult public func answer(
    _ request: AnswerRequest, observer: any RunObserver = RunObservers(),
    emit: ([String]) throws -> Void
  ) throws -> KeptAnswers? {
    if let output = request.output, request.format == .jsonLines {
      try Self.checkPlaceOfKeptAnswers(for: output, reading: [request.file] + filesRead)
    }
    try notes.forEach(observer.note)
    return try answering { try answer(by: $0, request, observer, emit: emit) }
  }

  /// Throws where answers cannot be kept beside a file: what is in their place is read, or is no file.
  package static func checkPlaceOfKeptAnswers(
    for output: String, reading inputs: [String]
  ) throws {
    try UnfinishedAnswers.checkPlace(for: output, reading: inputs)
  }

  /// Answers all examples of a file into a folder, which appears whole or not at all.
  /// - Parameters:
  ///   - file: text or examples in any format that recipes take; `-` is standard input.
  ///   - format: a form of which `EntityAnswerFormat.isFolder` is true.
  ///   - folder: the place to write.
  ///   - model: the path of the model, which is never written over.
  ///   - isReplacing: whether a folder of such files that is there is replaced.
  ///   - observer: is told what happens.
  /// - Throws: as ``scores(on:observer:)``, and where the folder cannot be written.
  public func answer(
    _ file: String, as format: EntityAnswerFormat, into folder: String, model: String,
    isReplacing: Bool = false, observer: any RunObserver = RunObservers()
  ) throws {
    let place = OutputPlace(
      folder, reading: [model, file] + filesRead, isReplacing: isReplacing)
    let there = Set((try? RunFiles.list(folder)) ?? [])
    try place.withClaimOnFolder(isOwn: { EntityAnswers.writes($0, beside: there) }) {
      try notes.forEach(observer.note)
      let files = try answering { try self.files(by: $0, file, format, observer) }
      try AtomicFile.writeFolder(
        to: folder,
        files: files.map { file in
          (name: file.name, bytes: Array(file.lines.map { $0 + "\n" }.joined().utf8))
        })
      try observer.observe(.wrote(RunOutput(folder, counted(files.count, "file"))))
    }
  }

  private func files<Choice: AnsweringChoice>(
    by choice: Choice, _ file: String, _ format: EntityAnswerFormat, _ observer: any RunObserver
  ) throws -> [AnswerFile] {
    try Choice.Task.predictFiles(
      choice.settings, choice.data, file: file, as: format, self, observer)
  }

  private func scores<Choice: AnsweringChoice>(
    by choice: Choice, on file: String, _ observer: any RunObserver
  ) throws -> TaskScores {
    try Choice.Task.evaluate(choice.settings, choice.data, file: file, self, observer)
  }

  private func answer<Choice: AnsweringChoice>(
    by choice: Choice, _ request: AnswerRequest, _ observer: any RunObserver,
    emit: ([String]) throws -> Void
  ) throws -> KeptAnswers? {
    try Choice.Task.predict(choice.settings, choice.data, request, self, observer, emit: emit)
  }
}
