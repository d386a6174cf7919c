public import LukeAutodiff
public import LukeData
public import LukeModel
import LukeSettings
public import LukeText

/// What a task with labelled examples brings to training, evaluation and prediction: one folder of this
/// module, or of a package of one's own, as <doc:TaskOfOnesOwn> shows.
///
/// The flow: files → `Corpus` → `Feature`s (what one pass of the model reads) → outputs of the head →
/// answers → scores and lines of JSON. Commands and the training loop know tasks through this protocol
/// alone, and the loss is the head's.
public protocol FineTuningTask<Settings, Data>: Sendable {
  /// What the section `task` of a recipe says.
  associatedtype Settings: LukeSettings.Settings, Hashable, Sendable
  /// What the section `data` says.
  associatedtype Data: TaskData
  /// The examples of one file.
  associatedtype Corpus: LabelledCorpus
  /// What one pass of the model reads.
  associatedtype Feature: StoredFeature
  /// The encoder with the task's head.
  associatedtype Model: FineTunedHead
  /// The model's answers to a corpus.
  associatedtype Answers: Sendable

  /// The name in recipes: `task.kind`.
  static var kind: String { get }
  /// The task for a plain encoder, which reads words alone (`model.use_entities` is false): the task itself
  /// where it reads no entities, or another one of the same settings and data; nil, as by default, where there
  /// is none.
  static func withoutEntities(_ settings: Settings) -> (any FineTuningTask<Settings, Data>.Type)?
  /// Why there is none, and what to do, as it is said of `model.use_entities`.
  static var reasonForEntities: String { get }
  /// The keys of the settings that say something of entities alone; none by default.
  static func keysOfEntities(_ settings: Settings) -> [String]
  /// Whether the settings ask for a model that reads entities, with the key that does; nil, as by default,
  /// where `model.use_entities` alone decides.
  static func needForEntities(_ settings: Settings) -> (key: String, usesEntities: Bool)?
  /// Chooses what the settings leave open by what the model has learned before: by default nothing.
  /// - Returns: the keys that were chosen, and why.
  static func choose(
    _ settings: inout Settings, knowingEntities: Bool
  ) -> [(key: String, reason: String)]
  /// Chooses what the settings leave open by the training files: by default nothing.
  /// - Returns: the keys that were chosen, and why.
  /// - Throws: a `UserError` for settings that do not go with the files.
  static func choose(
    _ settings: inout Settings, for corpora: [Corpus], _ tokenizer: Tokenizer
  ) throws -> [(key: String, reason: String)]
  /// Chooses what the data leave open of how text is read by all labelled files, for the text that is answered: by
  /// default nothing.
  /// - Returns: the keys that were chosen, and why.
  static func chooseReading(
    _ data: inout Data, of corpora: [Corpus]
  ) -> [(key: String, reason: String)]
  /// What the columns of the model's outputs are called, which its configuration carries; by default the
  /// classes.
  static func columns(ofClasses classes: [String]) -> [String]
  /// The classes that columns of these names are for; by default the names.
  static func classes(ofColumns columns: [String]) -> [String]
  /// Tokens that the vocabulary needs, each with the token whose embedding it starts from; none by default.
  static var markers: [TaskMarker] { get }

  /// Reads labelled examples, or examples to answer.
  static func read(
    _ source: SourceText, _ data: Data, requiresLabels: Bool
  ) throws -> Corpus
  /// The data as they say how new text is read that is answered under some settings: by default as they are.
  static func dataToAnswer(_ data: Data, _ settings: Settings) -> Data
  /// One line on what was found in a file.
  static func describe(_ corpus: Corpus) -> String
  /// What `check-data` looks at before anything is trained: examples, labels and the first example as it was
  /// understood; by default nothing, so that lengths and what the reader says are looked at alone.
  static func overview(of corpus: Corpus) -> CorpusOverview
  /// The classes that training files tell apart.
  static func labels(in corpora: [Corpus], _ settings: Settings) throws -> LabelSet
  /// What in the training files does not go with the settings, one sentence each; nothing by default.
  static func warnings(about corpora: [Corpus], _ settings: Settings) -> [String]
  /// What the training files are taken for where that is what most would expect, one sentence each; nothing by default.
  static func notes(about corpora: [Corpus], _ settings: Settings) -> [String]
  /// How often each label is given to an example, by which those are told that are the same but for case or
  /// blanks; none, as by default, where answers are no labels.
  static func labelCounts(in corpus: Corpus, _ settings: Settings) -> [String: Int]
  /// How two labels that mean the same become one; by default in the data.
  static func remedy(forTaking label: String, as other: String) -> String
  /// Throws for examples whose label is a known one written in another way; nothing by default.
  static func check(_ corpora: [Corpus], against labels: LabelSet) throws(DataError)

