import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// What predict and evaluate make of data in other forms than the training data's.
@Suite struct PredictFormatTests {
  /// A model that was trained on columns whose first ones are numbers and whose tags are in the middle.
  private static func indexed() throws -> TrainingRun {
    let run = try TrainingRun()
    let source = packageFolder.appending(path: "Datasets/quickstart/validation.conll")
    var lines: [String] = []
    var number = 0
    for line in try String(contentsOf: source, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      let parts = line.split(whereSeparator: \.isWhitespace)
      guard parts.count > 1, !line.hasPrefix("-DOCSTART-") else {
        if number > 0 || lines.isEmpty { lines += ["", "# sent_id = \(lines.count)"] }
        number = 0
        continue
      }
      number += 1
      lines.append("\(number)\t\(parts[0])\t\(parts[parts.count - 1])\t-")
    }
    try run.folder.write("train.tsv", lines.joined(separator: "\n") + "\n")
    let files = ["train", "validation", "test"].flatMap { ["--set", "data.\($0)=train.tsv"] }
    let trained = try run.program.run(["recipe.json", "--output", "run"] + files)
    #expect(trained.status == 0, "\(trained.errors)")
    #expect(
      trained.errors.contains("(words in column 1, tags in column 2)")
        && trained.errors.contains("train.tsv: column 0 counts, so words are taken from column 1")
        && trained.errors.contains("train.tsv: the first sentence reads: "))
    return run
  }

  private struct Answer: Decodable { let text: String }

  private func texts(_ result: Program.Result) throws -> [String] {
    try result.output.split(separator: "\n").map {
      try JSONDecoder().decode(Answer.self, from: Data($0.utf8)).text
    }
  }

  /// What a model wrote for a tool is read as labelled data, against which the model makes no mistake.
  @Test func answersInTheFormOfTools() throws {
    let run = try TrainingRun(hiddenSize: 32)
    let settings = ["steps=300", "batch_size=8", "learning_rate=0.01"]
    let trained = try run.program.run(
      ["recipe.json", "--output", "run"] + settings.flatMap { ["--set", "training.\($0)"] })
    #expect(trained.status == 0, "\(trained.errors)")
    let input = "Anna Berg lives in Oslo.\nNothing here.\nCarl Moen left Bergen.\n"
    for format in [
      "jsonl", "doccano", "label-studio", "prodigy", "spacy", "conll", "webanno", "pubtator",
      "bioc", "brat",
    ] {
      let result = try run.program.run(
        ["predict", "run/model.h5", "--format", format, "--output", "\(format).out"], input: input)
      #expect(result.status == 0, "\(result.errors)")
      let evaluated = try run.program.run(["evaluate", "run/model.h5", "\(format).out", "--json"])
      #expect(evaluated.status == 0, "\(format): \(evaluated.errors)")
      #expect(evaluated.errors.contains("3 sentences"), "\(format): \(evaluated.errors)")
      #expect(!evaluated.errors.contains(" 0 entities"), "\(format): \(evaluated.errors)")
      #expect(
        evaluated.output.replacing(" ", with: "").contains("\"f1\":1"),
        "\(format): \(evaluated.output)")
    }
    // brat's texts stand beside their annotations.
    #expect(try run.text("brat.out/document-1.txt") == input)
    let again = ["predict", "run/model.h5", "--format", "brat", "--output", "brat.out"]
    let there = try run.program.run(again, input: input)
    #expect(there.status == 64)
    #expect(
      there.errors.contains(
        "brat.out: is there and not empty; name another folder, or add --replace"),
      "\(there.errors)")
    #expect(try run.program.run(again + ["--replace"], input: input).status == 0)
    let own = try run.program.run(
      [
        "predict", "run/model.h5", "brat.out", "--format", "brat", "--output", "brat.out",
        "--replace",
      ])
    #expect(own.status == 64)
    #expect(
      own.errors.contains(
        "brat.out: is read, and never written over; name another folder to write"),
      "\(own.errors)")
    try run.folder.write("brat.out/notes.txt", "x\n")
    let strange = try run.program.run(again + ["--replace"], input: input)
    #expect(strange.status == 64)
    #expect(strange.errors.contains("brat.out: holds notes.txt, which is none of the files"))
    let nowhere = try run.program.run(
      ["predict", "run/model.h5", "--format", "brat"], input: input)
    #expect(nowhere.status == 64)
    #expect(
      nowhere.errors.contains(
        "--format brat: is a folder of texts and annotations; name it with --output"))
    let unknown = try run.program.run(["predict", "run/model.h5", "--format", "rtf"], input: "a")
    #expect(unknown.status == 2 || unknown.status == 64)
    #expect(unknown.errors.contains("doccano"), "\(unknown.errors)")
  }

  /// Labels that part columns are refused on one line, by `evaluate` as by `predict`.
  @Test func labelsThatPartColumnsAreRefused() throws {
    let run = try TrainingRun()
    func write(_ name: String, _ label: String) throws {
      let lines = (0..<24).map { number in
        #"{"text": "Ada met \#(number).", "entities": [{"start": 0, "end": 3, "label": "\#(label)"}]}"#
      }
      try run.folder.write(name, lines.joined(separator: "\n") + "\n")
    }
    try write("tab.jsonl", #"A\tB"#)
    try write("plain.jsonl", "A B")
    func train(_ file: String, _ output: String) throws {
      let settings = ["data.train=\(file)", "data.validation=\(file)", "data.test=null"]
      let trained = try run.program.run(
        ["recipe.json", "--output", output, "--quiet", "--set", "training.steps=2"]
          + settings.flatMap { ["--set", $0] })
      #expect(trained.status == 0, "\(trained.errors)")
    }
    try train("tab.jsonl", "run")
    let columns =
      #"the model's label "A\tB" has a tab or a line break in it, which parts columns and words"#
    let evaluate = ["evaluate", "run", "tab.jsonl", "--quiet"]
    let conll = ["--predictions", "out", "--format", "conll"]
    for (arguments, fault) in [
      (["predict", "run", "tab.jsonl", "--format", "conll"], "conll: \(columns)"),
      (
        ["predict", "run", "tab.jsonl", "--format", "pubtator"],
        #"pubtator: the model's label "A\tB" has a tab or a line break in it, which parts PubTator's columns"#
      ),
      (
        ["predict", "run", "tab.jsonl", "--format", "brat", "--output", "out"],
        #"brat: the model's label "A\tB" has a blank in it, which types of brat's have not"#
      ),
      (evaluate + conll, "conll: \(columns)"),
    ] {
      let result = try run.program.run(arguments)
      #expect(result.status == 64, "\(arguments)")
      #expect(result.faults == ["--format \(fault); name another form"])
      #expect(try !run.files("").contains("out"))
    }
    let report = try run.program.run(["evaluate", "run", "tab.jsonl", "--report", "errors"])
    #expect(report.status == 0, "\(report.errors)")
    #expect(
      report.errors.contains(
        #"predictions.conll: is left out, as the label "A\tB" has a tab or a line break in it"#),
      "\(report.errors)")
    #expect(try !run.files("errors").contains("predictions.conll"))
    // A label with a space is one cell; one that is annotated alone is refused, too.
    try train("plain.jsonl", "plain")
    let written = try run.program.run(["evaluate", "plain", "plain.jsonl", "--quiet"] + conll)
    #expect(written.status == 0, "\(written.errors)")
    #expect(try run.text("out").hasPrefix("Ada\tB-A B\t"))
    let annotated = try run.program.run(
      ["evaluate", "plain", "tab.jsonl", "--quiet", "--replace"] + conll)
    #expect(annotated.status == 64)
    #expect(
      annotated.faults == [
        "--format conll: \(columns.replacing("the model's", with: "the annotated")); name another form"
      ])
  }

  @Test func oneRecognitionForAllCommands() throws {
    let run = try Self.indexed()
    for (input, expected, note) in [
      ("# text = x\n1\tAnna\tB-PER\t-\n2\tleft\tO\t-\n", ["Anna left"], "column 0 counts"),
      ("1\tAnna\n2\tleft\n\n1\tOslo\n", ["Anna left", "Oslo"], "column 0 counts"),
      ("Anna PER\nleft O\n", ["Anna left"], "CoNLL, 2 columns parted by spaces"),
      ("#\tx\nAnna\tB-PER\nleft\tO\n", ["Anna left"], "line 1 is a comment"),
      ("Anna\nleft\n.\n", ["Anna left ."], "CoNLL, 1 column"),
      (
        "Anna left Oslo.\nShe is well.\n", ["Anna left Oslo.", "She is well."],
        "each line is read as a sentence; data.format says otherwise"
      ),
      (
        "{\"text\": \"Anna left.\"}\n{\"tokens\": [\"Bo\", \"is\"]}\n", ["Anna left.", "Bo is"],
        "JSON Lines"
      ),
    ] {
      let result = try run.program.run(["predict", "run/model.h5"], input: input)
      #expect(result.status == 0, "\(result.errors)")
      #expect(try texts(result) == expected)
      #expect(result.errors.contains(note), "\(result.errors)")
    }
    let forced = try run.program.run(
      ["predict", "run/model.h5", "--quiet", "--set", "data.format=text"],
      input: "Anna\tB-PER\nleft\tO\n")
    #expect(try texts(forced) == ["Anna\tB-PER", "left\tO"])
    let evaluated = try run.program.run(["evaluate", "run/model.h5", "train.tsv"])
    #expect(evaluated.status == 0)
    #expect(evaluated.errors.contains("train.tsv: the first sentence reads: "))
  }

  @Test func whatIsSomethingElseIsRefused() throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet", "--set", "training.steps=1").status == 0)
    for (input, fault) in [
      (
        "<html>\n",
        "is HTML; take its text out first (to read its lines as text, set data.format to text)"
      ),
      (
        "[{\"a\": 1}]\n",
        "is one JSON array; JSON Lines, one object a line, are needed: jq -c '.[]' (to read its lines as text, set data.format to text)"
      ),
      (
        "id\ttitle\n1\tAda left\n",
        "is a table of 2 columns parted by tabs, none of them of tags; set data.columns.word to the column of the words, or data.format to text to read its lines as text"
      ),
    ] {
      let result = try run.program.run(["predict", "run/model.h5", "--quiet"], input: input)
      #expect(result.status == 65)
      #expect(result.output == "")
      #expect(result.errors == "luke-train: error: standard input: \(fault)\n")
    }
    try Data([0x1F, 0x8B, 8, 0, 7]).write(to: URL(filePath: run.folder.path + "/x.gz"))
    for arguments in [
      ["predict", "run/model.h5", "x.gz", "--quiet"],
      ["evaluate", "run/model.h5", "x.gz", "--quiet"],
      ["recipe.json", "--output", "other", "--quiet", "--set", "data.train=x.gz"],
    ] {
      let result = try run.program.run(arguments)
      #expect(result.status == 65)
      #expect(result.faults.count == 1)
      #expect(result.faults[0].hasSuffix("x.gz: the file ends early, at byte 5, within gzip data"))
    }
    let bad = try run.program.run(
      ["predict", "run/model.h5", "--quiet", "--set", "data.format=tacred"], input: "x\n")
    #expect(bad.status == 64)
  }

  /// Answers without direction would all be wrong.
  @Test func relationsWithoutDirectionAreRefused() throws {
    let run = try TrainingRun(task: "relation-classification")
    func sentences(_ relations: [String]) -> String {
      relations.enumerated().map {
        "\($0 + 1)\t\"The <e1>x</e1> left the <e2>y</e2>.\"\n\($1)\nComment:\n\n"
      }.joined()
    }
    try run.folder.write("train.txt", sentences(["A-B(e1,e2)", "A-B(e2,e1)", "Other"]))
    try run.folder.write("test.txt", sentences(["Other", "A-B(e2,e1)", ""]))
    try run.folder.write("key.txt", "3\tA-B\n")
    let data = [
      "--set", "data.train=train.txt", "--set", "data.validation=train.txt", "--set",
      "data.test=null", "--set", "task.negative_label=Other", "--set", "training.steps=1",
      "--quiet",
    ]
    let fault = "the relation \"A-B\" has no direction; write \"A-B(e1,e2)\" or \"A-B(e2,e1)\""
    let trained = try run.program.run(["recipe.json", "--output", "run"] + data)
    #expect(trained.status == 0, "\(trained.errors)")
    let evaluated = try run.program.run([
      "evaluate", "run/model.h5", "test.txt", "--quiet", "--set",
      "data.answer_key=\(run.folder.path)/key.txt",
    ])
    #expect(evaluated.status == 65)
    #expect(evaluated.faults.count == 1 && evaluated.faults[0].hasSuffix("key.txt:1: \(fault)"))
    let other = try run.program.run(
      ["recipe.json", "--output", "other"] + data + [
        "--set", "data.test=test.txt", "--set", "data.answer_key=key.txt",
      ])
    #expect(other.status == 65)
    #expect(other.faults.count == 1 && other.faults[0].hasSuffix("key.txt:1: \(fault)"))
  }

  @Test func aRelationThatCannotBeAskedHasNoAnswerButAReason() throws {
    let run = try TrainingRun(task: "relation-classification")
    #expect(try run.train("run", "--quiet", "--set", "training.steps=1").status == 0)
    let filler = String(repeating: "very ", count: 80)
    let line = { (relation: String) in
      "{\"text\": \"Ann \(filler)Bo\", \"head\": {\"start\": 0, \"end\": 3}, "
        + "\"tail\": {\"start\": \(4 + filler.count), \"end\": \(6 + filler.count)}\(relation)}\n"
    }
    let predicted = try run.program.run(["predict", "run/model.h5"], input: line(""))
    #expect(predicted.status == 0)
    #expect(predicted.output.contains("\"relation\":null,\"score\":null,"))
    #expect(
      predicted.output.contains("\"reason\":\"the spans and what is between them have "))
    #expect(
      predicted.errors.contains(
        "standard input: 1 example cannot be asked: not trained on, answered with null and the "
          + "reason, missed in scores"))
    let spans = { (head: String) in
      "{\"id\": 7, \"text\": \"Ann \u{A0} Bo\", \"head\": {\(head)}, \"tail\": {\"start\": 6, \"end\": 8}}\n"
    }
    let blank = spans("\"start\": 4, \"end\": 5")
    let around = try run.program.run(
      ["predict", "run/model.h5", "--quiet"], input: spans("\"start\": 0, \"end\": 3") + blank)
    #expect(around.status == 0, "\(around.errors)")
    let lines = around.output.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0].contains("\"head\":{\"end\":3,\"start\":0,\"text\":\"Ann\"}"))
    #expect(
      lines.last
        == #"{"head":null,"id":7,"reason":"\"head\": the span is blank","relation":null,"score":null,"tail":{"end":8,"start":6,"text":"Bo"},"text":"Ann \#u{A0} Bo"}"#
    )
    try run.folder.write("blank.jsonl", blank.replacing("}}", with: "}, \"relation\": \"r\"}"))
    for arguments in [
      ["evaluate", "run/model.h5", "blank.jsonl", "--quiet"],
      ["recipe.json", "--output", "other", "--quiet", "--set", "data.train=blank.jsonl"],
    ] {
      let refused = try run.program.run(arguments)
      #expect(refused.status == 65)
      #expect(refused.faults.count == 1)
      #expect(refused.faults[0].hasSuffix("blank.jsonl:1: \"head\": the span is blank"))
    }
    let recipe = try run.text("run/recipe.json")
    #expect(recipe.contains("relation-classification"))
    let test = packageFolder.appending(path: "Datasets/quickstart-relations/test.jsonl")
    let first = try String(contentsOf: test, encoding: .utf8).split(separator: "\n")[0]
    let label = try #require(
      try JSONSerialization.jsonObject(with: Data(first.utf8)) as? [String: Any])["relation"]
    try run.folder.write("long.jsonl", line(", \"relation\": \"\(label ?? "")\""))
    let evaluated = try run.program.run(["evaluate", "run/model.h5", "long.jsonl", "--json"])
    #expect(evaluated.status == 0)
    #expect(evaluated.output.contains("\"accuracy\":0"))
    #expect(evaluated.errors.contains("1 annotation cannot be predicted and counts as missed:"))
  }
}
