import LukeData
import LukeModel
import LukeSettings
import LukeTasks
import LukeText

/// A kind of task as a recipe names it and a run trains it: fine-tuning and pretraining alike.
///
/// The flow: data → `Examples` → what the model must have → a model that starts from the recipe's → the
/// work of a run. Commands know tasks through this protocol alone; ``TaskRegistry`` lists them.
package protocol TrainingTask: Sendable {
  /// What the section `task` of a recipe says.
  associatedtype Settings: LukeSettings.Settings, Hashable, Sendable
  /// What the section `data` says.
  associatedtype Data: TaskData
  /// The model that is trained.
  associatedtype Head: LukeHead
  /// What the data became, before there is a model.
  associatedtype Examples
  /// What the run does.
  associatedtype Work: TrainingWork

  /// The name in recipes: `task.kind`.
  static var kind: String { get }
  /// Notes faults of several sections together.
  static func check(
    _ settings: Settings, _ training: TrainingSettings, reader: inout SettingsReader)
  /// Whether there is something to score during training; a file of it may yet turn out to be empty.
  static func hasValidation(_ settings: Settings, _ data: Data) -> Bool
  /// The keys that give something to score during training.
  static var validationKeys: [String] { get }
  /// Whether the best model is kept where the recipe leaves it open.
  static func keepsBest(_ settings: Settings) -> Bool
  /// The settings with what is noted in the recipe of a run of the files that they name.
  /// - Throws: a `UserError` for files that are not those that are noted there already.
  static func noted(_ settings: Settings) throws -> Settings
  /// The files and folders that the settings name, with their keys.
  static func inputs(_ settings: Settings) -> [(key: String, path: String)]

  /// The task in words alone, for a plain encoder; nil where it has no such form.
  static func withoutEntities(_ settings: Settings, _ data: Data) -> (any AnyTaskChoice)?
  /// Why it has none, and what to do, as what follows `model.use_entities`.
  static var reasonForEntities: String { get }
  /// The keys of the settings that have no meaning in words alone.
  static func keysOfEntities(_ settings: Settings) -> [String]
  /// Whether the settings ask for a model that reads entities, with the key that does; nil where
  /// `model.use_entities` alone decides.
  static func needForEntities(_ settings: Settings) -> (key: String, usesEntities: Bool)?
  /// The classes that the columns of a model are for, by their names in its configuration.
  static func classes(ofColumns columns: [String]) -> [String]
  /// Chooses what the settings leave open by what the model has learned before.
  static func choose(_ settings: inout Settings, _ start: ModelStart) -> [ChosenSetting]
  /// Chooses what they leave open by the examples.
  static func choose(
    _ settings: inout Settings, _ examples: Examples, _ model: OpenedModel
  ) throws -> [ChosenSetting]

  /// Chooses what the data leave open of how text is read, by the examples.
  static func chooseReading(_ data: inout Data, _ examples: Examples) -> [ChosenSetting]

  /// Tokens that the vocabulary needs.
  static var markers: [TaskMarker] { get }

  /// What can be made of the model before the data are read: what is wrong with it is told first. Nil for
  /// a task whose data say what is made of it, once it is checked.
  /// - Throws: a `UserError` for a model that the task cannot be trained from.
  static func draft(_ settings: Settings, _ model: OpenedModel) throws -> ModelDraft?
  /// Reads, or makes, what is trained on.
  static func read(_ settings: Settings, _ data: Data, _ run: RunContext) throws -> Examples
  /// What the model must have.
  static func requirements(_ settings: Settings, _ examples: Examples) -> ModelRequirements
  /// Makes the model and what is to be done with it.
  static func makeWork(
    _ settings: Settings, _ examples: Examples, _ starting: StartingModel, _ run: RunContext
  ) throws -> Work
}

extension TrainingTask {
  /// Nothing.
  package static func check(
    _ settings: Settings, _ training: TrainingSettings, reader: inout SettingsReader
  ) {}

  /// Where files are named, or a share is held back.
  package static func hasValidation(_ settings: Settings, _ data: Data) -> Bool {
    !data.validation.isEmpty || data.validationSplit.share > 0
  }

  /// The keys of the files, and of what is held back.
  package static var validationKeys: [String] {
    ["validation", "validation_share"].filter { key in
      Data.fields.contains { $0.key == key }
    }.map { "data." + $0 }
  }

  /// Yes.
  package static func keepsBest(_ settings: Settings) -> Bool { true }

  /// Nothing more.
  package static func noted(_ settings: Settings) throws -> Settings { settings }

  /// None.
  package static func withoutEntities(
    _ settings: Settings, _ data: Data
  ) -> (any AnyTaskChoice)? { nil }

  /// None.
  package static func keysOfEntities(_ settings: Settings) -> [String] { [] }

