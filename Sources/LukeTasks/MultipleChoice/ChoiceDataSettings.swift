public import LukeData
import LukeSettings

/// Where questions with choices are and how they are written.
public struct ChoiceDataSettings: LabelledData {
  /// The files, and what is held back of them.
  public var files = LabelledFiles()
  /// The file format; nil finds it out from the files.
  public var format: RecordFormat?
  /// The encoding; nil finds it out from the files.
  public var encoding: TextEncoding?
  /// Which columns or keys hold what.
  public var columns = ChoiceColumns()
  /// The number of the first choice where answers are numbers; nil finds it out.
  public var firstNumber: Int?
  /// What is asked for `cause`, as COPA writes it.
  public var causeQuestion = ChoiceDataOptions().causeQuestion
  /// What is asked for `effect`.
  public var effectQuestion = ChoiceDataOptions().effectQuestion
  /// Whether the first row of a table names its columns; nil finds it out.
  public var header: Bool?
  /// Whether quotes around the fields of a table are its own; nil for CSV alone.
  public var quoting: Bool?
  /// What becomes of records that cannot be read.
  public var badRecords = BadRecords.stop

  /// Settings with every default.
  public init() {}

  /// The options with which files are read.
  public var options: ChoiceDataOptions {
    var options = ChoiceDataOptions()
    options.records = RecordOptions(format: format, quoting: quoting, header: header)
    options.columns = columns
    options.firstNumber = firstNumber
    options.causeQuestion = causeQuestion
    options.effectQuestion = effectQuestion
    options.badRecords = badRecords
    return options
  }

  /// Forgets the format: other data may have another one.
  public mutating func forgetFormat() { format = nil }
}

extension ChoiceDataSettings: Settings {
  /// The names of all formats.
  public static var formats: [String] { RecordFormat.allCases.map(\.rawValue) }

  /// The keys.
  public static var fields: [SettingsField<ChoiceDataSettings>] {
    labelledFields + [
      .format(\.format, .choice), .encoding(\.encoding),
      SettingsField(
        "columns", \.columns, .section, "Which columns or keys hold question, choices and answer."),
      SettingsField(
        "first_number", \.firstNumber, .optional(.integer(atLeast: 0, atMost: 1)),
        "The number of the first choice where answers are numbers; null: 0, or 1 where one is the number "
          + "of choices and none is 0."),
      SettingsField(
        "cause_question", \.causeQuestion, .nonEmptyText,
        "What is asked where COPA's question is \"cause\"."),
      SettingsField(
        "effect_question", \.effectQuestion, .nonEmptyText,
        "What is asked where COPA's question is \"effect\"."),
      .header(\.header), .quoting(\.quoting), .badRecords(\.badRecords),
    ]
  }
}

extension ChoiceColumns: Settings {
  /// What the section is about.
  public static var summary: String {
    "Columns of a table or keys of JSON, by name, or by number counted from 0."
  }

  /// The keys.
  public static var fields: [SettingsField<ChoiceColumns>] {
    [
      SettingsField(
        "context", \.context, .recordField,
        "What holds the text that the question is about; null finds it out, and takes none where "
          + "question is given."),
      SettingsField(
        "question", \.question, .recordField,
        "What holds the question, or the start of the sentence that choices go on with; null finds it "
          + "out, and takes none where context is given."),
      SettingsField(
        "choices", \.choices, .recordFields,
        "What holds a list of choices, or several fields with a choice each; null finds them out."),
      SettingsField("answer", \.answer, .recordField, "What holds the answer; null finds it out."),
      SettingsField(
        "id", \.identifier, .recordField,
        "What holds the example's own name, which answers carry on; null finds it out."),
    ]
  }

  /// Fields that are found out.
  public init() { self.init(context: nil) }
}
