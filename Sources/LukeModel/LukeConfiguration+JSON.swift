public import Foundation
import LukeJSON

extension LukeConfiguration {
  /// Reads the `config.json` of a LUKE or of a plain encoder; keys that it does not have are passed over.
  ///
  /// A key that is absent has transformers' default, not the default of `init()`.
  /// - Throws: `ConfigurationError` naming the key.
  public init(json: Data, origin: String) throws {
    let value: JSONValue
    do throws(JSONSyntaxError) { value = try JSONParser.parse(json) } catch {
      throw ConfigurationError(
        origin: "\(origin):\(error.line):\(error.column)", faults: [error.message])
    }
    try self.init(value, origin: origin)
  }

  /// Reads a LUKE `config.json` that was parsed; see `init(json:origin:)`.
  ///
  /// What is wrong with the value of a key of `unsaid` follows from its default, and is not told.
  package init(_ json: JSONValue, origin: String, unsaid: Set<String> = []) throws {
    guard json.members != nil else {
      throw ConfigurationError(origin: origin, faults: ["this is not a JSON object"])
    }
    var reader = KeyReader(object: json)
    var configuration = LukeConfiguration()
    let family = reader.family()
    configuration.family = family
    configuration.vocabularySize = reader.integer("vocab_size", family.defaults.vocabularySize)
    if family.hasEntities {
      configuration.entityVocabularySize = reader.integer("entity_vocab_size", 500_000)
      configuration.entityEmbeddingSize = reader.integer("entity_emb_size", 256)
      configuration.usesEntityAwareAttention = reader.flag("use_entity_aware_attention", true)
    } else {
      configuration = configuration.withoutEntities(as: family)
    }
    configuration.hiddenSize = reader.integer("hidden_size", 768)
    configuration.layerCount = reader.integer("num_hidden_layers", 12)
    configuration.attentionHeadCount = reader.integer("num_attention_heads", 12)
    configuration.intermediateSize = reader.integer("intermediate_size", 3072)
    configuration.activation = reader.string("hidden_act", "gelu")
    configuration.hiddenDropout = reader.number("hidden_dropout_prob", 0.1)
    configuration.attentionDropout = reader.number("attention_probs_dropout_prob", 0.1)
    configuration.classifierDropout = reader.optionalNumber("classifier_dropout")
    configuration.maximumPositionCount = reader.integer("max_position_embeddings", 512)
    configuration.typeVocabularySize = reader.integer("type_vocab_size", 2)
    configuration.initializerRange = reader.number("initializer_range", 0.02)
    configuration.layerNormEpsilon = reader.number("layer_norm_eps", 1e-12)
    configuration.paddingID = reader.integer("pad_token_id", family.defaults.paddingID)
    configuration.beginningID = reader.identifier("bos_token_id")
    configuration.endID = reader.identifier("eos_token_id")
    configuration.architectures = reader.names("architectures")
    configuration.labels = reader.labels()
    configuration.problemType = reader.choice("problem_type")
    // More are a fault below.
    if configuration.maximumPositionCount < 1 << 32 {
      configuration.maximumPositionCount += configuration.addedPositionCount
    }
    let faults =
      reader.faults.map(\.text) + configuration.faults(without: unsaid.union(reader.faultyKeys))
    if !faults.isEmpty { throw ConfigurationError(origin: origin, faults: faults) }
    self = configuration
  }
}

/// Reads typed values by key and notes every fault.
private struct KeyReader {
  let object: JSONValue
  private(set) var faults: [(key: String, text: String)] = []

  /// The keys whose values could not be read.
  var faultyKeys: Set<String> { Set(faults.map(\.key)) }

  /// Notes what is wrong with a key, in words that follow it.
  mutating func add(_ key: String, _ fault: String) { faults.append((key, "\(key) \(fault)")) }

  /// What the model is; LUKE where nothing says so.
  mutating func family() -> EncoderFamily {
    let kind = string("model_type", "luke")
    if kind == "mluke" { return .luke }
    if let family = EncoderFamily(rawValue: kind) { return family }
    add("model_type", "is \"\(kind)\", not \"luke\"")
    return .luke
  }

  /// Hugging Face writes null for "as by default".
  private func value(_ key: String) -> JSONValue? { object[key] }

  mutating func integer(_ key: String, _ fallback: Int) -> Int {
    guard let value = value(key) else { return fallback }
    if let number = value.wholeNumber { return number }
    if let number = value.double, number.rounded() == number {
      add(key, "is \(number), which is out of range")
      return fallback
    }
    add(key, "must be a whole number")
    return fallback
  }

  mutating func optionalNumber(_ key: String) -> Float? {
    value(key) == nil ? nil : number(key, 0)
  }

  /// One of some names, which may be absent.
  mutating func choice<Choice: RawRepresentable & CaseIterable>(_ key: String) -> Choice?
  where Choice.RawValue == String {
    guard value(key) != nil else { return nil }
    let name = string(key, "")
    if let choice = Choice(rawValue: name) { return choice }
    if value(key)?.string != nil {
      let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      add(key, "is \"\(name)\"; known are \(known)")
    }
    return nil
  }

  mutating func number(_ key: String, _ fallback: Float) -> Float {
    guard let value = value(key) else { return fallback }
    if let number = value.double {
      let float = Float(number)
      if float.isFinite, float != 0 || number == 0 { return float }
      add(
        key,
        float == 0
          ? "is \(number), which is 0 in float32"
          : "is \(number), which is out of range: float32 ends at 3.4e38")
      return fallback
    }
    add(key, "must be a number")
    return fallback
  }

  mutating func string(_ key: String, _ fallback: String) -> String {
    guard let value = value(key) else { return fallback }
    if let string = value.string { return string }
    add(key, "must be a string")
    return fallback
  }

  mutating func flag(_ key: String, _ fallback: Bool) -> Bool {
    guard let value = value(key) else { return fallback }
    if let flag = value.bool { return flag }
    add(key, "must be true or false")
    return fallback
  }

  /// An id that may be absent; of several, as generation has, none is taken.
  mutating func identifier(_ key: String) -> Int? {
    guard let value = value(key), value.elements == nil else { return nil }
    if let number = value.wholeNumber { return number }
    add(key, "must be a whole number")
    return nil
  }

  /// A list of names that may be absent.
  mutating func names(_ key: String) -> [String]? {
    guard let value = value(key) else { return nil }
    if let elements = value.elements, case let names = elements.compactMap(\.string),
      names.count == elements.count
    {
      return names
    }
    add(key, "must be a list of strings")
    return nil
  }

  /// The names of `id2label` as a list; its keys must be 0, 1, 2 and so on.
  mutating func labels() -> [String]? {
    guard let value = value("id2label") else { return nil }
    guard let members = value.members else {
      add("id2label", "must be an object of names")
      return nil
    }
    let table = Dictionary(members.map { ($0.key, $0.value.string) }) { $1 }
    let names = members.indices.compactMap { table[String($0)] ?? nil }
    if names.count < members.count {
      add("id2label", "must name the classes 0 to \(members.count - 1)")
      return nil
    }
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted {
      add("id2label", "gives the name \"\(name)\" to two classes")
    }
    return names
  }
}
