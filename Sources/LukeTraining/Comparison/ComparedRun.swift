import LukeCheckpoints
import LukeJSON
import LukeSystem
import LukeTasks

/// A run as it is held against others: what its folder tells of it.
struct ComparedRun {
  /// The folder as the user named it.
  let path: String
  let history: RunHistory
  /// What its model knows of itself; nothing where there is no model yet.
  let record: ModelRecord
  /// The keys of its recipe that have plain values, with these.
  let settings: [(key: String, value: JSONValue)]
  /// How far it is.
  let standing: RunStanding
  /// Whether its recipe is read from its model, as the file of its own is gone or damaged.
  private let hasCarriedRecipe: Bool
  private let folder: String
  /// What is known of its seeds; nil of a run of one.
  private let seeds: SeedReport?
  /// Where its answers and its log are: of several seeds the folder of the best one.
  private let folderOfAnswers: String

  /// - Throws: `TrainingError.usage` for what is no run folder.
  init(_ path: String) throws {
    let folder = RealPath.withoutSlashesAtEnd(path)
    (self.path, self.folder) = (path, folder)
    guard FileStatus(path) != nil else { throw TrainingError.missing("\(path): no such folder") }
    try ModelArgument.checkFiles(of: folder)
    guard ModelArgument.isRunFolder(path) else {
      throw TrainingError.usage(
        "\(path): is no run folder; name folders that luke-train has written")
    }
    let names = try RunFiles.list(folder)
    standing = RunStanding(folder, names)
    let seeds = InspectedRun.seeds(in: folder, names)
    self.seeds = seeds
    let best = seeds?.best.map { folder + "/" + RunFileName.folder(ofSeed: $0) }
    folderOfAnswers = best.flatMap { FileStatus($0)?.isFolder == true ? $0 : nil } ?? folder
    history = RunHistory(folderOfAnswers)
    let place = try? ModelPlace(path)
    let model = try place.map { try ModelArchive(path: $0.path) }
    record = model?.record ?? ModelRecord()
    hasCarriedRecipe = !ModelArgument.hasRecipe(folder)
    var recipe: JSONValue
    if hasCarriedRecipe {
      recipe = (try? model?.recipe?.node.value) ?? .object([])
    } else {
      let file = folder + "/" + RunFileName.recipe
      recipe = try JSONParser.parse(FileAccess.read(file, named: file, what: "recipe"))
    }
    for key in ["$schema", "output", "description", Recipe.chosenKey] { recipe[key] = nil }
    settings = RecipeDifference.leaves(of: recipe)
  }

  /// The scores of a split, those that are of no single label.
  func scores(_ split: EvaluationSplit) -> [ModelRecord.Score] {
    let scores = split == .validation ? record.validation : record.test
    return (scores?.values ?? []).filter { !$0.name.contains("/") }
  }

  /// The name of the score that decides.
  var deciding: String? { (record.validation ?? record.test)?.deciding }

  /// The kind of its task.
  var task: String? { settings.first { $0.key == "task.kind" }?.value.string }

  /// What became of an example.
  struct Outcome: Hashable {
    /// What the example is, whatever is annotated: place and text.
    var example: String
    /// Whether it is wholly right; nil of a score, which is never exactly right.
    var isRight: Bool?
    /// What it adds to the F1 of entities; nil where answers are no entities.
    var entities: PairedBootstrap.Part?
    /// The score that is annotated and the one that was answered; nil where answers are no scores.
    var number: Number?
  }

  /// A score that is annotated, and the one that was answered.
  struct Number: Hashable {
    var gold, answer: Double
  }

  /// What became of the examples of a split, by what they are: place, text and annotation; empty where nothing is
  /// known of them.
  /// - Throws: `TrainingError.badData` for lines that no run has written.
  func outcomes(_ split: EvaluationSplit) throws -> [String: Outcome] {
    let path = pathOfAnswers(split)
    guard FileStatus(path)?.isFile == true else { return [:] }
    let bytes = try FileAccess.read(path, named: path, what: "file")
    var found: [String: Outcome] = [:]
    for (index, place) in ByteLines.places(in: bytes).enumerated() {
      // Null where nothing is annotated, and of scores.
      guard let line = try? JSONParser.parse(bytes[place]),
        line.members?.contains(where: { $0.key == "correct" }) == true
      else {
        throw TrainingError.badData(
          "\(path):\(index + 1): is no answer as a run writes them; luke-train evaluate --predictions makes the "
            + "file anew")
      }
      let example = Self.example(of: line)
      let outcome = Outcome(
        example: example, isRight: line["correct"]?.bool, entities: Self.entities(of: line),
        number: Self.number(of: line))
      if outcome.isRight == nil, outcome.number == nil { continue }
      let key = [example, line["gold"]?.compactText ?? ""].joined(separator: "\u{0}")
      var (unique, number) = (key, 1)
      while found[unique] != nil {
        number += 1
        unique = "\(key) \(number)"
      }
      found[unique] = outcome
    }
    return found
  }

  // MARK: What is not compared

  private func pathOfAnswers(_ split: EvaluationSplit) -> String {
    folderOfAnswers + "/" + RunFileName.answers(to: split)
  }

