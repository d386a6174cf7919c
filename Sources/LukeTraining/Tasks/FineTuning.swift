import LukeData
import LukeJSON
import LukeSettings
import LukeTasks

/// Fine-tuning on labelled examples, as a task of a run.
package struct FineTuning<Labelled: FineTuningTask>: TrainingTask {
  package typealias Settings = Labelled.Settings
  package typealias Data = Labelled.Data
  package typealias Head = Labelled.Model

  /// The labelled files of a recipe and the classes of the training files.
  package struct Examples {
    let train, validation, test: [Labelled.Corpus]
    let labels: LabelSet
  }

  package static var kind: String { Labelled.kind }

  package static func withoutEntities(
    _ settings: Settings, _ data: Data
  ) -> (any AnyTaskChoice)? {
    var settings = settings
    if let mentions = Labelled.mentions { settings[keyPath: mentions] = nil }
    func choice<Plain: FineTuningTask<Settings, Data>>(_ task: Plain.Type) -> any AnyTaskChoice {
      TaskChoice<FineTuning<Plain>>(settings, data)
    }
    return Labelled.withoutEntities(settings).map { choice($0) }
  }

  package static var reasonForEntities: String { Labelled.reasonForEntities }
  package static func keysOfEntities(_ settings: Settings) -> [String] {
    Labelled.keysOfEntities(settings) + (Labelled.mentions == nil ? [] : ["entities"])
  }
  package static func needForEntities(
    _ settings: Settings
  ) -> (key: String, usesEntities: Bool)? {
    Labelled.needForEntities(settings).map { ("task." + $0.key, $0.usesEntities) }
  }

  package static func classes(ofColumns columns: [String]) -> [String] {
    Labelled.classes(ofColumns: columns)
  }

  package static func choose(
    _ settings: inout Settings, _ start: ModelStart
  ) -> [ChosenSetting] {
    chosen(Labelled.choose(&settings, knowingEntities: start != .encoder), of: settings)
  }

  package static func choose(
    _ settings: inout Settings, _ examples: Examples, _ model: OpenedModel
  ) throws -> [ChosenSetting] {
    chosen(
      try Labelled.choose(&settings, for: examples.train, try model.tokenizer()), of: settings)
  }

  package static func chooseReading(
    _ data: inout Data, _ examples: Examples
  ) -> [ChosenSetting] {
    let corpora = examples.train + examples.validation + examples.test
    let keys = Labelled.chooseReading(&data, of: corpora)
    return chosen(keys, in: "data", data.json)
  }

  private static func chosen(
    _ keys: [(key: String, reason: String)], of settings: Settings
  ) -> [ChosenSetting] { chosen(keys, in: "task", settings.json) }

  private static func chosen(
    _ keys: [(key: String, reason: String)], in section: String, _ json: JSONValue
  ) -> [ChosenSetting] {
    keys.map { key, reason in
      ChosenSetting(keyPath: section + "." + key, value: json[key] ?? .null, reason: reason)
    }
  }

  package static var markers: [TaskMarker] { Labelled.markers }

  package static func read(
    _ settings: Settings, _ data: Data, _ run: RunContext
  ) throws -> Examples {
    // A file that is both trained on and scored is told as what it is once.
    let observer = NotesOnce(run.observer)
    func read(_ files: [String]) throws -> [Labelled.Corpus] {
      try files.map { file in
        let source = try SourceText(
          file: file, encoding: data.encoding, takesFolders: Labelled.takesFolders)
        return try corpus(of: source, data, requiresLabels: true, observer)
      }
    }
    var train = try read(data.train)
    var validation = try read(data.validation)
    let test = try read(data.test)
    let labels = try Labelled.labels(in: train, settings)
    if data.validationSplit.share > 0 {
      let division = try CorpusDivision(train, by: data.validationSplit)
      try observer.note(division.note)
      (train, validation) = (division.train, division.validation)
    }
    try Labelled.check(validation + test, against: labels)
    if !labels.names.isEmpty {
      try observer.note("labels: " + labels.names.joined(separator: ", "))
    }
    try Labelled.warnings(about: train, settings).forEach(observer.note)
    try Labelled.notes(about: train, settings).forEach(observer.note)
    try noteAlikeLabels(in: train + validation + test, settings, observer)
    return Examples(train: train, validation: validation, test: test, labels: labels)
  }

  /// Tells labels that are the same but for case or blanks.
  /// - Parameter known: the labels of a model, which may be others than those of the corpora.
  static func noteAlikeLabels(
    in corpora: [Labelled.Corpus], _ settings: Settings, known: LabelSet? = nil,
    _ observer: any RunObserver
  ) throws {
    let counts = corpora.map { Labelled.labelCounts(in: $0, settings) }
    if let note = AlikeLabels(counts, known: known?.names ?? []).note(remedy: Labelled.remedy) {
      try observer.note(note)
    }
  }

  package static func draft(_ settings: Settings, _ model: OpenedModel) throws -> ModelDraft? {
    let draft = try ModelDraft(fineTuned: model, markers: Labelled.markers)
    if mentions(of: settings) != nil { try draft.checkEntities(of: model) }
    try StartingModel.check(
      draft, model.settings, maximumLength: Labelled.maximumLength(settings), key: "max_length")
    return draft
  }

  package static func requirements(
    _ settings: Settings, _ examples: Examples
  ) -> ModelRequirements {
    ModelRequirements(
      architecture: Head.architecture,
      labels: examples.labels.names.isEmpty
        ? nil : Labelled.columns(ofClasses: examples.labels.names),
      problemType: examples.labels.problemType,
      markers: Labelled.markers,
      maximumLength: (Labelled.maximumLength(settings), "max_length"))
  }

  package static func makeWork(
    _ settings: Settings, _ examples: Examples, _ starting: StartingModel, _ run: RunContext
  ) throws -> FineTuningWork<Labelled> {
    let task = try Labelled(settings, starting.vocabulary, labels: examples.labels)
    for corpus in examples.train + examples.validation + examples.test { try task.check(corpus) }
    let cache = FeatureCache(
      folder: run.features ?? run.folder,
      settings: try run.recipe.featureSettings(starting, examples.labels))
    let data = try FineTuningData(
      task, train: examples.train, validation: examples.validation, test: examples.test,
      cache: cache, run.observer)
    try checkIsLearnable(
      examples.train, featureCount: data.train.count, unaskedCount: data.unaskedCount,
      exampleCount: data.exampleCount)
    let work = try FineTuningWork(
      run.recipe, data, starting, cache: cache, train: examples.train, labels: examples.labels)
    try work.notes.forEach(run.observer.note)
    return work
  }
}

