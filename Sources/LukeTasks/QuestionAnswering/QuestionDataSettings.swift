public import LukeData
import LukeSettings

/// Where questions about texts are and how they are written.
public struct QuestionDataSettings: LabelledData {
  /// The files, and what is held back of them.
  public var files = LabelledFiles()
  /// The file format; nil finds it out from the files.
  public var format: QuestionDataFormat?
  /// The encoding; nil finds it out from the files.
  public var encoding: TextEncoding?
  /// What an answer counts for that is not where its start says.
  public var answerStarts = AnswerStarts.exact
  /// What becomes of records that cannot be read.
  public var badRecords = BadRecords.stop

  /// Settings with every default.
  public init() {}

  /// The options with which files are read.
  public var options: QuestionDataOptions {
    var options = QuestionDataOptions()
    (options.format, options.answerStarts, options.badRecords) = (format, answerStarts, badRecords)
    return options
  }

  /// Forgets the format: other data may have another one.
  public mutating func forgetFormat() { format = nil }
}

extension QuestionDataSettings: Settings {
  /// The names of all formats.
  public static var formats: [String] { QuestionDataFormat.allCases.map(\.rawValue) }

  /// The keys.
  public static var fields: [SettingsField<QuestionDataSettings>] {
    labelledFields + [
      .format(\.format, .choice), .encoding(\.encoding),
      SettingsField(
        "answer_starts", \.answerStarts, .choice,
        "Whether an answer must stand where its answer_start says, or is taken from the nearest place of its "
          + "text."),
      .badRecords(\.badRecords),
    ]
  }
}
