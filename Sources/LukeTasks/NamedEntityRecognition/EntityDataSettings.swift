public import LukeData
import LukeSettings

/// Where sentences with entities are and how they are written.
public struct EntityDataSettings: LabelledData {
  /// The files, and what is held back of them.
  public var files = LabelledFiles()
  /// The file format; nil finds it out from the files.
  public var format: EntityDataFormat?
  /// The encoding; nil finds it out from the files.
  public var encoding: TextEncoding?
  /// Which columns of a column file hold word and tag.
  public var columns = ColumnSelection()
  /// How the tags of a column file mark entities; nil finds it out from the files.
  public var tagScheme: TagScheme?
  /// What becomes of sentences that cannot be read.
  public var badRecords = BadRecords.stop
  /// The names of tags that are numbers, in their order; empty looks for them beside the files.
  public var labelNames: [String] = []
  /// How running text is parted into words; nil lets a run choose it by its files, and is `WordSplitting.words` else.
  public var words: WordSplitting?
  /// The format that the training data of a model had; no key of recipes.
  private var expectedFormat: EntityDataFormat?

  /// Settings with every default.
  public init() {}

  /// The options with which files are read.
  public var options: EntityDataOptions {
    var options = EntityDataOptions(
      format: format, encoding: encoding, columns: columns, tagScheme: tagScheme,
      expectsColumns: expectedFormat == .conll || !usualColumns.contains(columns))
    options.badRecords = badRecords
    options.labelNames = labelNames
    options.splitting = words ?? .words
    return options
  }

  /// Columns that say nothing of the format: none, and those that recipes had as their defaults.
  private var usualColumns: [ColumnSelection] {
    [ColumnSelection(), ColumnSelection(word: 0, label: -1)]
  }

  /// Forgets the format, but for what is expected.
  public mutating func forgetFormat() { (expectedFormat, format) = (format, nil) }

  /// Reads each line as a sentence, or as words.
  public mutating func takePlainText() -> Bool {
    format = .text
    return true
  }
}

extension EntityDataSettings: Settings {
  /// Text alone has no labels to train on; only predict takes it.
  private static let trainingFormats = EntityDataFormat.allCases.filter { $0 != .text }

  /// The names of formats with labels.
  public static var formats: [String] { trainingFormats.map(\.rawValue) }

  /// The keys.
  public static var fields: [SettingsField<EntityDataSettings>] {
    labelledFields + [
      .format(\.format, .choice(of: trainingFormats)), .encoding(\.encoding),
      SettingsField(
        "columns", \.columns, .section, "Which columns of a column file hold word and tag."),
      SettingsField(
        "tag_scheme", \.tagScheme, .optional(.choice),
        "How the tags of a column file mark entities; null finds it out from the files."),
      keysField(#"{"tokens": "words_of_text", "tags": "marks"}"#), .badRecords(\.badRecords),
      SettingsField(
        "label_names", \.labelNames, .list(of: .nonEmptyText),
        "The names of tags that are numbers, in their order; empty looks for them in dataset_infos.json beside the files."
      ),
      SettingsField(
        "words", \.words, .optional(.choice),
        "How running text is parted into words: at white space and around punctuation (words), into single characters without blanks (characters), or into single characters with the blanks between them (characters_and_blanks); null takes characters where the words of all files are such, with blanks where these are words there, else words."
      ),
    ]
  }
}

extension ColumnSelection: Settings {
  /// What the section is about.
  public static var summary: String {
    "Columns of a column file, counted from 0; negative ones count from the end."
  }

  /// The keys.
  public static var fields: [SettingsField<ColumnSelection>] {
    let column = SettingsKind<Int?>.optional(.integer(atLeast: -99, atMost: 99))
    return [
      SettingsField(
        "word", \.word, column,
        "The column of the word, counted from 0, or from the end with -1; null finds it out."),
      SettingsField(
        "label", \.label, column,
        "The column of the tag, counted from 0, or from the end with -1; null finds it out, the last one that holds tags."
      ),
    ]
  }

  /// Columns that are found out.
  public init() { self.init(word: nil) }
}
