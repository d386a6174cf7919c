import Foundation
import LukeTraining
import Testing

@Suite struct RunFolderTests {
  let temporary: TemporaryFolder
  let recipe: Recipe
  var path: String { temporary.path + "/run" }

  init() throws {
    temporary = try TemporaryFolder()
    recipe = try RecipeTests.recipe(RecipeTests.minimal)
  }

  func open(_ start: RunStart, _ recipe: Recipe? = nil) throws -> RunFolder {
    let folder = try RunFolder.open(path, for: recipe ?? self.recipe, start: start)
    try folder.begin()
    return folder
  }

  func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).filter { $0 != ".lock" }.sorted()
  }

  func touch(_ names: String...) throws {
    for name in names { try temporary.write("run/" + name, name) }
  }

  /// Leaves what a run leaves that has got somewhere.
  func beginRun() throws {
    _ = try open(.new)
    try touch("step-00000010.h5")
  }

  @Test func aStartThatFailedDoesNotCount() throws {
    _ = try open(.new)
    let changed = try RecipeTests.recipe(RecipeTests.minimal, ["training.learning_rate=5e-5"])
    #expect(try !open(.new, changed).isResumed)
    #expect(try temporary.read("run/recipe.json") == changed.resolvedText)
  }

  @Test func aNewRunLeavesItsRecipe() throws {
    let folder = try open(.new)
    #expect(!folder.isResumed)
    #expect(try temporary.read("run/recipe.json") == recipe.resolvedText)
    #expect(try Recipe.load(folder.recipePath) == recipe)
  }

  @Test func aFolderThatHoldsARunIsRefused() throws {
    try beginRun()
    let error = #expect(throws: TrainingError.self) { try open(.new) }
    #expect(
      error
        == .usage(
          "\(path) already holds a run; continue it with --resume, or remove its files and begin again with --fresh"
        ))
    #expect(error?.kind == .usage)
  }

  @Test func aFolderWithOtherFilesIsNoRun() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try touch("notes.txt", "step-x.h5")
    #expect(try !open(.new).isResumed)
  }

  @Test func freshRemovesOurFilesAlone() throws {
    _ = try open(.new)
    try touch(
      "metrics.jsonl", "step-00000010.h5", ".step-00000020.h5.partial-2147483646", "best.h5",
      "model.h5", "page.html", "notes.txt", "step-x.h5")
    let folder = try open(.fresh)
    #expect(!folder.isResumed)
    #expect(try files() == ["notes.txt", "page.html", "recipe.json", "step-x.h5"])
  }

  @Test func resumeKeepsWholeFilesAndRemovesHalfWrittenOnes() throws {
    _ = try open(.new)
    try touch("step-00000010.h5", ".step-00000020.h5.partial-2147483646", "metrics.jsonl")
    let folder = try open(.resume)
    #expect(folder.isResumed)
    #expect(try files() == ["metrics.jsonl", "recipe.json", "step-00000010.h5"])
  }

  @Test func resumeOfNothingBeginsTheRun() throws {
    let folder = try open(.resume)
    #expect(!folder.isResumed)
    #expect(try files() == ["recipe.json"])
  }

  @Test func resumeWithAnotherRecipeNamesTheKeys() throws {
    try beginRun()
    let changed = try RecipeTests.recipe(
      RecipeTests.minimal,
      [
        "training.learning_rate=5e-5", "data.train=/moved/train.conll", "model.from=/other",
        "training.keep_last=9", #"training.checkpoint_every={"steps": 7}"#, "description=x",
        "training.epochs=4", "data.test=/t",
      ])
    let error = #expect(throws: TrainingError.self) { try open(.resume, changed) }
    #expect(
      error?.lines == [
        "the recipe differs from that of the run to resume (\(path)/recipe.json):",
        "model.from: was \"model\", is \"other\"", "training.epochs: was null, is 4",
        "training.learning_rate: was null, is 5e-05",
        "resume with the old values, or begin again with --fresh",
      ])
    #expect(error?.kind == .usage)
    #expect(try temporary.read("run/recipe.json") == recipe.resolvedText)
  }

  /// Which keys hold paths the data of each task say: what lies in a folder that was moved is the same.
  @Test func filesBesideTheDataMayMoveWithThem() throws {
    let text = """
      {"task": {"kind": "relation-classification"}, "model": {"from": "m"},
       "data": {"train": "old/train.txt", "answer_key": "old/key.txt"}}
      """
    _ = try open(.new, RecipeTests.recipe(text))
    try touch("step-00000010.h5")
    let moved = text.replacing("old/", with: "/new/")
    #expect(try open(.resume, RecipeTests.recipe(moved)).isResumed)
    let error = #expect(throws: TrainingError.self) {
      try open(.resume, RecipeTests.recipe(moved.replacing("key.txt", with: "other.txt")))
    }
    #expect(error?.lines.contains(#"data.answer_key: was "key.txt", is "other.txt""#) == true)
  }

  @Test func resumeOfTheOtherTaskNamesItsKeys() throws {
    try beginRun()
    let changed = try RecipeTests.recipe(
      RecipeTests.minimal, ["task={\"kind\":\"relation-classification\"}"])
    let error = #expect(throws: TrainingError.self) { try open(.resume, changed) }
    let lines = error?.lines ?? []
    #expect(
      lines.contains(
        "task.kind: was \"named-entity-recognition\", is \"relation-classification\""))
    #expect(lines.contains("task.max_entity_length: was 128, is not given"))
    #expect(lines.contains("task.negative_label: was not given, is \"no_relation\""))
  }

  @Test func aDamagedRecipeIsBadData() throws {
    try beginRun()
    try touch("recipe.json")
    let error = #expect(throws: TrainingError.self) { try open(.resume) }
    #expect(
      error
        == .badData(
          "\(path)/recipe.json:1:1: expected a value, found r; \(Self.ownRecipe)"
        ))
    try temporary.write("run/recipe.json", "[1]")
    #expect(
      throws: TrainingError.badData(
        "\(path)/recipe.json: is a list, and no recipe; \(Self.ownRecipe)")
    ) { try open(.resume) }
  }

  private static let ownRecipe =
    "this is the run's own copy of its recipe: put it back, or remove it, and the recipe in the checkpoints counts, or begin again with --fresh"

  /// Where neither `recipe.json` nor a model tells, nothing is taken for the recipe of the run.
  @Test(arguments: ["metrics.jsonl", "step-00000010.h5"])
  func aRunOfAnUnknownRecipeIsNotResumed(_ name: String) throws {
    _ = try open(.new)
    try touch(name)
    try FileManager.default.removeItem(atPath: path + "/recipe.json")
    let error = #expect(throws: TrainingError.self) { try open(.resume) }
    #expect(
      error
        == .usage(
          "\(path): has no recipe.json, and no checkpoint or model that carries the recipe, so nobody knows whether this is the recipe of its run; put recipe.json back, or begin again with --fresh"
        ))
    #expect(try files() == [name])
    #expect(try !open(.fresh).isResumed)
  }

  @Test func twoAtOnceAreRefused() throws {
    let first = try open(.new)
    let error = #expect(throws: TrainingError.self) { try open(.fresh) }
    #expect(error == .inputOutput("\(path): another luke-train is writing this run"))
    withExtendedLifetime(first) {}
  }

  @Test func aFileInThePlaceOfTheFolderIsAnError() throws {
    try temporary.write("run")
    let error = #expect(throws: TrainingError.self) { try open(.new) }
    #expect(error?.kind == .inputOutput)
    #expect(error?.lines == ["cannot make the folder \(path): it is a file"])
  }
}

