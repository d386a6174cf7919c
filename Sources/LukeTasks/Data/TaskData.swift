public import LukeData
import LukeSettings

/// Where a task finds its data and how they are written: the section `data` of a recipe.
///
/// Each task has a type of its own, with the keys that its readers know.
public protocol TaskData: Settings, Hashable, Sendable {
  /// The training files.
  var train: [String] { get set }
  /// The files scored during training; empty for none.
  var validation: [String] { get set }
  /// The files scored once at the end; empty for none.
  var test: [String] { get set }
  /// The encoding; nil finds it out from the files.
  var encoding: TextEncoding? { get }

  /// What of the training data is held back for validation; nothing by default.
  var validationSplit: ValidationSplit { get }
  /// Holds back so much of the training data, and scores no other files; returns false, the default, where the data
  /// cannot be divided.
  mutating func holdBack(_ split: ValidationSplit) -> Bool

  /// The names that `data.format` may have; none by default, for a task whose data have but one form.
  static var formats: [String] { get }
  /// Forgets the format of the data that a model was trained on, for other data may have another one just as
  /// well; nothing by default.
  mutating func forgetFormat()
  /// Takes data for plain text, which no recipe of labelled data can; returns false, the default, where the
  /// task has nothing to say of it.
  mutating func takePlainText() -> Bool
}

extension TaskData {
  /// The files of each key, in the order in which a run reads them.
  package var filesByKey: [(key: String, files: [String])] {
    [("data.train", train), ("data.validation", validation), ("data.test", test)]
  }

  /// What the section is about.
  public static var summary: String { "Where the data are and how they are written." }

  /// Nothing.
  public var validationSplit: ValidationSplit { ValidationSplit() }

  /// Cannot be divided.
  public mutating func holdBack(_ split: ValidationSplit) -> Bool { false }

  /// None.
  public static var formats: [String] { [] }

  /// Nothing.
  public mutating func forgetFormat() {}

  /// No.
  public mutating func takePlainText() -> Bool { false }

  /// The keys `train`, `validation` and `test`; `trainSummary` says what `train` may name.
  public static func fileFields(
    _ trainSummary: String =
      "The training files; * and ? stand for all that fit, data.zip:name for a file in an archive."
  ) -> [SettingsField<Self>] {
    let files = SettingsKind<[String]>.oneOrMore(of: .path)
    return [
      SettingsField("train", \.train, files, required: true, trainSummary),
      SettingsField(
        "validation", \.validation, .noneOrMore(files), "The files scored during training."),
      SettingsField("test", \.test, .noneOrMore(files), "The files scored once at the end.")
        .changeableInRun(),
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

extension SettingsField where Owner: TaskData {
  /// The key `encoding`.
  public static func encoding(_ path: WritableKeyPath<Owner, TextEncoding?>) -> Self {
    SettingsField(
      "encoding", path, .optional(.choice),
      "The encoding; null finds it out from the files.")
  }

  /// The key `format`.
  public static func format<Format>(
    _ path: WritableKeyPath<Owner, Format?>, _ kind: SettingsKind<Format>
  ) -> Self {
    SettingsField(
      "format", path, .optional(kind), "The file format; null finds it out from the files.")
  }
}
