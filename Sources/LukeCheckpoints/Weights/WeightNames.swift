import LukeModel

/// How a file names the weights of a model, and what transformers calls them.
///
/// Whoever saves a model that is wrapped in another module finds its name before those of the weights:
/// `module.` of data-parallel training, `_orig_mod.` of torch.compile, `model.` of many trainers,
/// `base_model.model.` of PEFT. What stands before the word table shows all of it.
struct WeightNames {
  /// What stands before the names of the encoder.
  private let encoderPrefix: String
  /// What stands before the names of heads.
  private let headPrefix: String
  /// Whether layers stand without `encoder.` before them.
  private let lacksEncoder: Bool
  /// What the user should know, one sentence each.
  private(set) var notes: [String] = []

  /// The word table of a bare encoder.
  private static let wordTable =
    LukeNames.bareName(LukeNames.standard.tables.words) ?? LukeNames.standard.tables.words
  /// The names that encoders have in models with a head.
  private static let bases: Set<String> = [LukeNames.encoderModule, "bert", "roberta"]
  /// Modules that wrap another one, or a part of it, and add no weights.
  private static let wrappers: Set<String> = [
    "module", "_orig_mod", "_forward_module", "_fsdp_wrapped_module", "_checkpoint_wrapped_module",
  ]
  /// Where layers stand in an encoder.
  private static let layers = "\(LukeNames.layerModule).\(LukeNames.layerList)."

  /// Looks at the names of a file in their order; throws `CheckpointError` where there are several encoders.
  init(_ names: [String], origin: String) throws {
    let tables = names.filter { name in
      let clean = Self.clean(name)
      return clean == Self.wordTable || clean.hasSuffix("." + Self.wordTable)
    }
    let prefixes = Set(tables.map { String(Self.clean($0).dropLast(Self.wordTable.count)) })
    guard prefixes.count < 2 else {
      throw CheckpointError.badContent(
        origin, "there are several encoders: \(tables.joined(separator: ", ")); keep one of them")
    }
    encoderPrefix = prefixes.first ?? ""
    let components = encoderPrefix.split(separator: ".")
    let hasBase = components.last.map { Self.bases.contains(String($0)) } ?? false
    headPrefix =
      hasBase ? components.dropLast().map { $0 + "." }.joined() : ""
    let cleaned = names.map(Self.clean)
    let layers = encoderPrefix + Self.layers
    lacksEncoder = !cleaned.contains { $0.hasPrefix(layers) }
    if let table = tables.first {
      let plain = (hasBase ? components.last.map { $0 + "." } ?? "" : "") + Self.wordTable
      if table != plain { notes.append("\(table) is read as \(plain), and so are all others") }
    }
    if let old = names.first(where: { Self.newEnding($0) != nil }) {
      notes.append(
        "\(old) is read as \(Self.newEnding(old) ?? old), its name today, and so are all others")
    }
    // The note on the table speaks for all others only if they begin alike.
    let isWrapped = tables.first.map(Self.beginsWrapped) ?? false
    if let odd = names.first(where: {
      Self.innerName(Self.clean($0)) != nil && !Self.clean($0).hasPrefix(encoderPrefix)
        || Self.beginsWrapped($0) && !isWrapped
    }), standardName(odd) != odd {
      notes.append(
        "\(odd) is read as \(standardName(odd)); not all names have the same prefix")
    }
  }

  /// The name below `luke.` of an array of the encoder; the name without what wraps the model of any
  /// other.
  func standardName(_ name: String) -> String {
    let clean = Self.clean(name)
    if clean.hasPrefix(encoderPrefix) {
      let rest = String(clean.dropFirst(encoderPrefix.count))
      if LukeNames.partOfBare(rest) != nil { return LukeNames.belowLuke(rest) }
      let inEncoder = LukeNames.layerModule + "." + rest
      if lacksEncoder, inEncoder.hasPrefix(Self.layers) { return LukeNames.belowLuke(inEncoder) }
    }
    if let inner = Self.innerName(clean) { return inner }
    return clean.hasPrefix(headPrefix) ? String(clean.dropFirst(headPrefix.count)) : clean
  }

  /// The name below `luke.` of an array of an encoder that is named itself, wherever that stands; nil
  /// for others.
  ///
  /// Names that were changed one by one may have lost a prefix, or got one that others have not.
  private static func innerName(_ name: String) -> String? {
    let components = name.split(separator: ".", omittingEmptySubsequences: false)
    guard let base = components.firstIndex(where: { bases.contains(String($0)) }) else {
      return nil
    }
    let rest = components[(base + 1)...].joined(separator: ".")
    return LukeNames.partOfBare(rest) == nil ? nil : LukeNames.belowLuke(rest)
  }

  /// Whether a name begins with what wraps the whole model.
  private static func beginsWrapped(_ name: String) -> Bool {
    name.split(separator: ".").first.map { wrappers.contains(String($0)) } ?? false
  }

  /// The name without wrappers, with today's name of scale and shift.
  private static func clean(_ name: String) -> String {
    let kept = name.split(separator: ".", omittingEmptySubsequences: false)
      .filter { !wrappers.contains(String($0)) }.joined(separator: ".")
    return newEnding(kept) ?? kept
  }

  /// The name of today of an array with TensorFlow's name of scale or shift, which old files have.
  private static func newEnding(_ name: String) -> String? {
    for norm in ["LayerNorm.", "layer_norm."] {
      if name.hasSuffix(norm + "gamma") { return name.dropLast(5) + "weight" }
      if name.hasSuffix(norm + "beta") { return name.dropLast(4) + "bias" }
    }
    return nil
  }
}

extension ModelWeights {
  /// The weights under the names that transformers gives those of a LUKE with a head.
  ///
  /// Throws `CheckpointError` where two arrays would have one name, or there are several encoders.
  func withStandardNames() throws -> ModelWeights {
    let names = try WeightNames(entries.keys.sorted(), origin: weightOrigin)
    var result = self
    result.entries = [:]
    for (name, entry) in entries.sorted(by: { $0.key < $1.key }) {
      let standard = names.standardName(name)
      // Numbers from 0 on, which some files hold as floats.
      if standard.hasSuffix(".position_ids") { continue }
      if let other = result.entries.updateValue(entry, forKey: standard) {
        let both = (other.fileNames + entry.fileNames).joined(separator: " and ")
        throw CheckpointError.badContent(
          weightOrigin, "\(both) are both \(standard); keep one of them")
      }
    }
    result.notes += names.notes.map { "\(weightOrigin): \($0)" }
    return result
  }
}
