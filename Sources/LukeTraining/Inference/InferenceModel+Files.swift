public import LukeData
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
    try answering { try scores(by: $0, on: file, observer) }
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
    try answering { try answer(by: $0, file, format, observer, emit: emit) }
  }

  private func scores<Choice: AnsweringChoice>(
    by choice: Choice, on file: String, _ observer: any RunObserver
  ) throws -> TaskScores {
    try Choice.Task.evaluate(choice.settings, choice.data, file: file, self, observer)
  }

  private func answer<Choice: AnsweringChoice>(
    by choice: Choice, _ file: String, _ format: EntityAnswerFormat, _ observer: any RunObserver,
    emit: (String) throws -> Void
  ) throws {
    try Choice.Task.predict(
      choice.settings, choice.data, file: file, as: format, self, observer, emit: emit)
  }
}
