import LukeModel
import LukeSettings
import LukeSystem
import LukeTasks

/// `PretrainingTask` as a run trains it: what it reads is prepared first.
package enum Pretraining: PreparingTask {
  package typealias Settings = PretrainingTask.Settings
  package typealias Data = PretrainingTask.Data
  package typealias Head = PretrainingTask.Head

  package static let reasonForEntities =
    "pretraining hides entities as well as words, so there is no plain encoder to pretrain; take a pretrained "
    + "BERT or RoBERTa as model.from of the recipe that fine-tunes it"

  package static let kind = PretrainingTask.kind

  package static func check(
    _ settings: Settings, _ training: TrainingSettings, reader: inout SettingsReader
  ) {
    guard training.batchTokens != nil, reader.areSound("batch_tokens", in: "training") else {
      return
    }
    reader.fault(
      "pretraining fills its sequences; give training.batch_size", at: "training.batch_tokens",
      origin: .none)
  }

  package static func hasValidation(_ settings: Settings, _ data: Data) -> Bool {
    !data.validation.isEmpty || settings.heldOut > 0
  }

  /// Where the recipe says by which score: a loss that falls as long as one trains chooses the newest model
  /// anyway.
  package static func keepsBest(_ settings: Settings) -> Bool { settings.metric != nil }

  package static var validationKeys: [String] { ["data.validation", "task.held_out"] }

  package static func inputs(_ settings: Settings) -> [(key: String, path: String)] {
    PretrainingTask.inputs(settings)
  }

  package static func draft(_ settings: Settings, _ model: OpenedModel) throws -> ModelDraft? {
    try StartingModel.check(
      model, maximumLength: settings.sequences.packing.maximumSequenceLength,
      key: "sequences.max_length")
    _ = try model.tokenizerIfAny()
    return nil
  }

  package static func read(
    _ settings: Settings, _ data: Data, _ run: RunContext
  ) throws -> Preparation.Result {
    InterruptFlag.current.heedPreparing()
    return try preparation(settings, data, run).run()
  }

  package static func checkInputs(
    _ settings: Settings, _ data: Data, _ run: RunContext
  ) throws {
    InterruptFlag.current.heedPreparing()
    let given = try PreparationInputs(run.model, settings, data, run.observer)
    try run.resumed?.checkFiles(against: given.sources.checksums, of: run.recipe)
  }

  package static func prepare(
    _ settings: Settings, _ data: Data, _ run: RunContext
  ) throws -> String {
    InterruptFlag.current.heedPreparing()
    var preparation = try preparation(settings, data, run)
    preparation.verifiesAll = true
    _ = try preparation.run()
    return folder(settings, run)
  }

  package static func requirements(
    _ settings: Settings, _ prepared: Preparation.Result
  ) -> ModelRequirements {
    ModelRequirements(
      architecture: Head.architecture, labels: nil,
      maximumLength: (settings.sequences.packing.maximumSequenceLength, "sequences.max_length"),
      vocabularies: .init(tokenizer: prepared.tokenizer, entities: prepared.entities))
  }

  package static func makeWork(
    _ settings: Settings, _ prepared: Preparation.Result, _ starting: StartingModel,
    _ run: RunContext
  ) throws -> PretrainingWork {
    try PretrainingWork(run.recipe, settings, prepared.data, starting)
  }

  /// The folder of what is made of the text.
  private static func folder(_ settings: Settings, _ run: RunContext) -> String {
    settings.prepared ?? run.folder + "/" + PreparedFolder.defaultName
  }

  private static func preparation(
    _ settings: Settings, _ data: Data, _ run: RunContext
  ) throws -> Preparation {
    try Preparation(run, settings, data, folder: folder(settings, run))
  }
}
