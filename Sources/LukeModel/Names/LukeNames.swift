import Foundation
public import LukeLayers

/// What the names of arrays in files mean for a LUKE, read off the declarations of its parameters.
///
/// All names are those of a model with a head: the encoder's are below `luke.`.
public struct LukeNames: Sendable {
  /// The names of the tables of the encoder.
  public struct Tables: Hashable, Sendable {
    /// Tables that words are looked up in.
    public let words, wordPositions, wordTypes: String
    /// Tables that entities are looked up in.
    public let entities, entityPositions, entityTypes: String
  }

  /// The tables of the encoder.
  public let tables: Tables
  /// The arrays that normalize embedded words, each with the one that does so to entities.
  public let normalizations: [(words: String, entities: String)]
  /// Other names that files give to arrays, and the array each of them is.
  public let aliases: [String: String]
  /// Arrays with a row for each word: the table, the head's bias, and their other names.
  public let wordRows: [String]
  /// Arrays with a row for each entity: the table and its other names.
  public let entityRows: [String]
  /// The bias of the head over all entities.
  public let entityBias: String
  /// Names of parameters by their parts, in the order of their declaration.
  private let parameters: [(name: String, part: ParameterPart?)]

  /// The names of a model of a configuration, with the heads of pretraining.
  public init(_ configuration: LukeConfiguration = LukeConfiguration()) {
    let store = ParameterStore()
    let model = LukeForMaskedLM(configuration, in: store)
    tables = model.luke.tableNames
    normalizations = model.luke.normalizationNames
    parameters = store.parameters.map { ($0.name, $0.part) }
    aliases = Dictionary(
      uniqueKeysWithValues: store.parameters.flatMap { parameter in
        parameter.aliases.map { ($0, parameter.name) }
      })
    wordRows = model.wordParameters.flatMap { [$0.name] + $0.aliases }
    entityRows = [model.luke.entityTable.weight].flatMap { [$0.name] + $0.aliases }
    entityBias = model.entityBias.name
  }

  /// Those of LUKE as it was published; they are the same for all sizes.
  public static let standard = LukeNames()

  /// Names of the parameters of some parts, in the order of their declaration.
  public func names(of parts: Set<ParameterPart>) -> [String] {
    parameters.filter { $0.part.map(parts.contains) ?? false }.map(\.name)
  }

  /// Other names that files give to arrays of a part's module.
  public func aliases(of part: ParameterPart) -> [String] {
    aliases.keys.filter { Self.part(of: $0) == part }.sorted()
  }
}

extension LukeNames {
  /// The part that an array is of by its name, whether a model has such a parameter or not; nil for
  /// what is neither below `luke.` nor of a head that is known.
  public static func part(of name: String) -> ParameterPart? {
    if let rest = rest(of: name, in: LukeModule.luke) {
      return partOfBare(rest) ?? .encoder
    }
    return LukeModule.heads.first { rest(of: name, in: $0.module) != nil }?.part
  }

  /// The part of an array of a bare encoder, which stands below nothing.
  public static func partOfBare(_ name: String) -> ParameterPart? {
    LukeModule.partsOfLuke.first { rest(of: name, in: $0.module) != nil }?.part
  }

  /// Whether an array is of a classifier that one class of heads calls by a name of its own.
  public static func isOfSpecialClassifier(_ name: String) -> Bool {
    [LukeModule.answers, LukeModule.scorer].contains { rest(of: name, in: $0) != nil }
  }

  /// Whether an array is of the encoder in a model with a head.
  public static func isOfEncoder(_ name: String) -> Bool { bareName(name) != nil }

  /// The name of an array of a bare encoder in a model with a head.
  public static func belowLuke(_ bareName: String) -> String { LukeModule.luke + "." + bareName }

  /// The name in a bare encoder of an array of the encoder; nil for others.
  public static func bareName(_ name: String) -> String? { rest(of: name, in: LukeModule.luke) }

  private static func rest(of name: String, in module: String) -> String? {
    name.hasPrefix(module + ".") ? String(name.dropFirst(module.count + 1)) : nil
  }

  /// The module that encoders stand in below a head.
  public static let encoderModule = LukeModule.luke
  /// The modules of the head over all words, that of all and those of its layers.
  public static let wordHead = (
    module: LukeModule.wordHead, dense: LukeModule.wordHead + "." + LukeModule.wordHeadDense,
    norm: LukeModule.wordHead + "." + LukeModule.wordHeadNorm
  )
  /// The module of the encoder's layers in a bare encoder.
  public static let layerModule = LukeModule.encoder
  /// The list of the layers in that module.
  public static let layerList = LukeModule.layers

  /// Whether an array belongs to a query of entity-aware attention.
  public static func isEntityAwareQuery(_ name: String) -> Bool {
    queryRange(of: LukeModule.Query.entityAware, in: name) != nil
  }

  /// The names that arrays of entity-aware queries have beside the array of a plain query; none
  /// beside others.
  public static func entityAwareQueries(beside name: String) -> [String] {
    guard let range = queryRange(of: [LukeModule.Query.plain], in: name) else { return [] }
    return LukeModule.Query.entityAware.map { name.replacingCharacters(in: range, with: $0) }
  }

  private static func queryRange(of queries: [String], in name: String) -> Range<String.Index>? {
    for query in queries {
      let path = LukeModule.selfAttention + "." + query + "."
      guard let range = name.range(of: "." + path) else { continue }
      let end = name.index(before: range.upperBound)
      return name.index(end, offsetBy: -query.count)..<end
    }
    return nil
  }
}
