import Foundation
import LukeFiles
import LukeJSON
public import LukeModel
import LukeText

/// A BERT, RoBERTa or XLM-R model, from which a LUKE can begin as its authors' do, or which is trained as it is.
public struct PretrainedEncoder {
  /// The folder.
  public let origin: String
  /// Its kind.
  public let family: EncoderFamily
  /// The tokenizer with the files that it is written as; nil where the folder has none.
  public let storedTokenizer: StoredTokenizer?
  /// The recipe that an exported model carries.
  private let recipe: StoredRecipe?
  /// What an exported model knows about itself.
  private let record: ModelRecord?

  /// The weights under the standard names of a model with a head.
  private let weights: ModelWeights
  /// That of the encoder alone.
  private let configuration: LukeConfiguration
  /// Reads that of the class, its head and its classes.
  private let readConfiguration: () throws -> LukeConfiguration
  /// The most subwords that it reads at once, special tokens included.
  var maximumWordCount: Int { configuration.maximumWordCount }
  /// The head that stands on the encoder; nil for one that is not known.
  private let head: (any LukeHead.Type)?

  init(
    origin: String, settings: JSONValue, arrays: any NamedArrays,
    tokenizer: StoredTokenizer?, recipe: StoredRecipe?, record: ModelRecord?, notes: [String],
    unsaid: Set<String>
  ) throws {
    self.origin = origin
    (self.recipe, self.record) = (recipe, record)
    family = try Self.family(settings, origin + "/" + HuggingFaceFolder.configurationName)
    storedTokenizer = tokenizer
    let file = origin + "/" + HuggingFaceFolder.configurationName
    let name = settings["architectures"]?.elements?.first?.string
    head = name.flatMap { [family] in LukeHeads.head(named: $0, of: family) }
    // What a head says of its classes has no meaning for another one.
    var bare = settings
    for key in ["architectures", "id2label", "problem_type"] { bare[key] = nil }
    configuration = try LukeConfiguration(bare, origin: file, unsaid: unsaid)
    readConfiguration = { try LukeConfiguration(settings, origin: file, unsaid: unsaid) }
    weights = try ModelWeights(arrays).withStandardNames().adding(notes: notes)
  }

  private static func family(_ settings: JSONValue, _ file: String) throws -> EncoderFamily {
    let known = "luke, bert, roberta and xlm-roberta"
    guard let value = settings["model_type"], value != .null else {
      // What is misspelt is named beside it, which is done of errors about values.
      throw ConfigurationError(
        origin: file,
        faults: [
          "the key 'model_type' is missing; add it with the type of the weights beside it: \(known) are known"
        ])
    }
    guard let type = value.string else {
      throw ConfigurationError(
        origin: file,
        faults: ["model_type must be a string, the type of the weights: \(known) are known"])
    }
    guard let family = EncoderFamily(rawValue: type), !family.hasEntities else {
      throw CheckpointError.badContent(
        file, "model_type is \"\(type)\"; models of type \(known) are known")
    }
    let positions = settings["position_embedding_type"]?.string ?? "absolute"
    guard positions == "absolute" else {
      throw CheckpointError.badContent(
        file, "position_embedding_type is \"\(positions)\"; only \"absolute\" is known")
    }
    try checkEncodes(settings, file)
    return family
  }

  /// Throws for the configuration of a decoder, whose words do not see those behind them.
  static func checkEncodes(_ settings: JSONValue, _ file: String) throws {
    for key in ["is_decoder", "add_cross_attention"] where settings[key] == .bool(true) {
      throw CheckpointError.badContent(
        file,
        "\(key) is true, as of a decoder; encoders alone are known, whose words see those behind them as well: "
          + "set it to false where the model is to be trained as one")
    }
  }

  /// The name that LUKE gives an array under its standard name; nil for what LUKE has no place for.
  private static func lukeName(_ name: String) -> String? {
    LukeNames.isOfEncoder(name) ? name : headName(name)
  }
}

extension PretrainedEncoder {
  /// BERT's modules of the word head, the longest first, and those that LUKE and RoBERTa have.
  private static let headModules = [
    ("cls.predictions.transform.dense.", LukeNames.wordHead.dense),
    ("cls.predictions.transform.LayerNorm.", LukeNames.wordHead.norm),
    ("cls.predictions.", LukeNames.wordHead.module),
  ]

  /// The name that LUKE gives an array of the word head; nil for others.
  private static func headName(_ name: String) -> String? {
    let own = headModules.first { name.hasPrefix($0.0) }
      .map { "\($0.1).\(name.dropFirst($0.0.count))" }
    let renamed = own ?? name
    let names = LukeNames.standard
    let known = names.names(of: [.wordHead]) + names.aliases(of: .wordHead)
    return known.contains(renamed) ? renamed : nil
  }
}

