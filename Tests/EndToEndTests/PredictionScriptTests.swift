import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// The script beside an exported model answers as the program does.
@Suite struct PredictionScriptTests {
  /// A task, what its recipe says besides, and what is asked.
  struct Case: CustomTestStringConvertible, Sendable {
    var kind: String
    var settings: [String] = []
    var questions: @Sendable () throws -> String
    var name = "questions.jsonl"
    var predictSettings: [String] = []
    var testDescription: String { ([kind] + settings).joined(separator: " ") }
  }

  private static let odd = [
    "Ada Lovelace 👩‍👩‍👧 met Bob in Oslo 🇳🇴!",
    "Ame\u{301}lie o\u{308} A\u{327}\u{331} Zu\u{308}rich-Nord",
    "北京とOsloで Ada さんは", "\u{200B}\u{AD}", "it's O'Neil 'tis", "   two  spaces here ", "(Oslo).",
    "\u{897}a \u{1E030}b \u{31350}", "<mask> Oslo </s> [SEP]", "İstanbul ǅ ﬁne ½",
    String(repeating: "Donaudampfschifffahrt", count: 30) + " Oslo", "\u{FE0F} Oslo\u{FE0F}",
    String(repeating: "Ada Berg met Karl Lind of Norsk Hydro in Oslo , and left . ", count: 20),
  ]

  private static func dataset(_ name: String, _ suffix: String) -> URL {
    packageFolder.appending(path: "Datasets/\(name)/test.\(suffix)")
  }

  /// The first records of sample data, without what is to be answered.
  private static func records(
    _ name: String, _ suffix: String = "jsonl", without keys: [String] = []
  ) throws -> [[String: Any]] {
    try jsonObjects(String(contentsOf: dataset(name, suffix), encoding: .utf8)).prefix(30).map {
      $0.filter { !keys.contains($0.key) }
    }
  }

  private static func lines(_ records: [[String: Any]]) throws -> String {
    try records.map {
      String(decoding: try JSONSerialization.data(withJSONObject: $0), as: UTF8.self) + "\n"
    }.joined()
  }

  /// Sentences of words of the sample data.
  private static func sentences() throws -> [[String]] {
    let text = try String(contentsOf: dataset("quickstart", "conll"), encoding: .utf8)
    return text.split(separator: "\n\n").prefix(40).map { block in
      block.split(separator: "\n").filter { !$0.hasPrefix("-DOCSTART-") }.compactMap {
        $0.split(whereSeparator: \.isWhitespace).first.map(String.init)
      }
    }.filter { !$0.isEmpty }
  }

  /// Lines of text, empty ones and odd ones among them.
  @Sendable private static func text() throws -> String {
    let plain = try sentences().map { $0.joined(separator: " ") }
    return (plain + ["", "a"] + odd + ["", "end"]).joined(separator: "\n") + "\n"
  }

  /// Words and texts, in documents and by themselves.
  @Sendable private static func words() throws -> String {
    var records: [[String: Any]] = []
    for (number, words) in try sentences().enumerated() {
      var record: [String: Any] = ["document": number / 5]
      if number.isMultiple(of: 2) {
        record["tokens"] = words
        record["id"] = number
      } else {
        record["text"] = words.joined(separator: " ")
        record["id"] = "s\(number)"
      }
      records.append(record)
    }
    return try lines(records)
      + """
      {"tokens": ["Ada", "", "<mask>", "👩‍👩‍👧", "e\u{301}", "Berg"], "id": "odd"}
      {"text": "Ada  Berg\u{2028}left."}

      """
  }

  @Sendable private static func relations() throws -> String {
    let text = "Åse 👩‍👩‍👧 Ame\u{301}lie works  for Norsk Hydro 🇳🇴."
    let long = "Ada " + String(repeating: "word ", count: 200) + "Bob"
    func odd(_ head: (Int, Int), _ tail: (Int, Int), _ text: String) -> String {
      """
      {"text": "\(text)", "head": {"start": \(head.0), "end": \(head.1)}, "tail": {"start": \(tail.0), \
      "end": \(tail.1)}}

      """
    }
    return try lines(records("quickstart-relations", without: ["relation"]))
      + odd((0, 3), (31, 42), text) + odd((31, 42), (37, 42), text)
      + odd((37, 42), (37, 42), text) + odd((30, 43), (0, 4), text) + odd((0, 99), (0, 3), text)
      + odd((0, 3), (0, 2), long) + odd((0, 3), (1004, 1007), long)
        + """
        {"tokens": ["Ada", "Berg", "met", "Bob"], "head": {"start": 0, "end": 2}, "tail": {"start": 3, "end": 4}, "id": 7}
        {"tokens": ["Ada"], "head": {"start": 0, "end": 3}, "tail": {"start": 0, "end": 1}}
        {"text": "Ada", "head": {"start": 0, "end": 3, "text": "Bob"}, "tail": {"start": 0, "end": 1}}

        """
  }

