public import LukeData
public import LukeSettings

/// The files of labelled examples.
public struct LabelledFiles: Hashable, Sendable {
  /// The training files.
  public var train: [String] = []
  /// The files scored during training; empty for none.
  public var validation: [String] = []
  /// The files scored once at the end; empty for none.
  public var test: [String] = []
  /// What of the training files is held back where there are no validation files.
  public var split = ValidationSplit()

  /// The keys of JSON Lines for the names that readers know; empty where they have these names.
  public var keys: [String: String] = [:]

  /// No files.
  public init() {}
}

/// A section `data` whose examples can be divided, and which keeps its files together.
public protocol LabelledData: TaskData {
  /// The files, and what is held back of them.
  var files: LabelledFiles { get set }
}

extension LabelledData {
  /// The training files.
  public var train: [String] {
    get { files.train }
    set { files.train = newValue }
  }

  /// The files scored during training; empty for none.
  public var validation: [String] {
    get { files.validation }
    set { files.validation = newValue }
  }

  /// The files scored once at the end; empty for none.
  public var test: [String] {
    get { files.test }
    set { files.test = newValue }
  }

  /// What of the training files is held back where there are no validation files.
  public var validationSplit: ValidationSplit { files.split }

  /// Holds back so much of the training files.
  public mutating func holdBack(_ split: ValidationSplit) -> Bool {
    (files.validation, files.test, files.split) = ([], [], split)
    return true
  }

  /// A text with its keys under the names that readers know.
  /// - Throws: `DataError` for a key that no line of JSON Lines has where labels are required.
  public func named(_ source: SourceText, requiresLabels: Bool) throws(DataError) -> SourceText {
    try source.renamingKeys(files.keys, requiresAll: requiresLabels)
  }

  /// The key `keys`, with an example of it.
  static func keysField(_ example: String) -> SettingsField<Self> {
    SettingsField(
      "keys", \.files.keys, .texts,
      "The keys of JSON Lines for the names that are read, as \(example); points part keys within keys."
    )
  }

  /// The keys of the files, and of what is held back.
  public static var labelledFields: [SettingsField<Self>] {
    fileFields() + validationFields(\.files.split)
  }
}
