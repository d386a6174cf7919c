import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// `luke-train check-data`, on the sample data and on data with mistakes.
@Suite struct DataCheckTests {
  private func check(_ run: TrainingRun, _ arguments: String...) throws -> Program.Result {
    try check(run, arguments: arguments)
  }

  private func check(_ run: TrainingRun, arguments: [String]) throws -> Program.Result {
    try run.program.run(["check-data", "recipe.json", "--quiet"] + arguments)
  }

  private func object(_ result: Program.Result) throws -> [String: Any] {
    let objects = try jsonObjects(result.output)
    #expect(objects.count == 1)
    return try #require(objects.first)
  }

  private func findings(_ result: Program.Result) throws -> [[String: Any]] {
    try #require(try object(result)["findings"] as? [[String: Any]])
  }

  /// Ten sentences with a person or a place each.
  private func sentences(_ first: Int) -> String {
    (first..<first + 10).map {
      $0 % 2 == 0
        ? "Anna\tB-PER\nBerg\tI-PER\nslept\tO\non\tO\nday\tO\n\($0)\tO\n\n"
        : "It\tO\nrained\tO\nin\tO\nOslo\tB-LOC\non\tO\nday\tO\n\($0)\tO\n\n"
    }.joined()
  }

  private func namedData(_ run: TrainingRun) throws -> [String] {
    try run.folder.write("train.conll", sentences(0))
    try run.folder.write("dev.conll", sentences(100))
    return [
      "--set", "data.train=train.conll", "--set", "data.validation=dev.conll", "--set",
      "data.test=null",
    ]
  }

