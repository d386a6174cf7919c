public import LukeData
import LukeSettings

/// Where texts with a relation are and how they are written.
public struct RelationDataSettings: LabelledData {
  /// The files, and what is held back of them.
  public var files = LabelledFiles()
  /// The file format; nil finds it out from the files.
  public var format: RelationDataFormat?
  /// The encoding; nil finds it out from the files.
  public var encoding: TextEncoding?
  /// A file of relations for SemEval test files that hold sentences alone.
  public var answerKey: String?
  /// Whether TACRED's `-LRB-` and the like become the brackets they stand for.
  public var restoresBrackets = false
  /// Whether every ordered pair of a text's entities is asked.
  public var asksPairs = false
  /// Which columns or keys hold what.
  public var columns = RelationColumns()
  /// Whether the first row of a table names its columns; nil finds it out.
  public var header: Bool?
  /// Whether quotes around the fields of a table are its own; nil for CSV alone.
  public var quoting: Bool?
  /// What becomes of records that cannot be read.
  public var badRecords = BadRecords.stop
  /// The format that the training data of a model had; no key of recipes.
  private var expectedFormat: RelationDataFormat?

  /// Settings with every default.
  public init() {}

  /// The options with which files are read.
  public var options: RelationDataOptions {
    var options = RelationDataOptions(
      format: format, encoding: encoding, answerKey: answerKey,
      restoresBrackets: restoresBrackets, expectedFormat: expectedFormat)
    options.badRecords = badRecords
    options.asksPairs = asksPairs
    (options.columns, options.header, options.quoting) = (columns, header, quoting)
    return options
  }

  /// Forgets the format, but for what is expected.
  public mutating func forgetFormat() { (expectedFormat, format) = (format, nil) }
}

extension RelationDataSettings: Settings {
  /// The names of all formats.
  public static var formats: [String] { RelationDataFormat.allCases.map(\.rawValue) }

  /// The keys.
  public static var fields: [SettingsField<RelationDataSettings>] {
    labelledFields + [
      .format(\.format, .choice), .encoding(\.encoding),
      SettingsField(
        "answer_key", \.answerKey, .optional(.path),
        "A file of relations for SemEval test files that hold sentences alone."),
      SettingsField(
        "restore_brackets", \.restoresBrackets, .bool,
        "Whether TACRED's -LRB- and the like become the brackets they stand for."),
      SettingsField(
        "columns", \.columns, .section,
        "Which columns of a table, or which keys of JSON, hold text, spans and relation."),
      SettingsField(
        "pairs", \.asksPairs, .bool,
        "For predict: whether texts have entities of start and end, of which every ordered pair is asked."
      ),
      .header(\.header), .quoting(\.quoting), .badRecords(\.badRecords),
    ]
  }
}
