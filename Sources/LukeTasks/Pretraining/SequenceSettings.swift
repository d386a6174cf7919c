import LukeCorpus
import LukeJSON
import LukeSettings

/// How text becomes sequences of words and entities, as in the official data-set builder.
public struct SequenceSettings: Hashable, Sendable {
  /// How documents are packed; where rules cut sentences, ``language`` says of which language.
  public var packing = PackingSettings()
  /// The language whose rules cut sentences; nil for that of the dump, else English.
  public var language: String?

  /// Settings with every default.
  public init() {}

  /// How the documents of a corpus are packed; `language` is what its dump says.
  package func packing(ofCorpusIn language: String?) -> PackingSettings {
    var packing = packing
    if case .rules = packing.sentences {
      packing.sentences = .rules(language: self.language ?? language ?? "en")
    }
    return packing
  }
}

extension SequenceSettings: Settings {
  /// What the section is about.
  public static var summary: String { "How text becomes sequences of words and entities." }

  /// The keys.
  public static var fields: [SettingsField<SequenceSettings>] {
    [
      SettingsField(
        "max_length", \.packing.maximumSequenceLength, .integer(atLeast: 8, atMost: 65_535),
        "The most subwords of a sequence, special tokens included."),
      SettingsField(
        "max_entity_length", \.packing.maximumEntityCount, .integer(atLeast: 1, atMost: 65_535),
        "The most entities of a sequence; further ones are left out."),
      SettingsField(
        "max_mention_length", \.packing.maximumMentionLength, .integer(atLeast: 1, atMost: 65_535),
        "The most subwords of a mention that give its entity's position."),
      SettingsField(
        "min_sentence_length", \.packing.minimumSentenceLength,
        .integer(atLeast: 1, atMost: 65_535),
        "The fewest subwords of a sentence; shorter ones are left out."),
      SettingsField(
        "unknown_entities", \.packing.includesUnknownEntities, .bool,
        "Whether links to entities outside of the vocabulary are kept, as [UNK]."),
      SettingsField(
        "without_entities", \.packing.includesSentencesWithoutEntities, .bool,
        "Whether sequences without any entity are kept, as text without links needs it."),
      SettingsField(
        "first_paragraph_only", \.packing.takesAbstractsOnly, .bool,
        "Whether only the first paragraph of a document is read, the abstract of an article."),
      SettingsField(
        "language", \.language, .optional(.nonEmptyText),
        "The language whose rules cut sentences, such as en; null takes the dump's, else en."),
      SettingsField(
        "sentences", \.packing.sentences, .sentenceRule,
        "Whether sentences are cut by ICU's rules for the language or at line breaks."),
    ]
  }

  /// Notes faults of several keys together.
  public func check(at keyPath: String, origin: JSONOrigin, reader: inout SettingsReader) {
    guard reader.areSound("min_sentence_length", "max_length", in: keyPath) else { return }
    let room = packing.maximumSequenceLength - 2
    if packing.minimumSentenceLength > room {
      reader.fault(
        "min_sentence_length \(packing.minimumSentenceLength) is more than the \(room) subwords "
          + "that max_length leaves room for", at: keyPath, origin: origin)
    }
  }
}

extension SettingsKind where Value == SentenceSplitting {
  /// `icu` for the rules of some language, which another key names, or `lines`.
  fileprivate static var sentenceRule: Self {
    let name = SettingsKind<String>.name(of: ["icu", "lines"])
    return Self(
      expectation: name.expectation, schema: name.schema,
      decode: { node, place, reader in
        name.decode(node, place, &reader).map { $0 == "lines" ? .lines : .rules(language: "en") }
      }, encode: { .string($0 == .lines ? "lines" : "icu") })
  }
}
