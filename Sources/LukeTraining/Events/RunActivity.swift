/// Work that takes a while and is no step.
public enum RunActivity: Hashable, Sendable {
  /// Reading a file for its checksum.
  case checking(file: String)
  /// Downloading a data set.
  case fetching(set: String)
  /// Making a corpus of text.
  case readingText
  /// Counting the words that a tokenizer is learned from.
  case countingWords
  /// Counting the links that an entity vocabulary is made of.
  case countingLinks
  /// Counting how often the texts of links stand in a corpus, for a mention dictionary.
  case countingMentions
  /// Learning the merges of a tokenizer.
  case learningMerges
  /// Making sequences of a corpus.
  case buildingSequences
  /// Making features of a labelled file; how far it is, is not told.
  case tokenizing(file: String)
  /// Scoring a model, on the data of a run or, for nil, on those it is given.
  case scoring(EvaluationSplit?)
  /// Answering examples.
  case predicting
  /// Writing a checkpoint, or the best model so far; how far it is, is not told.
  case saving
  /// Taking steps with growing learning rates.
  case tryingRates
  /// Training and scoring models, each on all parts of the data but one.
  case crossValidating(part: Int, of: Int)
  /// Making a model to time; how far it is, is not told.
  case makingModel
  /// Timing steps, those that warm up included.
  case timingSteps
  /// Timing products of matrices alone; how far it is, is not told.
  case timingProducts
}

extension RunActivity {
  /// What is done, for people: `counting links`.
  public var title: String {
    switch self {
    case .checking(let file): "checking \(file)"
    case .fetching(let set): "fetching \(set)"
    case .readingText: "reading text"
    case .countingWords: "counting words"
    case .countingLinks: "counting links"
    case .countingMentions: "counting mentions"
    case .learningMerges: "learning merges"
    case .buildingSequences: "building sequences"
    case .tokenizing(let file): "tokenizing \(file)"
    case .scoring(let split): split.map { "scoring \($0.rawValue)" } ?? "scoring"
    case .predicting: "predicting"
    case .saving: "saving"
    case .tryingRates: "trying rates"
    case .crossValidating(let part, let count): "answering part \(part) of \(count)"
    case .makingModel: "making the model"
    case .timingSteps: "timing steps"
    case .timingProducts: "measuring products alone"
    }
  }
}