  @Sendable private static func pairs() throws -> String {
    """
    {"text": "Ada Berg works for Norsk Hydro in Oslo.", "id": 1, "entities": [{"start": 0, "end": 8, "label": "PER"}, \
    {"start": 19, "end": 30}, {"start": 0, "end": 8}, {"start": 40, "end": 99}]}
    {"text": "None.", "entities": []}

    """
  }

  @Sendable private static func types() throws -> String {
    let long = String(repeating: "word ", count: 100) + "Oslo"
    return try lines(records("quickstart-types"))
      + """
      {"text": "-LRB- Oslo -RRB- x", "entities": [{"start": 0, "end": 16}, {"start": 6, "end": 10}]}
      {"text": "\(long)", "entities": [{"start": 500, "end": 504}, {"start": 0, "end": 500}], "id": "l"}
      {"text": "Ada 👩‍👩‍👧", "entities": [{"start": 4, "end": 9}, {"start": 0, "end": 20}]}
      {"text": "None.", "entities": []}

      """
  }

  @Sendable private static func messages() throws -> String {
    let rows = try String(contentsOf: dataset("quickstart-messages", "tsv"), encoding: .utf8)
    let texts = rows.split(separator: "\n").dropFirst().prefix(30).compactMap {
      $0.split(separator: "\t").first.map(String.init)
    }
    return
      (texts + odd + [
        "", "  ", "\u{A0}\t", "\tindented", "two\tcells", "a wo\u{FEFF}rd", "end", "",
      ]).joined(separator: "\n") + "\n"
  }

  /// Texts and their names under other keys than those of answers.
  @Sendable private static func sentencesOfRecords() throws -> String {
    let texts = try messages().split(separator: "\n").prefix(30)
    let records = texts.enumerated().map { number, text -> [String: Any] in
      ["Sentence": String(text), "idx": number, "n": [1]]
    }
    return try lines(records)
  }

  @Sendable private static func choices() throws -> String {
    let (context, question) = (
      String(repeating: "x ", count: 60), String(repeating: "q ", count: 40)
    )
    return try lines(records("quickstart-choices", without: ["label"]))
      + """
      {"question": "Which?", "choices": ["a", "👩‍👩‍👧 e\u{301}"]}
      {"context": "\(context)", "question": "\(question)", "choices": ["one two", "\(context)z"]}
      {"context": "Only.", "choices": ["b", "c"]}

      """
  }

  @Sendable private static func questions() throws -> String {
    let file = try jsonObject(
      String(contentsOf: dataset("quickstart-questions", "json"), encoding: .utf8))
    var found: [[String: Any]] = []
    for article in file["data"] as? [[String: Any]] ?? [] {
      for paragraph in article["paragraphs"] as? [[String: Any]] ?? [] {
        for question in paragraph["qas"] as? [[String: Any]] ?? [] {
          found.append([
            "id": question["id"] ?? 0, "question": question["question"] ?? "",
            "context": paragraph["context"] ?? "",
          ])
        }
      }
    }
    let long = found.prefix(9).compactMap { $0["context"] as? String }.joined(separator: " ")
    let question = String(repeating: "q ", count: 100)
    return try lines(Array(found.prefix(30)))
      + """
      {"context": "\(long)", "question": "  Where does Ada live?"}
      {"context": " ", "question": "x"}
      {"context": "\(odd[0]) \(odd[1])", "question": "Wo?"}
      {"context": "\(long)", "question": "\(question)"}

      """
  }

