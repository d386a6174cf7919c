public import LukeData
import LukeSettings

/// Where passages with cloze questions are and how they are written.
public struct ClozeDataSettings: LabelledData {
  /// The files, and what is held back of them.
  public var files = LabelledFiles()
  /// The file format; nil finds it out from the files.
  public var format: ClozeDataFormat?
  /// The encoding; nil finds it out from the files.
  public var encoding: TextEncoding?
  /// Whether `end` of a span is its last character, as in ReCoRD, and not the one behind; nil finds it out.
  public var hasInclusiveEnds: Bool?
  /// What becomes of passages and questions that cannot be read.
  public var badRecords = BadRecords.stop

  /// Settings with every default.
  public init() {}

  /// Forgets the format: other data may have another one.
  public mutating func forgetFormat() { format = nil }
}

extension ClozeDataSettings: Settings {
  /// The names of all formats.
  public static var formats: [String] { ClozeDataFormat.allCases.map(\.rawValue) }

  /// The keys.
  public static var fields: [SettingsField<ClozeDataSettings>] {
    labelledFields + [
      .format(\.format, .choice), .encoding(\.encoding),
      SettingsField(
        "inclusive_ends", \.hasInclusiveEnds, .optional(.bool),
        "Whether \"end\" of a span is its last character, as in ReCoRD, and not the one behind; null: yes, "
          + "unless the texts beside spans fit the other way alone."),
      .badRecords(\.badRecords),
    ]
  }
}
