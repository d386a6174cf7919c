import LukeTasks

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
  /// Which columns of a column file hold word and tag; nil finds them out.
  public var columns: ColumnSettings?

  /// Settings with every default.
  public init() {}
}

/// The formats of labelled data.
public enum DataFormat: String, CaseIterable, Sendable {
  case conll
  case jsonLines = "json-lines"
  case tacred
  case semEval2010 = "semeval2010"
  case kbp37
}

/// Which columns of a column file hold what, counted from 1; negative ones count from the end.
public struct ColumnSettings: Hashable, Sendable {
  /// The column of the word.
  public var word = 1
  /// The column of the tag.
  public var tag = -1

  /// Settings with every default.
  public init() {}
}

extension DataSettings: Settings {
  package static var summary: String {
    "Where the labelled examples are and how they are written."
  }

  package static var fields: [SettingsField<DataSettings>] {
    let files = SettingsKind<[String]>.oneOrMore(of: .path)
    return [
      SettingsField("train", \.train, files, required: true, "The training files."),
      SettingsField(
        "validation", \.validation, .noneOrMore(files), "The files scored during training."),
      SettingsField("test", \.test, .noneOrMore(files), "The files scored once at the end."),
      SettingsField(
        "format", \.format, .optional(.choice),
        "The file format; null finds it out from the files."),
      SettingsField(
        "columns", \.columns, .optional(.section),
        "Which columns of a column file hold word and tag; null finds them out."),
    ]
  }
}

extension ColumnSettings: Settings {
  package static var summary: String {
    "Columns of a column file, counted from 1; negative ones count from the end."
  }

  package static var fields: [SettingsField<ColumnSettings>] {
    [
      SettingsField("word", \.word, .integer(atLeast: -99, atMost: 99), "The column of the word."),
      SettingsField("tag", \.tag, .integer(atLeast: -99, atMost: 99), "The column of the tag."),
    ]
  }
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