  /// Whether there is a file of answers to the data of a split, with anything in it or not.
  func hasFileOfAnswers(_ split: EvaluationSplit) -> Bool {
    FileStatus(pathOfAnswers(split))?.isFile == true
  }

  /// How far it is, in words: `not finished (step 150 of 250)`.
  var progress: String {
    if standing.isFinished { return "finished" }
    let place: String
    if isOfSeeds {
      let asked = settings.first { $0.key == "training.seeds" }?.value.elements?.count
      let count = asked.map { "\($0) seeds" } ?? "the seeds"
      place = "\(seeds?.records.count ?? 0) of \(count) are over"
    } else {
      // The log may be further than the newest checkpoint.
      let logged = history.curve("loss").last.map { Int($0.x) } ?? 0
      let step = max(standing.state?.step ?? 0, logged)
      let asked = settings.first { $0.key == "training.steps" }?.value.wholeNumber
      let of = (standing.stepCount ?? asked).map { " of \($0)" } ?? ""
      place = step == 0 ? "no step yet" : "step \(step)\(of)"
    }
    return "not finished (\(place))"
      + (standing.isTaken ? ", another luke-train is writing it" : "")
  }

  /// Whether its model is the best of several seeds.
  private var isOfSeeds: Bool { FileStatus(folder + "/" + RunFileName.seeds) != nil }

  /// What to say of how far it is, and of what it consists of.
  /// - Parameter scored: the splits that some of the runs has scores on.
  func remarksOnItself(scored: [EvaluationSplit]) -> [String] {
    var remarks: [String] = []
    if isOfSeeds {
      let best = seeds?.best
      let what =
        best.map {
          "the best of which, seed \($0), is shown, with answers and curves in \(folderOfAnswers)"
        }
        ?? "none of which is the best yet"
      remarks.append(
        "\(path): of several seeds, \(what); luke-train inspect \(ShellText.quoted(path)) has them all"
      )
    }
    let unscored = scored.filter { scores($0).isEmpty }.map(\.rawValue)
    if !standing.isFinished {
      let lack =
        unscored.isEmpty ? "" : "; no scores on the \(unscored.joined(separator: " and ")) data yet"
      remarks.append("\(path): \(progress)\(lack)")
    } else if !unscored.isEmpty {
      remarks.append("\(path): has no scores on the \(unscored.joined(separator: " and ")) data")
    }
    if hasCarriedRecipe {
      remarks.append(
        "\(folder)/\(RunFileName.recipe): is missing or damaged; the recipe is the one that the model carries"
      )
    }
    return remarks
  }

  /// What to say of files that a run of several steps and scores has, and that have nothing to compare.
  /// - Parameter expected: the splits of which some of the runs has answers.
  func remarks(expecting expected: [EvaluationSplit]) -> [String] {
    var remarks: [String] = []
    for split in expected where !scores(split).isEmpty || history.isScored(on: split.rawValue) {
      let file = pathOfAnswers(split)
      // What is scored once the run is over has no answers before.
      if !standing.isFinished, FileStatus(file) == nil { continue }
      let isThere = hasFileOfAnswers(split)
      if isThere, FileSize.bytes(of: file) ?? 0 > 0 { continue }
      remarks.append(
        "\(file): \(isThere ? "is empty" : "is not there"), though the run was scored on these data; whether "
          + "differences on them are chance is not known; luke-train evaluate --predictions makes the file anew"
      )
    }
    if let fault = history.fault, (record.step ?? 0) > 0 {
      let file = folderOfAnswers + "/" + RunFileName.metrics
      remarks.append(
        "\(file): \(FileStatus(file) == nil ? "is not there" : fault); the curves of a page lack what it should have"
      )
    }
    return remarks
  }

  /// Entities found and annotated, held against each other by place and type; nil where there are none of either
  /// kind to be had, as of the types of mentions that are given.
  private static func entities(of line: JSONValue) -> PairedBootstrap.Part? {
    guard let found = line["entities"]?.elements, let gold = line["gold"]?.elements,
      found.allSatisfy({ $0["label"] != nil }), gold.allSatisfy({ $0["label"] != nil })
    else { return nil }
    func keys(_ entities: [JSONValue]) -> Set<String> {
      Set(
        entities.enumerated().map { number, entity in
          // What no words stand for is like nothing that was found.
          guard let start = entity["start"]?.integer else { return "\(number)" }
          return "\(start) \(entity["end"]?.integer ?? 0) \(entity["label"]?.string ?? "")"
        })
    }
    let right = keys(found).intersection(keys(gold)).count
    return .init(gained: 2 * right, possible: found.count + gold.count)
  }

  private static func number(of line: JSONValue) -> Number? {
    guard let gold = line["gold"]?.double, let answer = line["score"]?.double else { return nil }
    return Number(gold: gold, answer: answer)
  }

  /// What makes an example the same in two files of answers, beside what is annotated.
  private static func example(of line: JSONValue) -> String {
    let texts = ["text", "second_text", "context", "question", "query"].compactMap {
      line[$0]?.string
    }
    let place = "\(RealPath.name(of: line["file"]?.string ?? "")):\(line["line"]?.integer ?? 0)"
    return ([place] + texts).joined(separator: "\u{0}")
  }
}
