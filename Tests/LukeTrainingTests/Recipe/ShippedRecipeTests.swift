import Foundation
import LukeJSON
import LukeTasks
import LukeTraining
import Testing

@Suite struct ShippedRecipeTests {
  /// Every JSON file under Recipes/, in folders of folders too, but the schema.
  static let paths: [String] = {
    let folder = PackageFolder.root.appending(path: "Recipes")
    let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    return (files ?? []).filter { $0.hasSuffix(".json") && !$0.hasSuffix(".schema.json") }
      .map { folder.appending(path: $0).path }.sorted()
  }()

  @Test func areThere() {
    let names = Set(Self.paths.map { ($0 as NSString).lastPathComponent })
    #expect(
      names.isSuperset(of: [
        "conll2003-ner-large.json", "conll2003-ner-base.json", "tacred-large.json",
        "wnut17-ner.json", "semeval2010-relations.json", "sample-ner.json",
        "open-entity-large.json", "sample-typing.json", "sample-tokens.json",
        "luke-base-pretraining.json", "luke-large-pretraining.json",
        "luke-entity-disambiguation-pretraining.json", "quickstart-pretraining.json",
        "quickstart-fine-tuning.json", "quickstart-from-scratch.json",
        "sample-choices.json", "commonsenseqa-large.json",
        "sample-question-answering.json", "squad-1.1-large.json", "squad-2.0-large.json",
        "sample-cloze-question-answering.json", "record-large.json",
        "xnli-base.json", "xnli-large.json", "pawsx-base.json", "pawsx-large.json",
      ]))
  }

  @Test(arguments: paths)
  func areValid(_ path: String) throws {
    let recipe = try Recipe.load(path)
    #expect(recipe.about?.isEmpty == false, "say what the recipe needs in its description")
    let node = try JSONReader.read(Array(Data(contentsOf: URL(filePath: path))))
    #expect(try SchemaValidator.recipes().faults(node) == [])
    #expect(node["$schema"]?.value.string == "recipe.schema.json")
  }

  @Test func publishedSettingsAreWhatTheAuthorsUsed() throws {
    func load(_ name: String) throws -> TrainingSettings {
      try Recipe.load(PackageFolder.root.appending(path: "Recipes/\(name).json").path).training
    }
    for (name, batch, accumulation, seed) in [
      ("conll2003-ner-large", 2, 4, 35), ("conll2003-ner-base", 2, 4, 35),
      ("tacred-large", 4, 8, 42),
    ] {
      let training = try load(name)
      #expect(training.batchSize == batch)
      #expect(training.gradientAccumulationSteps == accumulation)
      #expect(training.seed == seed)
      #expect(training.length == .epochs(5))
      #expect(training.learningRate == 1e-5)
      #expect(training.adamBeta2 == 0.98)
      #expect(!training.biasCorrection)
      #expect(training.maxGradientNorm == 0)
    }
  }

  @Test func publishedEntityTypingIsWhatTheAuthorsDid() throws {
    let path = PackageFolder.root.appending(path: "Recipes/open-entity-large.json").path
    let recipe = try Recipe.load(path)
    let task = try #require(recipe.task as? TaskChoice<FineTuning<EntityTypingTask>>).settings
    #expect(task.problemType == .multiLabelClassification)
    #expect(task.threshold == 0.5)
    #expect(task.maximumMentionLength == 30 && task.restoresBrackets)
    let training = recipe.training
    #expect(training.batchSize == 2 && training.gradientAccumulationSteps == 2)
    #expect(training.length == .epochs(3))
    #expect(training.learningRate == 1e-5 && training.seed == 12)
    #expect(training.adamBeta2 == 0.98 && !training.biasCorrection)
    #expect(training.maxGradientNorm == 0)
  }
}

