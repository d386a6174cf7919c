public import LukeData
import LukeSettings

/// Where texts with labels are and how they are written.
public struct TextDataSettings: LabelledData {
  /// The files, and what is held back of them.
  public var files = LabelledFiles()
  /// The file format; nil finds it out from the files.
  public var format: RecordFormat?
  /// The encoding; nil finds it out from the files.
  public var encoding: TextEncoding?
  /// Which columns or keys hold what.
  public var columns = TextColumns()
  /// Whether the first row of a table names its columns; nil finds it out.
  public var header: Bool?
  /// Whether quotes around the fields of a table are its own; nil for CSV alone.
  public var quoting: Bool?
  /// Labels that mean the same as another one, each with the one it is taken for.
  public var sameLabels: [String: String] = [:]
  /// What becomes of records that cannot be read.
  public var badRecords = BadRecords.stop
  /// Whether each line is a text; no key of recipes.
  private var isPlainText = false
  /// Whether a tab in a line of text parts two texts; no key of recipes.
  var partsLinesAtTabs = true

  /// Settings with every default.
  public init() {}

  /// The options with which files are read.
  public var options: TextDataOptions {
    var options = TextDataOptions()
    options.records = RecordOptions(format: format, quoting: quoting, header: header)
    options.columns = columns
    (options.badRecords, options.sameLabels) = (badRecords, sameLabels)
    (options.isPlainText, options.partsLinesAtTabs) = (isPlainText, partsLinesAtTabs)
    return options
  }

  /// Forgets the format: other data may have another one.
  public mutating func forgetFormat() { format = nil }

  /// Reads each line as a text, or, where the model may read pairs, as two with a tab between them.
  public mutating func takePlainText() -> Bool {
    isPlainText = true
    return true
  }
}

extension TextDataSettings: Settings {
  /// The names of all formats.
  public static var formats: [String] { RecordFormat.allCases.map(\.rawValue) }

  /// The keys.
  public static var fields: [SettingsField<TextDataSettings>] {
    labelledFields + [
      .format(\.format, .choice), .encoding(\.encoding),
      SettingsField(
        "columns", \.columns, .section, "Which columns or keys hold text and label."),
      .header(\.header), .quoting(\.quoting), .badRecords(\.badRecords),
      SettingsField(
        "same_labels", \.sameLabels, .texts,
        "Labels that mean the same as another one, each with the one it is taken for, as "
          + "{\"contradictory\": \"contradiction\"}."),
    ]
  }
}

extension TextColumns: Settings {
  /// What the section is about.
  public static var summary: String {
    "Columns of a table or keys of JSON, by name, or by number counted from 0."
  }

  /// The keys.
  public static var fields: [SettingsField<TextColumns>] {
    [
      SettingsField(
        "text", \.text, .recordField, "What holds the text, or the first of two; null finds it out."
      ),
      SettingsField(
        "second_text", \.secondText, .recordField,
        "What holds the second text; null finds it out, and takes none where text is given."),
      SettingsField("label", \.label, .recordField, "What holds the label; null finds it out."),
      SettingsField(
        "id", \.identifier, .recordField,
        "What holds the example's own name, which answers carry on; null finds it out."),
    ]
  }

  /// Fields that are found out.
  public init() { self.init(text: nil) }
}