  /// Throws for examples that the task cannot read, whether they are learned, scored or answered; nothing by
  /// default.
  func check(_ corpus: Corpus) throws(DataError)

  /// Where the settings say which mentions are fed as entities; nil, as by default, for a task that feeds none
  /// by a dictionary.
  static var mentions: WritableKeyPath<Settings, MentionSettings?>? { get }

  /// The most subwords of a pass, which the model's position table must reach.
  static func maximumLength(_ settings: Settings) -> Int

  /// Sets the task up for a tokenizer, entities and classes.
  init(_ settings: Settings, _ vocabulary: TaskVocabulary, labels: LabelSet) throws

  /// The passes that a corpus needs.
  func features(of corpus: Corpus) -> TaskFeatures<Feature>
  /// The subwords of examples by where these begin, without words that are blank, for those who count how much of the
  /// text the tokenizer knows; nil, as by default, where features say as much.
  static func subwords(
    at places: Set<SourceLocation>, in corpora: [Corpus], _ tokenizer: Tokenizer
  ) -> [(place: SourceLocation, ids: [Int32])]?
  /// What the head reads of features; their outputs' rows, `rows(of:)` of each, follow one another.
  func input(_ features: [Feature], paddingID: Int) -> Model.Input
  /// What the outputs of features should be.
  func targets(_ features: [Feature]) -> Model.Targets
  /// How many targets count.
  func targetCount(_ features: [Feature]) -> Int
  /// Class weights, label smoothing and focal loss; none by default.
  var lossOptions: CrossEntropyOptions { get }
  /// What the losses of a step are divided by, summed over all its passes: by default the number of
  /// targets, with class weights the sum of theirs, as in PyTorch.
  func normalizer(_ features: [Feature]) -> Double
  /// How many rows of outputs a feature has; one by default.
  func rows(of feature: Feature) -> Int
  /// How many words and entities a feature has.
  func size(of feature: Feature) -> (words: Int, entities: Int)

  /// Where in its file a feature of a corpus comes from.
  static func location(of feature: Feature, in corpus: Corpus) -> SourceLocation
  /// Features in the form that batches are traced in.
  func traceable(_ features: [Feature]) -> TraceableBatch

  /// Turns the outputs for all features of a corpus, each `rows(of:) · columns` long, into answers.
  func answers(_ corpus: Corpus, _ features: [Feature], outputs: [[Float]]) -> Answers
  /// The scores of answers against the labels of their corpora, taken together.
  func score(_ answered: [(answers: Answers, corpus: Corpus)]) -> TaskScores
  /// What was answered and what is annotated, counted, by which a run notices a model that has learned
  /// nothing; nil, as by default, where answers are no labels.
  func tally(_ answered: [(answers: Answers, corpus: Corpus)]) -> AnswerTally?
  /// One JSON object for each example.
  func lines(_ answers: Answers, _ corpus: Corpus) throws -> [String]
  /// Each answer held against what is annotated, one for each of ``lines(_:_:)``; by default none, so that no
  /// answers are kept beside the scores.
  func judged(_ answers: Answers, _ corpus: Corpus) -> [JudgedAnswer]

