import Foundation
public import LukeModel
public import LukeText

/// A complete model: weights, and everything that using it takes.
///
///     let model = try ModelArchive(path: "people.h5")
///     let tokens = try model.tokenizer.encode("Ada saw Rome.")
///     let table = try model.weights.values("luke.embeddings.word_embeddings.weight")
///
/// Comes from a model file of this package, from a Hugging Face folder, or from a model in memory, and
/// goes to either kind. Opening one reads and checks what describes it; tokenizer, entity vocabulary and
/// weights are read when they are asked for, the first two once.
public struct ModelArchive {
  /// The file or folder it comes from, for messages.
  public var origin: String
  /// Sizes and switches; also the architecture and the names of the classes.
  public var configuration: LukeConfiguration
  /// The weights, under Hugging Face's parameter names.
  public var weights: ModelWeights
  /// The tokenizer with the files that it is written as; nil where the model has none.
  public var storedTokenizer: StoredTokenizer?
  /// The entity vocabulary with the bytes that it is written as; nil where the model has none.
  public var storedEntityVocabulary: StoredEntityVocabulary?
  /// What the model was trained for; nil where it does not say.
  public var task: TaskKind?
  /// The resolved recipe of the run with the bytes that it is written as; nil where the model has none.
  public var recipe: StoredRecipe?
  /// What the model knows about itself; nil where it is of a version before, or of another program.
  public var record: ModelRecord?
  /// Reads the state of the training from the file that the model comes from, which is open still.
  var readTraining: () throws -> TrainingState? = { nil }

  /// Creates an archive.
  public init(
    origin: String, configuration: LukeConfiguration, weights: ModelWeights,
    tokenizer: StoredTokenizer? = nil, entityVocabulary: StoredEntityVocabulary? = nil,
    task: TaskKind? = nil, recipe: StoredRecipe? = nil, record: ModelRecord? = nil
  ) {
    self.origin = origin
    self.configuration = configuration
    self.weights = weights
    self.storedTokenizer = tokenizer
    self.storedEntityVocabulary = entityVocabulary
    self.task = task
    self.recipe = recipe
    self.record = record
  }
}

extension ModelArchive {
  /// The tokenizer, markers of the task included.
  /// - Throws: `TokenizerError` where the model has none, or one that is damaged or cannot be read here.
  public var tokenizer: Tokenizer {
    get throws {
      // Files that are not there say best what is missing.
      try storedTokenizer?.value ?? Tokenizer(files: [:], origin: origin)
    }
  }

  /// The entities that the table has rows for; nil where the model does not say.
  /// - Throws: `TokenizerError` where the vocabulary is damaged.
  public var entityVocabulary: EntityVocabulary? {
    get throws { try storedEntityVocabulary?.value }
  }

  /// What the file that the model comes from holds beside it; nil where that is no training checkpoint.
  /// - Throws: `FileError` where it is damaged.
  public var trainingState: TrainingState? { get throws { try readTraining() } }

  /// Names of the classes, by the index of their logit; nil for a model without a classifier.
  public var labels: [String]? { configuration.labels }

  /// The names of the tokenizer's files, sorted; none where the model has no tokenizer.
  public var tokenizerFileNames: [String] { storedTokenizer?.files.keys.sorted() ?? [] }
}