  static let cases: [Case] = [
    Case(kind: "named-entity-recognition", questions: text, name: "text.txt"),
    Case(
      kind: "named-entity-recognition",
      settings: [
        "task.context=\"document\"", "task.overlaps=\"nested\"", "task.max_entity_length=20",
        "training.steps=500", "training.learning_rate=0.003",
      ],
      questions: words),
    Case(
      kind: "named-entity-recognition", settings: ["model.use_entities=false"], questions: words),
    Case(kind: "token-classification", questions: text, name: "text.txt"),
    Case(kind: "relation-classification", questions: relations),
    Case(
      kind: "relation-classification", settings: ["model.use_entities=false"], questions: pairs,
      predictSettings: ["data.pairs=true"]),
    Case(kind: "entity-typing", questions: types),
    Case(kind: "entity-typing", settings: ["model.use_entities=false"], questions: types),
    Case(kind: "sequence-classification", questions: messages, name: "text.txt"),
    Case(kind: "sequence-classification", questions: sentencesOfRecords),
    Case(kind: "multiple-choice", questions: choices),
    Case(kind: "extractive-question-answering", questions: questions),
  ]

  /// A run with the positions that transformers counts: another token begins a text than the one that pads.
  private func run(_ task: String) throws -> TrainingRun {
    let run = try TrainingRun(task: task, hiddenSize: 32)
    try run.folder.write(
      "config.json",
      run.text("config.json").replacing("\"pad_token_id\": 0", with: "\"pad_token_id\": 1")
        .replacing("\"vocab_size\"", with: "\"initializer_range\": 0.2, \"vocab_size\""))
    return run
  }

  @Test(.enabled(if: pythonPeer != nil), arguments: cases)
  func pythonAnswersTheSame(_ example: Case) throws {
    let run = try run(example.kind)
    let settings =
      (["training.steps=250", "training.batch_size=8", "training.learning_rate=0.01"]
      + example.settings)
      .flatMap { ["--set", $0] }
    let trained = try run.program.run(["recipe.json", "--output", "run", "--quiet"] + settings)
    #expect(trained.status == 0, "\(trained.errors)")
    #expect(try run.program.run(["export", "run/model.h5", "out"]).status == 0)
    try compare(run, example)
  }

  /// From an encoder without entities, entities are found by their words.
  @Test(.enabled(if: pythonPeer != nil)) func pythonFindsEntitiesByTheirWords() throws {
    let run = try run("named-entity-recognition")
    let plain = ["--set", "model.use_entities=false", "--set", "training.steps=2", "--quiet"]
    #expect(try run.program.run(["recipe.json", "--output", "plain"] + plain).status == 0)
    #expect(try run.program.run(["export", "plain/model.h5", "encoder", "--no-card"]).status == 0)
    let settings = [
      "model.from=encoder", "model.tokenizer=null", "task.head=\"words\"",
      "task.context=\"document\"",
      "training.steps=300", "training.batch_size=8", "training.learning_rate=0.01",
    ].flatMap { ["--set", $0] }
    let trained = try run.program.run(["recipe.json", "--output", "run", "--quiet"] + settings)
    #expect(trained.status == 0, "\(trained.errors)")
    #expect(try run.program.run(["export", "run/model.h5", "out"]).status == 0)
    try compare(
      run, Case(kind: "named-entity-recognition", questions: Self.words))
  }