  /// A word a line with the tag that is annotated and the one that was answered; nil, as by default, where
  /// answers are no tags of words.
  func comparedWords(_ answers: Answers, _ corpus: Corpus) -> [String]?

  /// The forms of labelling tools in which answers can be written; none by default.
  static var answerFormats: [EntityAnswerFormat] { get }
  /// The lines of a file in one of ``answerFormats``; by default one JSON object for each example.
  func lines(_ answers: Answers, _ corpus: Corpus, as format: EntityAnswerFormat) throws -> [String]
  /// The files of a folder in one of ``answerFormats`` that is one; by default none.
  func files(
    _ answers: Answers, _ corpus: Corpus, as format: EntityAnswerFormat
  ) throws -> [AnswerFile]
  /// Whether data may be a folder of texts with annotations beside them; by default not.
  static var takesFolders: Bool { get }
}

extension FineTuningTask {
  /// The data as they are.
  public static func dataToAnswer(_ data: Data, _ settings: Settings) -> Data { data }

  /// Nothing.
  public static func chooseReading(
    _ data: inout Data, of corpora: [Corpus]
  ) -> [(key: String, reason: String)] { [] }

  /// What features say.
  public static func subwords(
    at places: Set<SourceLocation>, in corpora: [Corpus], _ tokenizer: Tokenizer
  ) -> [(place: SourceLocation, ids: [Int32])]? { nil }

  /// None.
  public static var answerFormats: [EntityAnswerFormat] { [] }

  /// None.
  public func files(
    _ answers: Answers, _ corpus: Corpus, as format: EntityAnswerFormat
  ) throws -> [AnswerFile] { [] }

  /// No.
  public static var takesFolders: Bool { false }

  /// One JSON object for each example.
  public func lines(
    _ answers: Answers, _ corpus: Corpus, as format: EntityAnswerFormat
  ) throws -> [String] {
    try lines(answers, corpus)
  }
}

extension FineTuningTask {
  /// None.
  public static func withoutEntities(
    _ settings: Settings
  ) -> (any FineTuningTask<Settings, Data>.Type)? { nil }

  /// That the task reads entities.
  public static var reasonForEntities: String {
    "\(kind) reads entities, and has no form for a plain encoder; leave model.use_entities out"
  }

  /// None.
  public static func keysOfEntities(_ settings: Settings) -> [String] { [] }

  /// Not theirs to say.
  public static func needForEntities(
    _ settings: Settings
  ) -> (key: String, usesEntities: Bool)? { nil }

  /// Nothing.
  public static func choose(
    _ settings: inout Settings, knowingEntities: Bool
  ) -> [(key: String, reason: String)] { [] }

  /// Nothing.
  public static func choose(
    _ settings: inout Settings, for corpora: [Corpus], _ tokenizer: Tokenizer
  ) -> [(key: String, reason: String)] { [] }

  /// The classes.
  public static func columns(ofClasses classes: [String]) -> [String] { classes }

  /// The names.
  public static func classes(ofColumns columns: [String]) -> [String] { columns }
}

extension FineTuningTask {
  /// Nothing.
  public static func overview(of corpus: Corpus) -> CorpusOverview { CorpusOverview() }

  /// Nothing.
  public static func warnings(about corpora: [Corpus], _ settings: Settings) -> [String] { [] }

  /// Nothing.
  public static func notes(about corpora: [Corpus], _ settings: Settings) -> [String] { [] }

  /// None.
  public static func labelCounts(in corpus: Corpus, _ settings: Settings) -> [String: Int] { [:] }

  /// Writing them alike.
  public static func remedy(forTaking label: String, as other: String) -> String {
    "write them alike in the data where they mean the same"
  }

  /// Nothing.
  public static func check(_ corpora: [Corpus], against labels: LabelSet) throws(DataError) {}

  /// Nothing.
  public func check(_ corpus: Corpus) throws(DataError) {}

  /// None.
  public static var markers: [TaskMarker] { [] }

  /// None.
  public static var mentions: WritableKeyPath<Settings, MentionSettings?>? { nil }