  /// Not theirs to say.
  package static func needForEntities(
    _ settings: Settings
  ) -> (key: String, usesEntities: Bool)? { nil }

  /// The names.
  package static func classes(ofColumns columns: [String]) -> [String] { columns }

  /// Nothing.
  package static func choose(
    _ settings: inout Settings, _ start: ModelStart
  ) -> [ChosenSetting] { [] }

  /// Nothing.
  package static func choose(
    _ settings: inout Settings, _ examples: Examples, _ model: OpenedModel
  ) throws -> [ChosenSetting] { [] }

  /// Nothing.
  package static func chooseReading(
    _ data: inout Data, _ examples: Examples
  ) -> [ChosenSetting] { [] }

  /// None.
  package static var markers: [TaskMarker] { [] }

  /// None.
  package static func inputs(_ settings: Settings) -> [(key: String, path: String)] { [] }

  /// The class of transformers that loads the exported model.
  static var architecture: String { Head.architecture }
}

/// A task whose models answer questions.
package protocol AnsweringTask: TrainingTask {
  /// The task with its model.
  associatedtype Loaded: LoadedModel

  /// Loads the task and its model, ready to answer; what is not used of the file goes to `report`.
  static func load(
    _ settings: Settings, _ inference: InferenceModel, report: (String) throws -> Void
  ) throws -> Loaded
  /// What a labelled file holds, as the task reads it without being told anything.
  static func look(at file: String) throws -> LabelledFile
  /// What a text that was read holds, likewise.
  static func look(in source: SourceText) throws -> LabelledFile
  /// One line on what is in a labelled file, which begins with its name.
  static func describe(_ file: String, _ data: Data) throws -> String
  /// Scores a model on labelled data.
  static func evaluate(
    _ settings: Settings, _ data: Data, file: String, _ inference: InferenceModel,
    _ observer: any RunObserver
  ) throws -> TaskScores
  /// Gives `emit` one line of JSON for each example of a file, or the lines of another format: those that are
  /// there, whenever some are. Returns what is kept beside the file that they are for.
  static func predict(
    _ settings: Settings, _ data: Data, _ request: AnswerRequest, _ inference: InferenceModel,
    _ observer: any RunObserver, emit: ([String]) throws -> Void
  ) throws -> KeptAnswers?
  /// The answers to all examples of a file as files of a folder.
  static func predictFiles(
    _ settings: Settings, _ data: Data, file: String, as format: EntityAnswerFormat,
    _ inference: InferenceModel, _ observer: any RunObserver
  ) throws -> [AnswerFile]
}

/// A task that makes something of its data that can be made without training.
package protocol PreparingTask: TrainingTask {
  /// Throws where the files of a run that is continued are not those that it began with; makes nothing.
  static func checkInputs(
    _ settings: Settings, _ data: Data, _ run: RunContext
  ) throws
  /// Makes it in a run folder, and says where it is.
  static func prepare(
    _ settings: Settings, _ data: Data, _ run: RunContext
  ) throws -> String
}

/// What a run offers a task that sets itself up.
package struct RunContext {
  /// The recipe of the run.
  package var recipe: Recipe
  /// The model that training starts from.
  package var model: OpenedModel
  /// The run folder.
  package let folder: String
  /// Who is told how things go on.
  package let observer: any RunObserver
  /// Where a run that is continued stands; nil where none is.
  var resumed: RunState?
  /// Where features are kept, which several runs may have in common; nil is the run folder.
  var features: String?
}

/// What a task asks of the model that it starts from.
package struct ModelRequirements {
  /// The class of transformers.
  package var architecture: String
  /// The classes; nil for a head that has none.
  package var labels: [String]?
  /// What a head over whole texts is trained for; nil for one that does one thing alone.
  package var problemType: ProblemType?
  /// Tokens that the vocabulary needs.
  package var markers: [TaskMarker] = []
  /// The most subwords of a sequence, and the key that sets it below `task`.
  package var maximumLength: (count: Int, key: String)
  /// The words and entities of the data, which take the place of the model's own; nil keeps these.
  package var vocabularies: Vocabularies?

  package init(
    architecture: String, labels: [String]?, problemType: ProblemType? = nil,
    markers: [TaskMarker] = [], maximumLength: (count: Int, key: String),
    vocabularies: Vocabularies? = nil
  ) {
    (self.architecture, self.labels, self.markers) = (architecture, labels, markers)
    self.problemType = problemType
    (self.maximumLength, self.vocabularies) = (maximumLength, vocabularies)
  }

  /// The words and entities that a model is trained from.
  package struct Vocabularies {
    /// Cuts text into the words of the model.
    package let tokenizer: Tokenizer
    /// The entities of the model.
    package let entities: EntityVocabulary

    package init(tokenizer: Tokenizer, entities: EntityVocabulary) {
      (self.tokenizer, self.entities) = (tokenizer, entities)
    }
  }
}
