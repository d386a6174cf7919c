import LukeJSON
import LukeModel
import LukeSettings

/// Keys of a `config.json` that are likely to be mistakes.
///
/// Models of other programs have many keys that no LUKE has, which are passed over. One that is nearly
/// a key of LUKE is another matter: the default, or what that key says, would be taken without a word.
package struct ConfigurationKeys {
  /// The sizes that decide what the model is; those that are absent are LUKE base's.
  private static let sizes: KeyValuePairs = [
    "hidden_size": 768, "num_hidden_layers": 12, "num_attention_heads": 12,
    "intermediate_size": 3072,
  ]

  /// The other keys of LUKE.
  private static let others = [
    "model_type", "vocab_size", "entity_vocab_size", "entity_emb_size", "hidden_act",
    "hidden_dropout_prob", "attention_probs_dropout_prob", "max_position_embeddings",
    "type_vocab_size", "initializer_range", "layer_norm_eps", "use_entity_aware_attention",
    "pad_token_id", "bos_token_id", "eos_token_id", "architectures", "id2label", "label2id",
    "classifier_dropout", "problem_type",
  ]

  private static var all: [String] { sizes.map(\.key) + others }

  /// Keys that shapes of weights follow from, beside the sizes: by their defaults hardly any file is right.
  private static let shapes = [
    "vocab_size", "entity_vocab_size", "entity_emb_size", "max_position_embeddings",
    "type_vocab_size",
  ]

  private let file: String
  /// Keys that are nearly others.
  private let misspelt: [Misspelt]
  /// Sizes that are absent, with those of LUKE base.
  private let missing: [(key: String, value: Int)]
  /// Whether it is an object that has anything that configurations have.
  let areOfConfiguration: Bool
  /// Whether no key says what the model is, and none is nearly the one that does.
  private let lacksType: Bool

  /// Looks at the keys of a parsed `config.json`.
  package init(_ json: JSONValue, of file: String) {
    self.file = file
    let members = json.members ?? []
    let keys = Set(members.map(\.key))
    areOfConfiguration =
      keys.contains("model_type") || Self.sizes.contains { keys.contains($0.key) }
    guard json.members != nil else {
      (misspelt, missing, lacksType) = ([], [], false)
      return
    }
    let present = Set(members.filter { $0.value != .null }.map(\.key))
    let absent = Self.all.filter { !present.contains($0) }
    misspelt = members.map(\.key).filter { !Self.all.contains($0) }.compactMap { key -> Misspelt? in
      guard let known = Self.nearest(to: key, absent: absent) else { return nil }
      return Misspelt(key: key, known: known, isBeside: present.contains(known))
    }
    missing = Self.sizes.filter { !present.contains($0.key) }.map { ($0.key, $0.value) }
    let type = "model_type"
    lacksType = !present.contains(type) && !misspelt.contains { $0.known == type }
  }

  /// What to say of the keys, one sentence each.
  package var notes: [String] {
    var notes = misspelt.map {
      "\(file): \(Self.text($0)) "
        + ($0.isBeside
          ? "'\($0.known)' is there as well, and is taken; take the other one out"
          : "The default of '\($0.known)' is taken")
    }
    if !missing.isEmpty {
      let names = missing.map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
      notes.append("\(file): lacks \(names), taken as in LUKE base")
    }
    return notes
  }

  /// The keys that have the default in place of what they were to say.
  var unsaid: Set<String> {
    Set(missing.map(\.key) + misspelt.filter { !$0.isBeside }.map(\.known))
  }

  /// What to say of a configuration that is taken for that of a LUKE and does not say so; one sentence.
  package var typeNotes: [String] {
    guard lacksType else { return [] }
    return [
      "\(file): has no model_type, and is taken for that of a LUKE; add \"model_type\": \"luke\" to say so"
    ]
  }

  /// What the configuration of a file of weights lacks of what it has to say of them, and the keys that may
  /// be meant by it, one sentence each.
  var lacking: [String] {
    let needed = Set(missing.map(\.key) + Self.shapes)
    return misspelt.filter { !$0.isBeside && needed.contains($0.known) }.map(Self.text)
      + missing.map { "the key '\($0.key)' is missing, which models with weights need" }
  }

  /// Does what reads the configuration; an error about its values comes with what is said of its keys.
  func explaining<Result>(_ read: () throws -> Result) throws -> Result {
    do { return try read() } catch let error as ConfigurationError {
      throw ConfigurationError(
        origin: error.origin, faults: error.faults + misspelt.map(Self.text))
    }
  }

  /// A key that is nearly another one.
  private struct Misspelt {
    let key: String
    let known: String
    /// Whether the other one is there as well.
    let isBeside: Bool
  }

  private static func text(_ key: Misspelt) -> String {
    "unknown key '\(key.key)', did you mean '\(key.known)'?"
  }

  /// The key that another one is nearly: with one letter in six wrong or changed places, written in
  /// another style, or, of keys that are absent, cut off or continued at its end.
  ///
  /// Beside `hidden_size`, `hidden_size_per_head` is a key of its own.
  private static func nearest(to key: String, absent: [String]) -> String? {
    let plain = plain(key)
    let scored = all.map { ($0, Suggestion.distance(plain, Self.plain($0))) }
    if let best = scored.min(by: { $0.1 < $1.1 }), best.1 <= max(1, plain.count / 6),
      best.1 <= 1 || absent.contains(best.0) || !goesOn(plain, Self.plain(best.0))
    {
      return best.0
    }
    return absent.first {
      let other = Self.plain($0)
      return min(other.count, plain.count) >= 8 && goesOn(plain, other)
    }
  }

  /// Whether one text is the other one and more.
  private static func goesOn(_ first: String, _ second: String) -> Bool {
    first.hasPrefix(second) || second.hasPrefix(first)
  }

  /// A key in small letters alone: `hiddenSize`, `hidden-size` and `hidden_size` are one.
  private static func plain(_ key: String) -> String {
    key.lowercased().filter { $0 != "_" && $0 != "-" }
  }
}