  /// One.
  public func rows(of feature: Feature) -> Int { 1 }
}

extension FineTuningTask {
  /// None.
  public var lossOptions: CrossEntropyOptions { .plain }

  /// None.
  public func judged(_ answers: Answers, _ corpus: Corpus) -> [JudgedAnswer] { [] }

  /// None.
  public func comparedWords(_ answers: Answers, _ corpus: Corpus) -> [String]? { nil }

  /// None.
  public func tally(_ answered: [(answers: Answers, corpus: Corpus)]) -> AnswerTally? { nil }

  /// The number of targets.
  public func normalizer(_ features: [Feature]) -> Double { Double(targetCount(features)) }
}

extension FineTuningTask where Model.Targets == ClassificationTargets {
  /// Those that are there.
  public func targetCount(_ features: [Feature]) -> Int { Int(targets(features).normalizer()) }

  /// The number of targets, or the sum of their classes' weights.
  public func normalizer(_ features: [Feature]) -> Double {
    Double(targets(features).normalizer(lossOptions))
  }
}

extension FineTuningTask where Model.Targets == [Int32] {
  /// The number of targets, or the sum of their classes' weights.
  public func normalizer(_ features: [Feature]) -> Double {
    lossOptions.isPlain
      ? Double(targetCount(features)) : Double(lossOptions.normalizer(of: targets(features)))
  }

  /// Those that are not negative.
  public func targetCount(_ features: [Feature]) -> Int {
    targets(features).count { $0 >= 0 }
  }
}

/// A token that a task adds to a vocabulary.
public struct TaskMarker: Hashable, Sendable {
  /// The token.
  public let token: String
  /// The token whose embedding it starts from, as LUKE's authors chose it.
  public let initialToken: String

  /// Creates a marker.
  public init(token: String, initialToken: String) {
    (self.token, self.initialToken) = (token, initialToken)
  }
}

/// Where a task finds its words and entities.
public struct TaskVocabulary: Sendable {
  /// The tokenizer, markers included.
  public let tokenizer: Tokenizer
  /// Ids of `[MASK]` and `[MASK2]` in the entity vocabulary.
  public let maskEntityID, secondMaskEntityID: Int32
  /// The entities that the model knows by their titles.
  public let entities: EntityVocabulary
  /// The rows of the entity table; ids from here on have none.
  public let entityRowCount: Int

  /// Creates a vocabulary; without `entities` the model knows the special ones alone.
  public init(
    tokenizer: Tokenizer, maskEntityID: Int32, secondMaskEntityID: Int32,
    entities: EntityVocabulary = EntityVocabulary(), entityRowCount: Int? = nil
  ) {
    self.tokenizer = tokenizer
    self.maskEntityID = maskEntityID
    self.secondMaskEntityID = secondMaskEntityID
    self.entities = entities
    self.entityRowCount = entityRowCount ?? entities.vocabularySize
  }
}

/// What a corpus becomes for a task.
public struct TaskFeatures<Feature: Sendable>: Sendable {
  /// The passes.
  public let features: [Feature]
  /// Labels that no answer can be equal to; they count against recall.
  public let unreachable: [UnreachableAnnotation]
  /// What else the user should know, one sentence each.
  public let notes: [String]
  /// How many of `exampleCount` questions, mentions or texts cannot be asked, and have no feature.
  public let unaskedCount: Int
  /// How many there are; 0 where all can be asked.
  public let exampleCount: Int

  /// Creates features.
  public init(
    features: [Feature], unreachable: [UnreachableAnnotation] = [], notes: [String] = [],
    unaskedCount: Int = 0, exampleCount: Int = 0
  ) {
    (self.features, self.unreachable, self.notes) = (features, unreachable, notes)
    (self.unaskedCount, self.exampleCount) = (unaskedCount, exampleCount)
  }
}

extension FineTuningTask {
  /// How many rows a feature has in a packed batch: its words and entities together.
  public func tokenCount(of feature: Feature) -> Int {
    let size = size(of: feature)
    return size.words + size.entities
  }
}
