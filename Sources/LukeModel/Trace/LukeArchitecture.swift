/// The models there are, by the names that transformers gives them in `architectures`.
public enum LukeArchitecture: String, CaseIterable, Sendable {
  /// The encoder alone, with its pooler.
  case encoder = "LukeModel"
  /// A class for each entity span.
  case entitySpanClassification = "LukeForEntitySpanClassification"
  /// A class for a pair of entities.
  case entityPairClassification = "LukeForEntityPairClassification"
  /// The hidden words and entities of pretraining.
  case maskedLM = "LukeForMaskedLM"

  /// The architecture a configuration names; the bare encoder when it names none.
  /// - Throws: `ConfigurationError` for one that is not known.
  public init(_ configuration: LukeConfiguration, origin: String) throws {
    let name = configuration.architectures?.first ?? LukeArchitecture.encoder.rawValue
    guard let known = LukeArchitecture(rawValue: name) else {
      let names = LukeArchitecture.allCases.map(\.rawValue).joined(separator: ", ")
      throw ConfigurationError(
        origin: origin, faults: ["architectures: \(name) is not known; known are \(names)"])
    }
    self = known
  }
}