extension ShippedRecipeTests {
  @Test(arguments: [
    ("xnli-base", 2e-5, 4), ("xnli-large", 3e-5, 16), ("pawsx-base", 2e-5, 4),
    ("pawsx-large", 2e-5, 16),
  ])
  func publishedTransferIsWhatXTREMEsAuthorsDid(
    name: String, rate: Double, accumulation: Int
  ) throws {
    let path = PackageFolder.root.appending(path: "Recipes/\(name).json").path
    let recipe = try Recipe.load(path)
    let choice = try #require(recipe.task as? TaskChoice<FineTuning<SequenceClassificationTask>>)
    #expect(choice.settings.maximumLength == 128)
    #expect(choice.settings.labels?.count == (name.hasPrefix("xnli") ? 3 : 2))
    #expect(
      choice.data.sameLabels
        == (name.hasPrefix("xnli") ? ["contradictory": "contradiction"] : [:]))
    let training = recipe.training
    #expect(training.learningRate == rate)
    #expect((training.batchSize ?? 0) * accumulation == 32)
    #expect(training.gradientAccumulationSteps == accumulation)
    #expect(training.length == .epochs(5) && training.warmupSteps == 0)
    #expect(training.maxGradientNorm == 1 && training.weightDecay == 0)
  }

  @Test func publishedClozeQuestionAnsweringIsWhatTheAuthorsDid() throws {
    let path = PackageFolder.root.appending(path: "Recipes/record-large.json").path
    let recipe = try Recipe.load(path)
    let task = try #require(
      recipe.task as? TaskChoice<FineTuning<ClozeQuestionAnsweringTask>>
    ).settings
    #expect(task == ClozeQuestionAnsweringSettings())
    #expect(task.maximumLength == 512 && task.maximumQueryLength == 90)
    #expect(task.documentStride == 128 && task.maximumMentionLength == 30)
    let training = recipe.training
    // Eight processes with one passage and four steps of accumulation each.
    #expect((training.batchSize ?? 0) * training.gradientAccumulationSteps == 8 * 1 * 4)
    #expect(training.length == .epochs(2))
    #expect(training.learningRate == 1e-5 && training.seed == 4)
    #expect(training.adamBeta2 == 0.98 && !training.biasCorrection)
    #expect(training.maxGradientNorm == 0)
  }

  @Test(arguments: [
    ("luke-base-pretraining", [20, 20], [5e-4, 1e-5], 2500, 0.15, 0.15),
    ("luke-large-pretraining", [20, 20], [5e-4, 1e-5], 2500, 0.15, 0.15),
    ("luke-entity-disambiguation-pretraining", [1, 6], [5e-4, 5e-5], 1000, 0, 0.3),
  ])
  func publishedPretrainingIsWhatTheAuthorsDid(
    _ name: String, _ epochs: [Int], _ rates: [Double], _ warmup: Int, _ words: Double,
    _ entities: Double
  ) throws {
    let path = PackageFolder.root.appending(path: "Recipes/\(name).json").path
    let recipe = try Recipe.load(path)
    guard let task = (recipe.task as? TaskChoice<Pretraining>)?.settings else {
      Issue.record("\(recipe.task.kind)")
      return
    }
    #expect(task.stages.map(\.trained) == [.entities, .all])
    #expect(task.stages.map(\.epochs) == epochs)
    #expect(task.stages.map(\.learningRate) == rates)
    #expect(task.stages.allSatisfy { $0.warmupSteps == warmup })
    #expect(task.masking.wordProbability == words)
    #expect(task.masking.entityProbability == entities)
    #expect(task.masking.hidesWholeWords && task.sequences.packing.includesUnknownEntities)
    #expect(recipe.model.entityEmbeddingSize == 256)
    let training = recipe.training
    #expect((training.batchSize ?? 0) * training.gradientAccumulationSteps == 2048)
    #expect(training.adamBeta2 == 0.999 && training.adamEpsilon == 1e-6)
    #expect(training.weightDecay == 0.01 && !training.biasCorrection)
  }
}

@Suite struct RecipeSchemaTests {
  @Test func resolvedRecipesAreValid() throws {
    for path in ShippedRecipeTests.paths {
      let resolved = try JSONReader.read(Recipe.load(path).resolvedText)
      #expect(try SchemaValidator.recipes().faults(resolved) == [], "\(path)")
    }
  }

  /// What the code refuses, the schema refuses too.
  @Test(arguments: [
    "training.epochs=0", "training.learning_rate=0", "training.schedule=\"x\"",
    "training.adam_beta1=1", "training.precision=\"float16\"", "training.nothing=1",
    "training.evaluate_every={\"minutes\":1}", "training.keep_best=1", "task.kind=\"x\"",
    "task.negative_label=\"x\"", "data.answer_key=\"x\"", "data.train=[]", "data.format=\"x\"",
    "model.from=\"\"",
    "model.dropout=1", "training.learning_rates=[{\"factor\":1}]", "x=1", "model=1",
  ])
  func refusesWhatTheCodeRefuses(_ override: String) throws {
    _ = RecipeTests.faults(RecipeTests.minimal, [override])
    let split = try #require(override.firstIndex(of: "="))
    var root = try JSONReader.read(RecipeTests.minimal)
    let value = try JSONReader.read(String(override[override.index(after: split)...]))
    root.set(override[..<split].split(separator: ".").map(String.init)[...], to: value)
    #expect(try SchemaValidator.recipes().faults(root) != [])
  }
}

extension JSONNode {
  fileprivate mutating func set(_ keys: ArraySlice<String>, to node: JSONNode) {
    guard let key = keys.first else {
      self = node
      return
    }
    var members = (self.members ?? []).filter { $0.key != key }
    var inner = self[key] ?? JSONNode(.object([]))
    inner.set(keys.dropFirst(), to: node)
    members.append(JSONMember(key, inner))
    self = JSONNode(members: members, origin: origin)
  }
}
