public import Foundation
import LukeJSON
import LukeModel
import LukeSettings

/// Keys of a `config.json` that are likely to be mistakes.
///
/// Models of other programs have many keys that no LUKE has, which are passed over. One that is nearly
/// a key of LUKE which is absent is another matter: the default would be taken without a word.
public enum ConfigurationKeys {
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

  /// What to say of the keys of a configuration, one sentence each.
  public static func notes(_ json: Data, of file: String) -> [String] {
    let (misspelt, missing) = Self.findings(json)
    var notes = misspelt.map {
      "\(file): \(text($0)) The default of '\($0.known)' is taken"
    }
    if !missing.isEmpty {
      let names = missing.map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
      notes.append("\(file): lacks \(names), taken as in LUKE base")
    }
    return notes
  }

  /// Throws where the configuration of a file of weights lacks what it has to say of them, and names the
  /// keys that may be meant by it.
  static func require(_ json: Data, of file: String) throws {
    let (misspelt, missing) = Self.findings(json)
    let needed = Set(missing.map(\.key) + shapes)
    let faults =
      misspelt.filter { needed.contains($0.known) }.map(text)
      + missing.map { "the key '\($0.key)' is missing, which models with weights need" }
    if !faults.isEmpty { throw CheckpointError.badContent(path: file, faults: faults) }
  }

  /// Does what reads a configuration; an error about its values comes with what is said of its keys.
  static func explaining<Result>(
    _ json: Data, of file: String, _ read: () throws -> Result
  ) throws -> Result {
    do { return try read() } catch let error as ConfigurationError {
      let notes = findings(json).misspelt.map(text)
      throw ConfigurationError(origin: error.origin, faults: error.faults + notes)
    }
  }

  private static func text(_ key: (key: String, known: String)) -> String {
    "unknown key '\(key.key)', did you mean '\(key.known)'?"
  }

  /// Keys that are nearly others, which are absent; sizes that are absent.
  private static func findings(
    _ json: Data
  ) -> (misspelt: [(key: String, known: String)], missing: [(key: String, value: Int)]) {
    guard let members = (try? JSONParser.parse(json))?.members else { return ([], []) }
    let present = Set(members.filter { $0.value != .null }.map(\.key))
    let absent = all.filter { !present.contains($0) }
    let misspelt = members.filter { !all.contains($0.key) }.compactMap { member in
      nearest(to: member.key, in: absent).map { (key: member.key, known: $0) }
    }
    return (misspelt, sizes.filter { !present.contains($0.key) }.map { ($0.key, $0.value) })
  }

  /// Whether an object has anything that configurations have.
  static func isConfiguration(_ json: Data) -> Bool {
    let keys = Set(((try? JSONParser.parse(json))?.members ?? []).map(\.key))
    return keys.contains("model_type") || sizes.contains { keys.contains($0.key) }
  }

  /// The key that another one is nearly: with one letter in six wrong or changed places, written in
  /// another style, or cut off or continued at its end.
  private static func nearest(to key: String, in candidates: [String]) -> String? {
    let plain = plain(key)
    let scored = candidates.map { ($0, Suggestion.distance(plain, Self.plain($0))) }
    if let best = scored.min(by: { $0.1 < $1.1 }), best.1 <= max(1, plain.count / 6) {
      return best.0
    }
    return candidates.first {
      let other = Self.plain($0)
      return min(other.count, plain.count) >= 8
        && (other.hasPrefix(plain) || plain.hasPrefix(other))
    }
  }

  /// A key in small letters alone: `hiddenSize`, `hidden-size` and `hidden_size` are one.
  private static func plain(_ key: String) -> String {
    key.lowercased().filter { $0 != "_" && $0 != "-" }
  }
}
