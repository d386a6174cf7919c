import LukeSettings

/// How a tokenizer is trained.
public struct TokenizerTrainingSettings: Hashable, Sendable {
  /// The most tokens, special ones included.
  public var vocabularySize = 50_265
  /// How often a pair has to occur to be merged.
  public var minimumFrequency = 2

  /// Settings with every default.
  public init() {}
}

extension TokenizerTrainingSettings: Settings {
  /// What the section is about.
  public static var summary: String { "How a byte-level BPE tokenizer is trained." }

  /// The keys.
  public static var fields: [SettingsField<TokenizerTrainingSettings>] {
    [
      SettingsField(
        "vocabulary_size", \.vocabularySize, .integer(atLeast: 261, atMost: 10_000_000),
        "The most tokens: 256 bytes, five special ones, the rest merges."),
      SettingsField(
        "min_frequency", \.minimumFrequency, .integer(atLeast: 1, atMost: 1_000_000_000),
        "How often a pair has to occur to be merged."),
    ]
  }
}
