public import LukeData
import LukeSettings

/// Where texts with typed mentions are and how they are written.
public struct MentionDataSettings: LabelledData {
  /// The files, and what is held back of them.
  public var files = LabelledFiles()
  /// The file format; nil finds it out from the files.
  public var format: MentionDataFormat?
  /// The encoding; nil finds it out from the files.
  public var encoding: TextEncoding?
  /// The types that are kept; nil keeps all.
  public var keptLabels: [String]?
  /// What becomes of records that cannot be read.
  public var badRecords = BadRecords.stop

  /// Settings with every default.
  public init() {}

  /// The options with which files are read.
  public var options: MentionDataOptions {
    var options = MentionDataOptions()
    (options.format, options.keptLabels, options.badRecords) = (format, keptLabels, badRecords)
    return options
  }

  /// Forgets the format: other data may have another one.
  public mutating func forgetFormat() { format = nil }
}

extension MentionDataSettings: Settings {
  /// The names of all formats.
  public static var formats: [String] { MentionDataFormat.allCases.map(\.rawValue) }

  /// The keys.
  public static var fields: [SettingsField<MentionDataSettings>] {
    labelledFields + [
      .format(\.format, .choice), .encoding(\.encoding),
      SettingsField(
        "keep_labels", \.keptLabels, .optional(.list(of: .nonEmptyText)),
        "The types that are kept, as LUKE's authors keep nine of Open Entity's; others are left out and "
          + "counted. null keeps all."),
      keysField(#"{"text": "sentence", "mentions": "spans"}"#), .badRecords(\.badRecords),
    ]
  }
}