extension PretrainedEncoder {
  /// What a LUKE has that the encoder does not say.
  public struct Options: Hashable, Sendable {
    /// Rows of the entity table; 4 for the special entities alone.
    public var entityVocabularySize = 4
    /// Width of the entity table; nil means the hidden size, without projection.
    public var entityEmbeddingSize: Int?
    /// Whether attention is entity-aware.
    public var usesEntityAwareAttention = true
    /// Whether entities begin with the words' position and token type tables.
    ///
    /// A mention is then known by its place from the first step. Off, the tables begin at random, as
    /// in the pretraining of LUKE's authors.
    public var copiesPositions = true
    /// Whether the special entities and the normalization of entities begin with the words': `[MASK]`,
    /// which stands for a mention, as the word that stands for any word.
    ///
    /// A mention then looks like words to the layers that know words alone. Off, they begin at random, as
    /// in the pretraining of LUKE's authors.
    public var copiesSpecialWords = true

    /// Creates the options of a LUKE for fine-tuning.
    public init() {}
  }

  /// A LUKE that begins with this encoder.
  ///
  /// Words, layers and pooler are copied, the queries of entity-aware attention are copies of
  /// `query`, and the entity tables begin as `options` say. What is not in the weights of the result
  /// begins at random; `newNames` lists it.
  public func luke(_ options: Options = Options()) -> (model: ModelArchive, newNames: [String]) {
    var configuration = configuration
    configuration.family = .luke
    configuration.entityVocabularySize = options.entityVocabularySize
    configuration.entityEmbeddingSize = options.entityEmbeddingSize ?? configuration.hiddenSize
    configuration.usesEntityAwareAttention = options.usesEntityAwareAttention
    let shifted = weights.renamed(Self.lukeName)
      .shiftingWordPositions(by: self.configuration.addedPositionCount)
    let positioned =
      options.copiesPositions
      ? shifted.copyingPositions(offset: configuration.paddingID + 1) : shifted
    let special = EntityVocabulary()
    let isSpecial =
      options.entityVocabularySize == special.vocabularySize
      && configuration.entityEmbeddingSize == configuration.hiddenSize
    let begun =
      options.copiesSpecialWords && isSpecial
      ? positioned.startingSpecialEntities(try? storedTokenizer?.value) : positioned
    let weights = begun.withEntityAwareQueries(options.usesEntityAwareAttention)
    let model = ModelArchive(
      origin: origin, configuration: configuration, weights: weights,
      tokenizer: storedTokenizer,
      entityVocabulary: options.entityVocabularySize == special.vocabularySize
        ? StoredEntityVocabulary(special) : nil)
    // Others that are missing are an error when they are read.
    let names = LukeNames(configuration).names(of: [.entities, .pooler])
    return (model, names.filter { weights.entries[$0] == nil })
  }
}

extension PretrainedEncoder {
  /// What an exported model knows of what the hub is told.
  package var hubFacts: HubFacts { record?.hub ?? HubFacts() }

  /// Whether it is of a class whose head is known: a model that was fine-tuned, or an encoder alone.
  public var hasKnownHead: Bool { head != nil }

  /// Whether there is a head on it that is known: it answers something.
  public var hasHead: Bool { head.map { !$0.isBareEncoder } ?? false }

  /// The encoder as it is, without entities, and with its head where that is known.
  /// - Throws: `ConfigurationError` where what `config.json` says of the head cannot be used.
  public func plain() throws -> ModelArchive {
    let configuration = hasHead ? try readConfiguration() : bareConfiguration
    return ModelArchive(
      origin: origin, configuration: configuration,
      weights: weights.inOwnLayout(of: configuration), tokenizer: storedTokenizer, recipe: recipe,
      record: record)
  }

  private var bareConfiguration: LukeConfiguration {
    var bare = configuration
    bare.architectures = head.map { [$0.architecture(of: family)] }
    return bare
  }
}

extension ModelWeights {
  /// Gives entities the words' tables of positions and token types.
  ///
  /// Entities count positions from 0, words from `offset`; the last rows, which no mention reaches,
  /// are zeros.
  fileprivate func copyingPositions(offset: Int) -> ModelWeights {
    var added: [String: Entry] = [:]
    if let table = entries[Self.names.tables.wordPositions], table.rowCount > offset {
      let rows = (offset..<table.rowCount).map { $0 } + [Int?](repeating: nil, count: offset)
      added[Self.names.tables.entityPositions] = table.selecting(rows)
    }
    added[Self.names.tables.entityTypes] = entries[Self.names.tables.wordTypes]
    return adding(added)
  }

  /// Gives the special entities the rows of the words of the same names, and entities the words'
  /// normalization; the same arrays without a tokenizer that knows the words.
  fileprivate func startingSpecialEntities(_ tokenizer: Tokenizer?) -> ModelWeights {
    guard let tokenizer, let table = entries[Self.names.tables.words] else { return self }
    let (unknown, mask) = (Int(tokenizer.unknownID), Int(tokenizer.maskID))
    guard max(unknown, mask) < table.rowCount else { return self }
    var added = [Self.names.tables.entities: table.selecting([nil, unknown, mask, mask])]
    for (words, entities) in Self.names.normalizations { added[entities] = entries[words] }
    return adding(added)
  }
}