@Suite struct RunFilesTests {
  let temporary: TemporaryFolder
  let folder: RunFolder

  init() throws {
    temporary = try TemporaryFolder()
    folder = try RunFolder.open(
      temporary.path, for: RecipeTests.recipe(RecipeTests.minimal), start: .new)
    try folder.begin()
  }

  @Test func checkpointsComeNewestFirst() throws {
    for step in [5, 100_000_000, 20] {
      try Data().write(to: URL(filePath: folder.checkpointPath(step: step)))
    }
    try temporary.write("step-7.h5.txt")
    #expect(try folder.checkpoints().map(\.step) == [100_000_000, 20, 5])
    try folder.removeCheckpoints(keepingLast: 2)
    #expect(try folder.checkpoints().map(\.step) == [100_000_000, 20])
    #expect(
      try temporary.names == [
        ".lock", "recipe.json", "step-00000020.h5", "step-100000000.h5", "step-7.h5.txt",
      ])
  }

  /// A damaged checkpoint that a resumed run has passed over takes no place among those that are kept.
  @Test func checkpointsOfLaterStepsDoNotCrowdOutWholeOnes() throws {
    for step in [9, 7, 6] {
      try Data().write(to: URL(filePath: folder.checkpointPath(step: step)))
    }
    try folder.removeCheckpoints(keepingLast: 1, upTo: 7)
    #expect(try folder.checkpoints().map(\.step) == [7])
  }

  @Test func metricsAreTruncatedToTheResumedStep() throws {
    try folder.truncateMetrics(toStep: 3)
    #expect(try temporary.names == [".lock", "recipe.json"])
    for step in 1...4 { try folder.appendMetrics("{\"step\":\(step),\"loss\":0.5}") }
    let handle = try #require(FileHandle(forWritingAtPath: folder.metricsPath))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data("{\"step\":3,\"lo".utf8))
    try handle.close()
    try folder.truncateMetrics(toStep: 2)
    #expect(
      try temporary.read("metrics.jsonl")
        == "{\"step\":1,\"loss\":0.5}\n{\"step\":2,\"loss\":0.5}\n")
    try folder.appendMetrics("{\"step\":3}")
    #expect(try temporary.read("metrics.jsonl").hasSuffix("0.5}\n{\"step\":3}\n"))
  }
}
