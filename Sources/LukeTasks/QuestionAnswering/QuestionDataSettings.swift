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
  /// Which columns or keys hold what.
  public var columns = QuestionColumns()
  /// Whether the first row of a table names its columns; nil finds it out.
  public var header: Bool?
  /// Whether quotes around the fields of a table are its own; nil for CSV alone.
  public var quoting: Bool?
  /// What becomes of records that cannot be read.
  public var badRecords = BadRecords.stop

  /// Settings with every default.
  public init() {}

  /// The options with which files are read.
  public var options: QuestionDataOptions {
    var options = QuestionDataOptions()
    (options.format, options.answerStarts, options.badRecords) = (format, answerStarts, badRecords)
    (options.columns, options.header, options.quoting) = (columns, header, quoting)
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
      SettingsField(
        "columns", \.columns, .section,
        "Which columns of a table, or which keys of JSON, hold question, text and answer."),
      .header(\.header), .quoting(\.quoting), .badRecords(\.badRecords),
    ]
  }
}

extension QuestionColumns: Settings {
  /// What the section is about.
  public static var summary: String {
    "Columns of a table or keys of JSON, by name, or by number counted from 0."
  }

  /// The keys.
  public static var fields: [SettingsField<QuestionColumns>] {
    [
      SettingsField(
        "question", \.question, .recordField, "What holds the question; null finds it out."),
      SettingsField(
        "context", \.context, .recordField,
        "What holds the text that is asked about; null finds it out."),
      SettingsField("answer", \.answer, .recordField, "What holds the answer; null finds it out."),
      SettingsField(
        "answer_start", \.answerStart, .recordField,
        "What holds the character of the text at which the answer begins; null finds it out."),
      SettingsField(
        "id", \.identifier, .recordField,
        "What holds the question's own name, which answers carry on; null finds it out."),
    ]
  }

  /// Fields that are found out.
  public init() { self.init(question: nil) }
}
