import LukeData

/// Where the labelled examples are and how they are written.
public struct DataSettings: Hashable, Sendable {
  /// The training files.
  public var train: [String] = []
  /// The files scored during training; empty for none.
  public var validation: [String] = []
  /// The files scored once at the end; empty for none.
  public var test: [String] = []
  /// The file format; nil finds it out from the files.
  public var format: DataFormat?
  /// The encoding; nil finds it out from the files.
  public var encoding: TextEncoding?
  /// Which columns of a column file hold word and tag.
  public var columns = ColumnSelection()
  /// How the tags of a column file mark entities; nil finds it out from the files.
  public var tagScheme: TagScheme?
  /// A file of relations for SemEval test files that hold sentences alone.
  public var answerKey: String?
  /// Whether TACRED's `-LRB-` and the like become the brackets they stand for.
  public var restoresBrackets = false

  /// The format that the training data of a model had.
  ///
  /// Other data have it where they may have another one just as well. No key of recipes.
  package var expectedFormat: DataFormat?

  /// Settings with every default.
  public init() {}

  /// The options with which files of sentences with entities are read.
  public var entityOptions: EntityDataOptions {
    EntityDataOptions(
      format: format == .plainText ? .text : format?.entityFormat, encoding: encoding,
      columns: columns, tagScheme: tagScheme,
      expectsColumns: expectedFormat == .conll || !usualColumns.contains(columns))
  }

  /// Columns that say nothing of the format: none, and those that recipes had as their defaults.
  private var usualColumns: [ColumnSelection] {
    [ColumnSelection(), ColumnSelection(word: 0, label: -1)]
  }

  /// The options with which files of relations are read.
  public var relationOptions: RelationDataOptions {
    RelationDataOptions(
      format: format?.relationFormat, encoding: encoding, answerKey: answerKey,
      restoresBrackets: restoresBrackets, expectedFormat: expectedFormat?.relationFormat)
  }
}

extension DataSettings: Settings {
  package static var summary: String {
    "Where the data are and how they are written."
  }

  package static var fields: [SettingsField<DataSettings>] {
    let files = SettingsKind<[String]>.oneOrMore(of: .path)
    return [
      SettingsField(
        "train", \.train, files, required: true,
        "The training files; for pretraining also a folder that build-corpus has made."),
      SettingsField(
        "validation", \.validation, .noneOrMore(files), "The files scored during training."),
      SettingsField("test", \.test, .noneOrMore(files), "The files scored once at the end."),
      SettingsField(
        "format", \.format, .optional(.choice),
        "The file format; null finds it out from the files."),
      SettingsField(
        "encoding", \.encoding, .optional(.choice),
        "The encoding; null finds it out from the files."),
      SettingsField(
        "columns", \.columns, .section, "Which columns of a column file hold word and tag."),
      SettingsField(
        "tag_scheme", \.tagScheme, .optional(.choice),
        "How the tags of a column file mark entities; null finds it out from the files."),
      SettingsField(
        "answer_key", \.answerKey, .optional(.path),
        "A file of relations for SemEval test files that hold sentences alone."),
      SettingsField(
        "restore_brackets", \.restoresBrackets, .bool,
        "Whether TACRED's -LRB- and the like become the brackets they stand for."),
    ]
  }
}

extension ColumnSelection: Settings {
  package static var summary: String {
    "Columns of a column file, counted from 0; negative ones count from the end."
  }

  package static var fields: [SettingsField<ColumnSelection>] {
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

  package init() { self.init(word: nil) }
}

extension SettingsKind where Value == [String] {
  /// What `files` takes, or `null` for none.
  fileprivate static func noneOrMore(_ files: SettingsKind<[String]>) -> Self {
    Self(
      expectation: files.expectation + ", or null",
      schema: SettingsKind<[String]?>.optional(files).schema,
      decode: { node, place, reader in
        if case .null = node.value { return [] }
        return files.decode(node, place, &reader)
      },
      encode: { $0.isEmpty ? .null : files.encode($0) })
  }
}