extension FineTuning {
  /// Throws where nothing is left to train on, or less than half of the examples.
  static func checkIsLearnable(
    _ train: [Labelled.Corpus], featureCount: Int, unaskedCount: Int, exampleCount: Int
  ) throws {
    let files = train.map(\.file).joined(separator: ", ")
    if featureCount == 0 {
      throw TrainingError.badData("\(files): nothing to train on is left")
    }
    // What is learned of a few would be taken for what is learned of all.
    if unaskedCount * 2 > exampleCount {
      throw TrainingError.badData(
        "\(files): \(unaskedCount) of \(exampleCount) examples cannot be asked, more than half; "
          + "mend what is told of them, or leave them out")
    }
  }
}

extension Recipe {
  /// All that the features of a file follow from besides its content.
  fileprivate func featureSettings(_ starting: StartingModel, _ labels: LabelSet) throws -> String {
    let files = ["train", "validation", "test"]
    func part(_ key: String) -> String {
      let members = json.members?.first { $0.key == key }?.value.members ?? []
      return JSONValue.object(members.filter { key != "data" || !files.contains($0.key) })
        .compactText
    }
    let ids = starting.vocabulary
    return [
      part("task"), part("data"), labels.names.joined(separator: "\t"),
      "\(try starting.checksums().sorted { $0.key < $1.key })",
      "\(ids.maskEntityID) \(ids.secondMaskEntityID)",
    ].joined(separator: "\n")
  }
}
