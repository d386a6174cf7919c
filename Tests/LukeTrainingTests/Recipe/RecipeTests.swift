import Foundation
import LukeSystem
import LukeTasks
import LukeTraining
import Testing

@Suite struct RecipeTests {
  static let minimal = """
    {"task": {"kind": "named-entity-recognition"},
     "data": {"train": "data/train.conll"},
     "model": {"from": "../model"}}
    """

  static func recipe(_ text: String, _ overrides: [String] = []) throws -> Recipe {
    try Recipe(
      bytes: Array(text.utf8), fileName: "r.json", fileFolder: "/recipes", currentFolder: "/here",
      overrides: overrides.map { try #require(RecipeOverride($0)) })
  }

  /// The task of a recipe of named entity recognition.
  static func entities(
    _ recipe: Recipe
  ) -> TaskChoice<FineTuning<NamedEntityRecognitionTask>>? { recipe.task as? TaskChoice }

  static func faults(_ text: String, _ overrides: [String] = []) -> [String] {
    let error = #expect(throws: TrainingError.self) { try recipe(text, overrides) }
    return error?.lines ?? []
  }

  @Test func threeSectionsAreEnough() throws {
    let recipe = try Self.recipe(Self.minimal)
    #expect(recipe.data.train == ["/recipes/data/train.conll"])
    #expect(recipe.model.from == "/model")
    #expect(recipe.training == TrainingSettings())
    #expect(recipe.training.length == .epochs(3))
    #expect(recipe.training.warmupStepCount(totalSteps: 101) == 6)
    #expect(
      Self.entities(recipe)?.settings == NamedEntityRecognitionSettings())
  }

  /// `..` after a link leads where the system goes, and a recipe's paths start from where it really is.
  @Test func linksLeadWhereTheSystemGoes() throws {
    let folder = try TemporaryFolder()
    let manager = FileManager.default
    for name in ["real/inner", "recipes"] {
      try manager.createDirectory(
        atPath: folder.path + "/" + name, withIntermediateDirectories: true)
    }
    try folder.write(
      "recipes/r.json",
      """
      {"task": {"kind": "named-entity-recognition"}, "model": {"from": "../model"},
       "data": {"train": ["../link/../data/a", "../link/b", "x/../c", "./d", "no/../../e"]}}
      """)
    try manager.createSymbolicLink(
      atPath: folder.path + "/link", withDestinationPath: "real/inner")
    try manager.createSymbolicLink(
      atPath: folder.path + "/linked.json", withDestinationPath: "recipes/r.json")
    for name in ["recipes/r.json", "linked.json", "link/../../recipes/r.json"] {
      let recipe = try Recipe.load(name, currentFolder: folder.path)
      let root = try #require(RealPath.of(folder.path))
      let paths = (recipe.data.train + [recipe.model.from]).map {
        $0.replacing(root, with: "").replacing(folder.path, with: "")
      }
      #expect(
        paths == ["/real/data/a", "/link/b", "/recipes/c", "/recipes/d", "/e", "/model"], "\(name)")
    }
  }