  /// Sample sentences whose words are single characters.
  private static func characters() throws -> String {
    let text = try String(contentsOf: dataset("quickstart", "conll"), encoding: .utf8)
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let cells = line.split(separator: " ")
      guard cells.count > 1, cells[0] != "-DOCSTART-" else { return String(line) }
      let inside = cells[1].hasPrefix("B-") ? "I-" + cells[1].dropFirst(2) : String(cells[1])
      return cells[0].unicodeScalars.enumerated()
        .map { "\($1) \($0 == 0 ? String(cells[1]) : inside)" }.joined(separator: "\n")
    }.joined(separator: "\n")
  }

  /// What was learned of single characters is asked of such, by the program and in Python.
  @Test(.enabled(if: pythonPeer != nil)) func textIsPartedAsItWasLearned() throws {
    let run = try run("token-classification")
    try run.folder.write("characters.conll", Self.characters())
    let settings = [
      "data.train=characters.conll", "data.validation=characters.conll", "data.test=null",
      "training.steps=200", "training.batch_size=8", "training.learning_rate=0.01",
      "training.evaluate_every=null", "training.checkpoint_every=null",
    ].flatMap { ["--set", $0] }
    let trained = try run.program.run(["recipe.json", "--output", "run"] + settings)
    #expect(trained.status == 0, "\(trained.errors)")
    let note =
      "chosen: data.words characters: the words of the files are single characters, and so are those of new text"
    #expect(trained.errors.split(separator: "\n").contains(note[...]), "\(trained.errors)")
    #expect(try run.program.run(["export", "run/model.h5", "out"]).status == 0)
    try compare(
      run, Case(kind: "token-classification", questions: Self.text, name: "text.txt"))
    try run.folder.write("one.txt", "Ada left.\n")
    func words(_ settings: String...) throws -> [String?] {
      let answered = try run.program.run(
        ["predict", "run", "one.txt", "--quiet", "--set", "data.format=text"] + settings)
      let words = try #require(jsonObjects(answered.output).first?["words"] as? [[String: Any]])
      return words.map { $0["text"] as? String }
    }
    #expect(try words() == ["A", "d", "a", "l", "e", "f", "t", "."])
    #expect(try words("--set", "data.words=words") == ["Ada", "left", "."])
  }

  /// Where blanks were words of the data, those of new text are, too.
  @Test(.enabled(if: pythonPeer != nil)) func blanksAreAskedAsTheyWereLearned() throws {
    let run = try run("token-classification")
    let sentences = try Self.characters().components(separatedBy: "\n\n").map { sentence in
      sentence.split(separator: "\n").filter { !$0.hasPrefix("-DOCSTART-") }
        .map { $0.replacing(" ", with: "\t") }.joined(separator: "\n \tO\n")
    }.filter { !$0.isEmpty }
    try run.folder.write("blanks.tsv", sentences.joined(separator: "\n\n") + "\n")
    let settings = [
      "data.train=blanks.tsv", "data.validation=blanks.tsv", "data.test=null",
      "training.steps=400", "training.batch_size=8", "training.learning_rate=0.01",
      "training.evaluate_every=null", "training.checkpoint_every=null",
    ].flatMap { ["--set", $0] }
    let trained = try run.program.run(["recipe.json", "--output", "run"] + settings)
    #expect(trained.status == 0, "\(trained.errors)")
    let note =
      "chosen: data.words characters_and_blanks: the words of the files are single characters, blanks among them, "
      + "and so are those of new text"
    #expect(trained.errors.split(separator: "\n").contains(note[...]), "\(trained.errors)")
    #expect(try run.program.run(["export", "run/model.h5", "out"]).status == 0)
    try compare(
      run, Case(kind: "token-classification", questions: Self.text, name: "text.txt"))
    try run.folder.write("one.txt", "  Ada  left. \n")
    let answered = try run.program.run(
      ["predict", "run", "one.txt", "--quiet", "--set", "data.format=text"])
    let words = try #require(jsonObjects(answered.output).first?["words"] as? [[String: Any]])
    #expect(
      words.map { $0["text"] as? String }
        == ["A", "d", "a", " ", " ", "l", "e", "f", "t", "."])
  }

  private func compare(_ run: TrainingRun, _ example: Case) throws {
    try run.folder.write(example.name, example.questions())
    let predicted = try run.program.run(
      ["predict", "out", example.name, "--quiet"]
        + example.predictSettings.flatMap { ["--set", $0] })
    #expect(predicted.status == 0, "\(predicted.errors)")
    // Of a text alone nothing tells that it is no file of columns.
    let answered = try run.program.shell(
      "'\(pythonPeer?.path ?? "")' out/predict.py out \(example.name)")
    #expect(answered.status == 0, "\(answered.errors)")
    let (ours, theirs) = (try jsonObjects(predicted.output), try jsonObjects(answered.output))
    #expect(ours.count == theirs.count && !ours.isEmpty)
    for (one, other) in zip(ours, theirs) {
      #expect(Self.areAlike(one, other), "\(one)\nin Python\n\(other)")
    }
    // An answer that is the same for all would show little.
    #expect(Set(ours.map { "\($0["label"] ?? $0["entities"] ?? $0["answer"] ?? $0)" }).count > 1)
  }

  /// Whether two values of JSON are equal, numbers that are no whole ones to 1e-4.
  private static func areAlike(_ one: Any, _ other: Any) -> Bool {
    switch (one, other) {
    case (let one as [String: Any], let other as [String: Any]):
      // Of choices that are as good as each other either may be the best.
      let scores = (one["choices"] as? [[String: Any]] ?? []).compactMap {
        $0["score"] as? Double
      }.sorted()
      if scores.count > 1, scores[scores.count - 1] - scores[scores.count - 2] < 1e-4 {
        return areAlike(one["choices"] ?? 0, other["choices"] ?? 0)
      }
      return one.keys == other.keys
        && one.allSatisfy { key, value in other[key].map { areAlike(value, $0) } ?? false }
    case (let one as [Any], let other as [Any]):
      return one.count == other.count && zip(one, other).allSatisfy(areAlike)
    case (let one as String, let other as String): return one.utf8.elementsEqual(other.utf8)
    case (let one as NSNumber, let other as NSNumber):
      return abs(one.doubleValue - other.doubleValue) <= 1e-4
    case (is NSNull, is NSNull): return true
    default: return false
    }
  }

  /// Pairs are asked, and what the model does not read is refused with its line, as the program does.
  @Test(.enabled(if: pythonPeer != nil)) func pairsInPython() throws {
    let run = try run("sequence-classification")
    let pairs = (0..<24).map { number in
      #"{"text": "Rain \#(number).", "second_text": "Wet.", "label": "\#(number % 2 == 0 ? "a" : "b")"}"#
    }
    try run.folder.write("pairs.jsonl", pairs.joined(separator: "\n") + "\n")
    func train(_ output: String, _ settings: [String]) throws {
      let trained = try run.program.run(
        ["recipe.json", "--output", "run-" + output, "--quiet", "--set", "training.steps=2"]
          + settings.flatMap { ["--set", $0] })
      #expect(trained.status == 0, "\(trained.errors)")
      #expect(try run.program.run(["export", "run-" + output, output]).status == 0)
    }
    try train(
      "out", ["data.train=pairs.jsonl", "data.validation=pairs.jsonl", "data.test=null"])
    let text = "Rain.\tWet.\n\nIt ra\u{FEFF}ins.\tThe street is \u{FEFF}wet now.\n"
    try compare(
      run,
      Case(
        kind: "sequence-classification", questions: { text }, name: "text.txt",
        predictSettings: ["data.format=text"]))
    try train("single", [])
    for (model, input, fault) in [
      (
        "out", #"One.\tTwo.\n\nOne alone.\n"#,
        #"standard input:3: is one text, but pairs are read (task.pairs): give two, with a tab between them or as "text" and "second_text""#
      ),
      (
        "single", #"{"text": "a"}\n\n{"text": "a", "second_text": "b"}\n"#,
        #"standard input:3: is two texts, but one is read (task.pairs): give it alone, as "text""#
      ),
      (
        "single", #"{"text": "a"}\n{"other": "a"}\n{"text": 3}\n"#,
        """
        standard input:2: key "text" is missing
        standard input:3: "text": expected a string
        """
      ),
    ] {
      let refused = try run.program.shell(
        "printf '\(input)' | '\(pythonPeer?.path ?? "")' \(model)/predict.py \(model) -")
      #expect(refused.status == 1)
      #expect(refused.output.isEmpty)
      #expect(refused.errors == fault + "\n")
    }
  }

  /// What the card shows runs.
  @Test(.enabled(if: pythonPeer != nil)) func theLinesOfTheCardRun() throws {
    let run = try run("named-entity-recognition")
    #expect(try run.train("run", "--quiet", "--set", "training.steps=2").status == 0)
    #expect(try run.program.run(["export", "run", "out"]).status == 0)
    let card = try run.text("out/README.md")
    func block(_ language: String) throws -> String {
      let start = try #require(card.range(of: "```\(language)\n"))
      let end = try #require(card.range(of: "\n```", range: start.upperBound..<card.endIndex))
      return String(card[start.upperBound..<end.lowerBound])
    }
    try run.folder.write("out/card.py", block("python"))
    let python = pythonPeer?.path ?? ""
    let imported = try run.program.shell("cd out && '\(python)' card.py")
    #expect(imported.status == 0, "\(imported.errors)")
    #expect(imported.output.contains("{'text': 'Ada Lovelace lived in London.', 'entities': ["))
    let command = try #require(block("console").split(separator: "\n").last?.dropFirst(2))
    #expect(command == "python predict.py . \"Ada Lovelace lived in London.\"")
    let called = try run.program.shell("cd out && '\(python)' \(command.dropFirst(7))")
    #expect(called.output.contains(#""text":"Ada Lovelace lived in London."}"#), "\(called.errors)")
    let missing = try run.program.shell("'\(python)' out/predict.py out none.txt")
    #expect(missing.status == 1 && missing.errors == "none.txt: no such file\n")
  }
}
