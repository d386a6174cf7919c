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
  private let folder: String

  /// - Throws: `TrainingError.usage` for what is no run folder.
  init(_ path: String) throws {
    self.path = path
    folder = RealPath.withoutSlashesAtEnd(path)
    guard FileStatus(path) != nil else { throw TrainingError.missing("\(path): no such folder") }
    try ModelArgument.checkFiles(of: folder)
    guard ModelArgument.isRunFolder(path) else {
      throw TrainingError.usage(
        "\(path): is no run folder; name folders that luke-train has written")
    }
    history = RunHistory(folder)
    let model = try? ModelPlace(path)
    record = try model.flatMap { try ModelArchive(path: $0.path).record } ?? ModelRecord()
    let file = folder + "/" + RunFileName.recipe
    var recipe = try JSONParser.parse(FileAccess.read(file, named: file, what: "recipe"))
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

  /// Whether its model is the best of several seeds.
  var isOfSeeds: Bool { FileStatus(folder + "/" + RunFileName.seeds) != nil }

  /// What became of an example.
  struct Outcome: Hashable {
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
    let path = folder + "/" + RunFileName.answers(to: split)
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
      let outcome = Outcome(
        isRight: line["correct"]?.bool, entities: Self.entities(of: line),
        number: Self.number(of: line))
      if outcome.isRight == nil, outcome.number == nil { continue }
      let key = Self.key(of: line)
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

  /// Whether there is a file of answers to the data of a split, with anything in it or not.
  func hasFileOfAnswers(_ split: EvaluationSplit) -> Bool {
    FileStatus(folder + "/" + RunFileName.answers(to: split))?.isFile == true
  }

  /// What to say of files that a run of several steps and scores has, and that have nothing to compare.
  /// - Parameter expected: the splits of which some of the runs has answers.
  func remarks(expecting expected: [EvaluationSplit]) -> [String] {
    var remarks: [String] = []
    for split in expected where !scores(split).isEmpty || history.isScored(on: split.rawValue) {
      let file = folder + "/" + RunFileName.answers(to: split)
      let isThere = hasFileOfAnswers(split)
      if isThere, FileSize.bytes(of: file) ?? 0 > 0 { continue }
      remarks.append(
        "\(file): \(isThere ? "is empty" : "is not there"), though the run was scored on these data; whether "
          + "differences on them are chance is not known; luke-train evaluate --predictions makes the file anew"
      )
    }
    if let fault = history.fault, (record.step ?? 0) > 0 {
      let file = folder + "/" + RunFileName.metrics
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

  /// What makes an example the same in two files of answers.
  private static func key(of line: JSONValue) -> String {
    let texts = ["text", "second_text", "context", "question", "query"].compactMap {
      line[$0]?.string
    }
    let place = "\(RealPath.name(of: line["file"]?.string ?? "")):\(line["line"]?.integer ?? 0)"
    return ([place] + texts + [line["gold"]?.compactText ?? ""]).joined(separator: "\u{0}")
  }
}