  @Test func readsEveryKey() throws {
    let recipe = try Self.recipe(
      """
      {"$schema": "x", "description": "d", "output": "out",
       "task": {"kind": "relation-classification", "negative_label": "Other", "max_length": 99},
       "data": {"train": ["a", "/b"], "validation": "c", "test": ["d"], "format": "semeval",
                "encoding": "latin-1", "answer_key": "k"},
       "model": {"from": "m.h5", "tokenizer": "t", "entity_vocabulary": "keep",
                 "entity_aware_attention": false, "entity_embedding_size": 64, "dropout": 0,
                 "attention_dropout": 0.25},
       "training": {"steps": 7, "batch_size": 4, "gradient_accumulation_steps": 2,
                    "learning_rate": 2e-5, "schedule": "cosine", "warmup_steps": 3,
                    "weight_decay": 0, "adam_beta1": 0.8, "adam_beta2": 0.98,
                    "adam_epsilon": 1e-8, "bias_correction": false, "max_gradient_norm": null,
                    "precision": "float32", "seed": 1, "evaluate_every": {"steps": 5},
                    "early_stopping": {"patience": 2}, "checkpoint_every": {"minutes": 2.5},
                    "keep_last": 1, "keep_best": false, "compression": "zstd",
                    "frozen": ["luke.embeddings.*"],
                    "learning_rates": [{"pattern": "classifier.*", "factor": 10}]}}
      """)
    #expect(recipe.about == "d")
    #expect(recipe.output == "/recipes/out")
    let task = try #require(
      recipe.task as? TaskChoice<FineTuning<RelationClassificationTask>>)
    #expect(task.settings.negativeLabel == "Other")
    #expect(task.settings.maximumLength == 99)
    #expect(recipe.data.train == ["/recipes/a", "/b"])
    #expect(task.data.options.format == .semeval)
    #expect(task.data.options.answerKey == "/recipes/k")
    let entities = try Self.recipe(Self.minimal, ["data.columns.label=3"])
    #expect(Self.entities(entities)?.data.columns.label == 3)
    #expect(recipe.model.entityAwareAttention == false)
    #expect(recipe.model.dropout == 0)
    #expect(recipe.training.length == .steps(7))
    #expect(recipe.training.warmupStepCount(totalSteps: 7) == 3)
    #expect(recipe.training.maxGradientNorm == nil)
    #expect(recipe.training.evaluateEvery == .steps(5))
    #expect(recipe.training.checkpointEvery == .minutes(2.5))
    #expect(recipe.training.earlyStopping?.patience == 2)
    #expect(recipe.training.learningRates[0].rate(base: 2e-5) == 2e-4)
    #expect(try Self.recipe(recipe.resolvedText) == recipe)
  }

  @Test func resolvedTextReadsBackEqual() throws {
    let recipe = try Self.recipe(Self.minimal)
    #expect(try Self.recipe(recipe.resolvedText) == recipe)
    #expect(recipe.resolvedText.contains("\"learning_rate\": null"))
    let given = try Self.recipe(Self.minimal, ["training.learning_rate=0.00001"])
    #expect(try Self.recipe(given.resolvedText) == given)
    #expect(given.resolvedText.contains("\"learning_rate\": 1e-05"))
  }

  @Test func nullSwitchesOff() throws {
    let recipe = try Self.recipe(
      Self.minimal, ["training.evaluate_every=null", "training.checkpoint_every=null"])
    #expect(recipe.training.evaluateEvery == nil)
    #expect(recipe.training.checkpointEvery == nil)
    #expect(try Self.recipe(recipe.resolvedText) == recipe)
  }
}

@Suite struct RecipeOverrideTests {
  @Test func setsValuesOfEveryKind() throws {
    let recipe = try RecipeTests.recipe(
      RecipeTests.minimal,
      [
        "training.epochs=5", "training.learning_rate=5e-5", "data.validation=dev.conll",
        "data.train=[\"a\",\"b\"]", "model.from=/x", "description=12", "training.epochs=6",
        "task.context=sentence", "training.keep_best=false", "training.frozen=[\"*.bias\"]",
        "training.frozen.0=a*", "training.evaluate_every={\"steps\":9}",
      ])
    #expect(recipe.training.epochs == 6)
    #expect(recipe.training.learningRate == 5e-5)
    #expect(recipe.data.validation == ["/here/dev.conll"])
    #expect(recipe.data.train == ["/here/a", "/here/b"])
    #expect(recipe.model.from == "/x")
    #expect(recipe.about == "12")
    #expect(recipe.training.keepBest == false)
    #expect(recipe.training.frozen == ["a*"])
    #expect(recipe.training.evaluateEvery == .steps(9))
  }

  @Test(arguments: [
    (
      "training.epochs=x", "--set training.epochs: must be a whole number, at least 1, but is \"x\""
    ),
    ("training.epoch=3", "--set training.epoch: no such key; did you mean epochs?"),
    ("trainng.epochs=3", "--set trainng.epochs: trainng: no such key; did you mean training?"),
    ("training=5", "--set training: must be an object in braces, but is 5"),
    (
      "training.frozen.0=a",
      "--set training.frozen.0: training.frozen: must be a list in brackets, but is an object"
    ),
    ("training..epochs=1", "--set training..epochs: a key path is keys with points between"),
    (
      "training={\"epochs\":0}",
      "--set training: training.epochs: must be a whole number, at least 1, but is 0"
    ),
    (
      "data.train=true", "--set data.train: must be a path in quotes or a list of them, but is true"
    ),
  ])
  func namesTheOption(_ override: String, _ message: String) {
    #expect(RecipeTests.faults(RecipeTests.minimal, [override]) == [message])
  }

  @Test func namesAMissingElement() {
    let text = RecipeTests.minimal.dropLast() + ", \"training\": {\"frozen\": [\"a\"]}}"
    #expect(
      RecipeTests.faults(String(text), ["training.frozen.1=b"]) == [
        "--set training.frozen.1: training.frozen is a list of 1; there is no element 1"
      ])
  }

  @Test func needsAKeyAndAnEqualsSign() {
    #expect(RecipeOverride("training.epochs") == nil)
    #expect(RecipeOverride("=3") == nil)
    #expect(RecipeOverride("a=b=c")?.text == "b=c")
  }
}