  @Test(arguments: [
    "named-entity-recognition", "token-classification", "relation-classification", "entity-typing",
    "sequence-classification", "multiple-choice", "extractive-question-answering",
    "cloze-question-answering",
  ])
  func everyTaskIsLookedAt(_ task: String) throws {
    let run = try TrainingRun(task: task)
    let before = try run.files("")
    let result = try check(run, "--json")
    #expect(result.status == 0 && result.errors == "", "\(result.errors)\n\(result.output)")
    let found = try object(result)
    #expect(found["task"] as? String == task && found["errors"] as? Int == 0)
    let splits = try #require(found["splits"] as? [[String: Any]])
    #expect(
      splits.map { $0["split"] as? String } == ["data.train", "data.validation", "data.test"])
    for split in splits {
      let file = try #require((split["files"] as? [[String: Any]])?.first)
      #expect(file["examples"] as? Int ?? 0 > 0)
      let subwords = try #require(split["subwords"] as? [String: Any])
      #expect(subwords["longest"] as? Int ?? 0 > 4)
    }
    let first = try #require(found["first_example"] as? [String: Any])
    let (words, parts) = (first["words"] as? [String], first["parts"] as? [String: String])
    #expect(words?.isEmpty == false || parts?.isEmpty == false)
    // The fixture validates with what it trains on.
    let kinds = try findings(result).compactMap { $0["kind"] as? String }
    #expect(kinds.contains("repeated_file"))
    #expect(try run.files("") == before)
    let text = try check(run).output
    #expect(text.hasPrefix("recipe.json: \(task)\n\ndata.train\n  "))
    #expect(text.contains("\nthe first example as it was understood"))
    // A word, such as a path, that is longer than a line stands alone.
    #expect(
      text.split(separator: "\n").allSatisfy { $0.count <= 80 || !$0.dropFirst(4).contains(" ") })
  }

  @Test func theReportIsForPeople() throws {
    let run = try TrainingRun()
    let data = try namedData(run)
    let result = try run.program.run(["check-data", "recipe.json", "--quiet"] + data)
    #expect(result.status == 0 && result.errors == "")
    let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(
      lines.prefix(16).joined(separator: "\n") == """
        recipe.json: named-entity-recognition

        data.train
          train.conll: 10 sentences, 10 entities
            format CoNLL; columns 2, parted by tabs: words in column 0, labels in column
              1; tags IOB2; encoding UTF-8

        data.validation
          dev.conll: 10 sentences, 10 entities
            format CoNLL; columns 2, parted by tabs: words in column 0, labels in column
              1; tags IOB2; encoding UTF-8

        label  train  validation
        LOC    5      5
        PER    5      5

        """)
    #expect(
      result.output.contains(
        """

        the first example as it was understood (train.conll:1)
          Anna   Berg   slept  on  day  0
          B-PER  I-PER  O      O   O    O

        """))
  }

  /// All faults of all files are told, and the status is that of bad data.
  @Test func faultsOfAllFilesAreTold() throws {
    let run = try TrainingRun()
    let data = try namedData(run)
    try run.folder.write("train.conll", sentences(0) + "Bo\tB_PER\nslept\t0\n")
    try run.folder.write("dev.conll", sentences(100) + "Bo\tPER-B\nslept\n")
    let result = try run.program.run(["check-data", "recipe.json", "--quiet"] + data)
    #expect(result.status == 65)
    #expect(
      result.faults == ["recipe.json: 4 errors, for which the data would not be trained on"])
    let end = try #require(result.output.range(of: "4 errors"))
    #expect(
      result.output[end.lowerBound...].split(separator: "\n").joined(separator: "\n") == """
        4 errors
        error: train.conll:76: tag "B_PER" is not O, or a prefix such as B- or I- and a
          type; did you mean "B-PER"?
        error: train.conll:77: tag "0" is not O, or a prefix such as B- or I- and a
          type; did you mean "O"?
        error: dev.conll:77: 1 column where the other rows have 2
        error: dev.conll:76: tag "PER-B" is not O, or a prefix such as B- or I- and a
          type; did you mean "B-PER"?
        """)
    let found = try findings(
      run.program.run(["check-data", "recipe.json", "--quiet", "--json"] + data))
    let errors = found.filter { $0["severity"] as? String == "error" }
    #expect(errors.compactMap { $0["line"] as? Int }.count == 4)
    #expect(Set(errors.compactMap { $0["file"] as? String }) == ["train.conll", "dev.conll"])
  }

  /// Mistakes that training takes.
  @Test func warningsLeaveTheStatus() throws {
    let run = try TrainingRun()
    let data = try namedData(run)
    try run.folder.write("dev.conll", sentences(100) + sentences(0) + "Riga\tB-LCO\nis\tO\n")
    let result = try run.program.run(["check-data", "recipe.json", "--json", "--quiet"] + data)
    #expect(result.status == 0)
    let found = try findings(result)
    let shared = try #require(found.first { $0["kind"] as? String == "same_example" })
    #expect(shared["file"] as? String == "dev.conll" && shared["severity"] as? String == "warning")
    #expect((shared["others"] as? [[String: Any]])?.count == 9)
    let label = try #require(found.first { $0["kind"] as? String == "label_not_trained" })
    #expect(
      label["what"] as? String
        == "the label \"LCO\" is in data.validation (once) and not in data.train, so that it is never answered"
    )
    #expect(label["to_do"] as? String == "correct it, or give training examples of it")
    #expect(found.contains { $0["kind"] as? String == "rare_label" })
    // What the training data lack is told once, and not for each entity again.
    #expect(!found.contains { $0["kind"] as? String == "unreachable" })
  }

  /// What cannot be enumerated, and what is longer than a pass.
  @Test func lengthsAreThoseOfTheModel() throws {
    let run = try TrainingRun()
    let data = try namedData(run)
    let long = (0..<40).map { "Anna\($0 * 97)\t\($0 == 0 ? "B" : "I")-PER\n" }.joined()
    try run.folder.write("train.conll", sentences(0) + long)
    let result = try run.program.run(["check-data", "recipe.json", "--json", "--quiet"] + data)
    #expect(result.status == 0, "\(result.errors)")
    let found = try findings(result)
    let unreachable = try #require(found.first { $0["kind"] as? String == "unreachable" })
    #expect(unreachable["line"] as? Int == 76)
    #expect(
      (unreachable["what"] as? String)?.hasPrefix("PER \"Anna0 Anna97") == true)
    #expect(
      found.contains {
        ($0["what"] as? String)?.hasPrefix("1 sentence is longer than task.max_length, 64") == true
      })
  }

  /// The rest is looked at without a model.
  @Test func aModelThatIsNotThere() throws {
    let run = try TrainingRun()
    let data = try namedData(run)
    let result = try run.program.run(
      ["check-data", "recipe.json", "--json", "--quiet", "--set", "model.from=none"] + data)
    #expect(result.status == 0)
    let found = try findings(result)
    let missing = try #require(found.first { $0["kind"] as? String == "missing_model" })
    let what = try #require(missing["what"] as? String)
    #expect(what.hasPrefix("model.from: ") && what.contains("none: no such file or folder"))
    #expect(
      missing["to_do"] as? String
        == "lengths in subwords and unknown text are looked at with a model alone")
    #expect((try object(result)["splits"] as? [[String: Any]])?.count == 2)
  }

  /// Of scores count, least, mean and greatest are shown; that they are such is a note.
  @Test func scoresAreSummedUp() throws {
    let run = try TrainingRun(task: "sequence-classification")
    let rows = (0..<9).map { "text number \($0)\t\(Double($0) / 2)\n" }.joined()
    try run.folder.write("scores.tsv", "text\tscore\n" + rows)
    let data = ["data.train=scores.tsv", "data.validation=scores.tsv", "data.test=null"]
      .flatMap { ["--set", $0] }
    let text = try run.program.run(["check-data", "recipe.json", "--quiet"] + data)
    #expect(
      text.output.contains(
        """

        scores      count  least  mean  greatest
        train       9      0      2     4
        validation  9      0      2     4

        """), "\(text.output)")
    #expect(text.output.contains("\nnote: the labels are numbers with fractions"), "\(text.output)")
    let json = try run.program.run(["check-data", "recipe.json", "--json", "--quiet"] + data)
    let split = try #require((try object(json)["splits"] as? [[String: Any]])?.first)
    #expect((split["labels"] as? [String: Any])?.isEmpty == true)
    let found = try #require(split["scores"] as? [String: Any])
    let scores = found.compactMapValues { ($0 as? NSNumber)?.doubleValue }
    #expect(scores == ["count": 9, "least": 0, "mean": 2, "greatest": 4])
  }

  @Test func filesThatAreNotThere() throws {
    let run = try TrainingRun()
    let data = try namedData(run)
    let result = try run.program.run(
      ["check-data", "recipe.json", "--json", "--quiet"] + data + ["--set", "data.test=none.conll"])
    #expect(result.status == 66)
    let found = try findings(result)
    #expect(found.first?["kind"] as? String == "missing_file")
    #expect(found.first?["what"] as? String == "data.test: none.conll: no such file or folder")
    // The others are looked at.
    let splits = try #require(try object(result)["splits"] as? [[String: Any]])
    #expect(splits.map { ($0["files"] as? [Any])?.count } == [1, 1, 0])
    #expect(found.count { $0["severity"] as? String == "error" } == 1)
  }

  @Test func wrongUsage() throws {
    let run = try TrainingRun()
    let wrong = try check(run, "--set", "training.epochs=0")
    #expect(wrong.status == 64)
    #expect(
      wrong.faults == [
        "--set training.epochs: must be a whole number, at least 1, but is 0"
      ])
    let pretraining = try PretrainingRun()
    let refused = try pretraining.program.run(["check-data", "recipe.json"])
    #expect(refused.status == 64 && refused.output == "")
    #expect(
      refused.faults == [
        "task.kind is pretraining: check-data looks at labelled examples; luke-train prepare recipe.json makes what "
          + "it reads, and says what is in it"
      ])
  }

  /// Training shows the first example of each file in a line.
  @Test(arguments: [
    ("named-entity-recognition", "sentence"), ("token-classification", "sentence"),
    ("relation-classification", "example"), ("entity-typing", "mention"),
    ("sequence-classification", "example"), ("multiple-choice", "example"),
    ("extractive-question-answering", "question"), ("cloze-question-answering", "question"),
  ])
  func trainingShowsTheFirstExample(_ task: String, _ unit: String) throws {
    let run = try TrainingRun(task: task)
    let result = try run.train("run", "--set", "training.steps=1")
    #expect(result.status == 0)
    let lines = result.errors.split(separator: "\n").filter {
      $0.contains(": the first \(unit) reads: ")
    }
    // The fixture trains on what it validates with, which is told once.
    #expect(lines.count == 2, "\(result.errors)")
  }

  /// A label that somebody got wrong is found by a model that was trained on others.
  @Test func aTrainedModelFindsLabelsThatAreLikelyWrong() throws {
    let run = try TrainingRun.learning()
    let trained = try run.train("run", "--quiet", "--set", "training.steps=150")
    #expect(trained.status == 0, "\(trained.errors)")
    let source = packageFolder.appending(path: "Datasets/quickstart-messages/test.tsv")
    var lines = try String(contentsOf: source, encoding: .utf8).split(separator: "\n").map(
      String.init)
    let place = try #require(lines.firstIndex { $0.hasSuffix("\trefund") })
    lines[place] = lines[place].replacing("\trefund", with: "\tpraise")
    try run.folder.write("bad.tsv", lines.joined(separator: "\n") + "\n")
    let options = ["--set", "data.test=bad.tsv", "--set", "data.validation=null"]
    let checked = try check(run, options[0], options[1], "--model", "run", "--sure", "0.6")
    #expect(checked.status == 0, "\(checked.errors)")
    // What is found is wrapped.
    let text = checked.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("bad.tsv:\(place + 1): \""), "\(checked.output)")
    #expect(
      text.contains(" is praise, where the model is ")
        && text.contains(" % sure of refund; look at the annotation"), "\(checked.output)")
    let found = try findings(
      check(run, options[0], options[1], "--model", "run", "--sure", "0.6", "--json"))
    #expect(found.contains { $0["kind"] as? String == "likely_label_error" })
    let learned = found.filter { $0["kind"] as? String == "trained_on" }
    #expect(learned.count == 1 && learned.first?["severity"] as? String == "note", "\(learned)")
    #expect((learned.first?["file"] as? String)?.hasSuffix("bad.tsv") == false)
    #expect(
      learned.first?["what"] as? String
        == "run was trained on this very file, so that it doubts few of its labels")
    #expect(
      learned.first?["to_do"] as? String
        == "--cross-validate asks models that were not, and finds more")
    #expect(try check(run, options[0], options[1]).output.contains("sure of") == false)
    // What no model was trained on is answered right by those that were trained on the rest.
    let others = source.deletingLastPathComponent().appending(path: "train.tsv").path
    let training = [
      "--set", #"data.train=["\#(others)", "bad.tsv"]"#, "--set", "data.test=null", "--set",
      "training.steps=200", "--sure", "0.6",
    ]
    let before = try run.files("")
    let crossed = try check(run, arguments: training + ["--cross-validate", "3"])
    #expect(crossed.status == 0, "\(crossed.errors)")
    #expect(try run.files("") == before)
    let words = crossed.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      words.contains(
        "data.train in 3 parts, each answered by a model that was trained on the others: accuracy "
      ) && words.contains(" (mean of the parts), "),
      "\(crossed.output)")
    // It is the one that they are surest of.
    let errors = try findings(
      check(run, arguments: training + ["--cross-validate", "3", "--json"])
    ).filter { $0["kind"] as? String == "likely_label_error" }
    #expect(
      errors.first?["file"] as? String == "bad.tsv" && errors.first?["line"] as? Int == place + 1)
    // How far it is, is told.
    let watched = try run.program.shell(
      "script -qec '\"$LUKE\" check-data recipe.json --cross-validate 2 --set training.steps=60' /dev/null < /dev/null"
    )
    #expect(watched.output.contains("answering part 1 of 2"), "\(watched.output)")
    let both = try check(run, "--model", "run", "--cross-validate", "3")
    #expect(both.status == 64)
    #expect(both.errors.contains("--model and --cross-validate cannot be given together."))
    let idle = try check(run, "--sure", "0.99")
    #expect(idle.status == 64 && idle.output.isEmpty)
    #expect(
      idle.errors.contains(
        "--sure is for likely label errors, which are looked for with --model or --cross-validate alone; give one of "
          + "them, too."), "\(idle.errors)")
    let alone = try check(run, "--cross-validate", "1")
    #expect(alone.errors.contains("--cross-validate must be from 2 to 100 parts, but is 1."))
    let unsure = try check(run, "--model", "run", "--sure", "60")
    #expect(unsure.status == 64)
    #expect(unsure.errors.contains("--sure must be from 0 to 1, but is 60.0."))
  }
  /// A model that tags words knows the types of the entities that its tags mark.
  @Test func aModelOfTagsKnowsTypesOfEntities() throws {
    let run = try TrainingRun()
    let trained = try run.train(
      "tags", "--quiet", "--set", "model.use_entities=false", "--set", "training.steps=2")
    #expect(trained.status == 0, "\(trained.errors)")
    let checked = try check(
      run, "--model", "tags", "--json", "--set", "model.use_entities=false")
    #expect(checked.status == 0, "\(checked.errors)")
    let kinds = try findings(checked).map { $0["kind"] as? String }
    #expect(!kinds.contains("label_unknown_to_model"), "\(checked.output)")
  }

  /// A model that knows other labels finds nothing that is an error, and one of another task nothing at all.
  @Test func aModelThatKnowsOtherLabels() throws {
    let run = try TrainingRun(task: "sequence-classification")
    #expect(try run.train("run", "--quiet", "--set", "training.steps=2").status == 0)
    let data = ["--set", "data.validation=null", "--set", "data.test=null", "--set"]
    func look(_ file: String, _ text: String) throws -> Program.Result {
      try run.folder.write(file, text)
      return try run.program.run(
        ["check-data", "recipe.json", "--json", "--quiet", "--model", "run", "--sure", "0"] + data
          + ["data.train=\(file)"])
    }
    let others = try look(
      "other.tsv", "text\tlabel\nhello there\tgreet\nbye now\tleave\nbye to you\tleave\n")
    #expect(others.status == 0, "\(others.errors)")
    let found = try findings(others)
    let finding = try #require(found.first { $0["kind"] as? String == "label_unknown_to_model" })
    #expect(
      finding["what"] as? String
        == "run knows none of the labels of the data, \"greet\", \"leave\", and answers with \"delivery\", "
        + "\"opening\", \"praise\", \"refund\", \"repair\"; no likely label errors are looked for")
    #expect(finding["to_do"] as? String == "name a model that was trained on such labels")
    #expect(!found.contains { $0["kind"] as? String == "likely_label_error" })
    #expect(!found.contains { $0["kind"] as? String == "trained_on" })
    // Of those that it knows, errors are found.
    let some = try findings(
      look(
        "some.tsv",
        "text\tlabel\nhello there\tgreet\n"
          + ["delivery", "opening", "praise", "refund", "repair"].map { "bye now\t\($0)\n" }
          .joined()))
    #expect(
      some.first { $0["kind"] as? String == "label_unknown_to_model" }?["what"] as? String
        == "run does not know 1 label of the data, \"greet\"; examples that have it are not looked at for label errors"
    )
    let errors = some.filter { $0["kind"] as? String == "likely_label_error" }
    #expect(!errors.isEmpty && !errors.contains { "\($0["what"] ?? "")".contains("greet") })
    let task = try TrainingRun().text("recipe.json")
    try run.folder.write("people.json", task)
    let people = try run.program.run(["check-data", "people.json", "--model", "run"])
    #expect(people.status == 64)
    #expect(
      people.faults == [
        "run: is a model for sequence-classification, and the recipe is for named-entity-recognition; name a model for "
          + "named-entity-recognition to look for label errors"
      ])
  }
}
