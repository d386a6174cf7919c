import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// `inspect` on everything that it knows.
@Suite struct InspectTests {
  private func inspect(
    _ arguments: String..., in folder: WorkFolder
  ) throws -> Program.Result {
    try Program(folder: folder.path).run(["inspect"] + arguments)
  }

  private static let datasets = packageFolder.appending(path: "Datasets").path

  @Test func aModelOnOneScreen() throws {
    let run = try TrainingRun()
    #expect(
      try run.timelessProgram.run(["recipe.json", "--output", "run", "--quiet"]).status == 0)
    let short = try inspect("run/model.h5", in: run.folder)
    #expect(short.status == 0 && short.errors == "")
    let lines = short.output.split(separator: "\n").map(String.init)
    #expect(lines.count < 25)
    #expect(
      Array(lines.prefix(4)) == [
        "run/model.h5: LukeForEntitySpanClassification", "task: named-entity-recognition",
        "labels: 5 (O, LOC, ORG, PER, PRODUCT)",
        "size: 37925 parameters, 0.2 MB as float32; 1 layer, 16 wide, 2 heads, 2000",
      ], "\(short.output)")
    let text = lines.joined(separator: " ").replacing("  ", with: " ")
    #expect(text.contains(#/validation score: f1 \d+\.\d\d \(/#))
    #expect(text.contains(#/test score: f1 \d+\.\d\d \(/#))
    #expect(
      text.contains(
        #/trained: step \d+, epoch \d+(\.\d+)?, seed 3, from config\.json \(random weights\)/#))
    #expect(text.contains("made: 2023-11-14T22:13:20Z by luke-train 0.1.0"))
    #expect(text.contains("train data: validation.conll (400 sentences, "))
    #expect(
      short.output.hasSuffix(
        """
        next:
          luke-train predict run/model.h5 new-data
          luke-train evaluate run/model.h5 labelled-data
          luke-train export run/model.h5 for-transformers

        """))
    let all = try inspect("run/model.h5", "--all", in: run.folder).output
    #expect(all.contains("\nlabels: O, LOC, ORG, PER, PRODUCT\n"))
    #expect(all.contains("\nabout: {\"program\":\"luke-train 0.1.0\","))
    #expect(all.contains("  luke.embeddings.word_embeddings.weight"))
    let json = try jsonObject(inspect("run/model.h5", "--json", in: run.folder).output)
    #expect(json["kind"] as? String == "model" && json["parameters"] as? Int == 37925)
    let about = try #require(json["about"] as? [String: Any])
    #expect((about["scores"] as? [String: Any])?["test"] != nil)
    #expect((json["arrays"] as? [Any])?.isEmpty == false)
    #expect(json["recipe"] != nil && json["configuration"] != nil)
    // What goes out knows the same.
    #expect(try run.program.run(["export", "run", "out", "--quiet"]).status == 0)
    let exported = try inspect("out", in: run.folder).output
    #expect(
      exported.split(separator: "\n").dropFirst().prefix(6)
        == short.output.split(separator: "\n").dropFirst().prefix(6))
    let both = try inspect("out", "--all", "--json", in: run.folder)
    #expect(both.status == 64 && both.errors.contains("Give --all or --json, not both."))
  }

  @Test func aRunAndHowFarItIs() throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet").status == 0)
    let short = try inspect("run", in: run.folder)
    #expect(short.status == 0)
    #expect(
      short.output.hasPrefix("run: the folder of a run\nstate: finished at step 24 of 24\n"),
      "\(short.output)")
    #expect(short.output.contains("\nmodel: run/model.h5\ntask: named-entity-recognition\n"))
    #expect(short.output.contains("\n  luke-train predict run new-data\n"))
    let json = try jsonObject(inspect("run", "--json", in: run.folder).output)
    #expect(json["kind"] as? String == "run" && json["state"] as? String == "finished")
    #expect(json["step"] as? Int == 24 && json["steps"] as? Int == 24)
    #expect((json["model"] as? [String: Any])?["about"] != nil)
    #expect(try inspect("run", "--all", in: run.folder).output.contains("\nfile: best.h5, "))
    #expect(try run.program.shell("rm run/model.h5 run/step-00000024.h5").status == 0)
    let open = try inspect("run", in: run.folder).output
    #expect(
      open.hasPrefix(
        "run: the folder of a run\nstate: not finished; its newest checkpoint is of step 21 of 24\n"
      ),
      "\(open)")
    #expect(open.contains("\nmodel: run/best.h5\n"))
    #expect(open.hasSuffix("\nnext:\n  luke-train run/recipe.json --resume\n"))
    #expect(try run.program.shell("rm run/*.h5").status == 0)
    let begun = try inspect("run", in: run.folder).output
    #expect(begun.contains("\nstate: not finished; no checkpoint yet\n"))
    #expect(begun.contains("\nmodel: none yet\n"))
  }

  @Test func aRunOfSeveralSeeds() throws {
    let run = try TrainingRun()
    let seeds = ["--set", "training.seeds=[1, 2]", "--set", "training.steps=3", "--quiet"]
    #expect(try run.program.run(["recipe.json", "--output", "run"] + seeds).status == 0)
    let output = try inspect("run", in: run.folder).output
    #expect(
      output.hasPrefix(
        "run: the folder of a run of several seeds\nstate: finished\nseeds: 1, 2; the best is "))
    #expect(output.contains("\nvalidation of all seeds: f1 "))
    let one = try inspect("run/seed-1", in: run.folder).output
    #expect(one.hasPrefix("run/seed-1: the folder of a run\nstate: finished at step 3 of 3\n"))
  }

  /// What pretraining reads and makes.
  @Test func textsAndVocabularies() throws {
    let run = try PretrainingRun()
    #expect(try run.train("run", "--quiet", "--set", "training.steps=1").status == 0)
    #expect(
      try run.program.run(
        ["build-mention-dictionary", "text.jsonl", "--output", "mentions.jsonl", "--quiet"]
      ).status == 0)
    for (path, start, kind) in [
      ("run/prepared/corpus", "a corpus\ndocuments: 24, with 24 paragraphs\nlinks: 96\n", "corpus"),
      ("run/prepared/train", "a data set for pretraining\nsequences: ", "sequences"),
      ("run/prepared/held-out", "a data set for pretraining, of what was held out\n", "sequences"),
      ("run/prepared", "what was prepared for pretraining\n", "prepared"),
      ("run/prepared/tokenizer", "a tokenizer, RobertaTokenizer\ntokens: 300\n", "tokenizer"),
      (
        "run/prepared/entity_vocab.jsonl", "an entity vocabulary\nentities: ", "entity-vocabulary"
      ),
      ("mentions.jsonl", "a mention dictionary\ntexts: ", "mention-dictionary"),
      ("config.json", "a configuration without weights\nclass: ", "configuration"),
      ("text.jsonl", "texts with links, for pretraining\nnext:\n", "linked-text"),
    ] {
      let short = try inspect(path, in: run.folder)
      #expect(short.status == 0, "\(short.errors)")
      #expect(short.output.hasPrefix("\(path): \(start)"), "\(short.output)")
      let json = try jsonObject(inspect(path, "--json", in: run.folder).output)
      #expect(json["kind"] as? String == kind && json["path"] as? String == path)
      #expect(try inspect(path, "--all", in: run.folder).status == 0)
    }
    let prepared = try inspect("run/prepared", in: run.folder).output
    #expect(prepared.contains("\ntokenizer: tokens 300, special "))
    #expect(prepared.contains("\ntrain: sequences "))
    let model = try inspect("run/model.h5", in: run.folder).output
    #expect(model.contains("\n  luke-train RECIPE.json --set model.from=run/model.h5\n"))
  }

  @Test(arguments: [
    ("quickstart/test.conll", "named-entity-recognition", "sentences"),
    ("quickstart-relations/test.jsonl", "relation-classification", "examples"),
    ("quickstart-messages/test.tsv", "sequence-classification", "examples"),
    ("quickstart-types/test.jsonl", "entity-typing", "texts"),
    ("quickstart-choices/test.jsonl", "multiple-choice", "questions"),
    ("quickstart-questions/test.json", "extractive-question-answering", "questions"),
    ("quickstart-cloze/test.jsonl", "cloze-question-answering", "passages"),
  ])
  func labelledData(_ file: String, _ task: String, _ unit: String) throws {
    let folder = try WorkFolder()
    let path = Self.datasets + "/" + file
    let short = try inspect(path, in: folder)
    #expect(short.status == 0, "\(short.errors)")
    #expect(
      short.output.hasPrefix("\(path): labelled data\ntask: \(task)\nholds: "), "\(short.output)")
    let json = try jsonObject(inspect(path, "--json", in: folder).output)
    #expect(json["kind"] as? String == "labelled-data" && json["task"] as? String == task)
    let counts = try #require(json["counts"] as? [String: Int])
    #expect((counts[unit] ?? 0) > 0, "\(counts)")
  }

  /// Which columns are read, and how others are.
  @Test func columnsThatAreRead() throws {
    let folder = try WorkFolder()
    try folder.write("words.conll", "Ada NNP B-PER\nleft VBD O\n\nBo NNP B-PER\ncame VBD O\n")
    let columns = try inspect("words.conll", in: folder)
    #expect(columns.status == 0, "\(columns.errors)")
    #expect(
      columns.output.replacing("\n  ", with: " ").contains(
        "\nformat: CoNLL, 3 columns parted by spaces (words in column 0, tags in column 2), tags IOB2, UTF-8; "
          + "data.columns takes others\n"), "\(columns.output)")
    try folder.write(
      "layers.tsv",
      "#FORMAT=WebAnno TSV 3.3\n#T_SP=x.NamedEntity|value\n#T_SP=x.Lemma|value\n\n#Text=Ada left\n"
        + "1-1\t0-3\tAda\tPER\tada\t\n1-2\t4-8\tleft\t_\tleave\t\n")
    let layers = try inspect("layers.tsv", in: folder)
    #expect(layers.status == 0, "\(layers.errors)")
    #expect(
      layers.output.contains(
        "\nholds: 1 sentence, 1 document, 1 entity\n"
          + "format: WebAnno's or INCEpTION's TSV (types from NamedEntity's value), UTF-8\n"),
      "\(layers.output)")
    #expect(
      layers.output.contains(
        "\nlayers.tsv: entities are read from column 3, NamedEntity's value; data.columns with \"word\" 2 and "
          + "\"label\" 4 takes Lemma's value\n"), "\(layers.output)")
  }

  /// What training refuses by name has its name here, and the way on, word for word.
  @Test func dataThatNoTaskReadsAsTheyAre() throws {
    let folder = try WorkFolder()
    for (name, text, fault) in [
      (
        "hipe.tsv", "TOKEN\tNE-COARSE-LIT\tMISC\nAda\tB-pers\t_\nleft\tO\tEndOfSentence\n",
        "hipe.tsv: is HIPE's table, whose sentences end at EndOfSentence in the last column; make blank lines of "
          + "these, and a mark of each document: "
          + #"awk -F'\t' '/^# .*document_id/ {print "\n-DOCSTART-\tO\n"} NF > 1 && !/^(# |TOKEN\t)/ "#
          + #"{print $1 "\t" $2; if (/EndOfSentence/) print ""}' FILE.tsv > FILE.conll"#
      ),
      (
        "layers.tsv",
        "#FORMAT=WebAnno TSV 3.3\n#T_RL=x.Dependency|flavor\n\n#Text=a\n1-1\t0-1\ta\t_\t\n",
        "layers.tsv: is WebAnno's TSV without a layer of entities; its header names x.Dependency; export it with the "
          + "layer of named entities, or with a custom one that marks spans"
      ),
      (
        "old.tsv", "#id=1\n#text=Ada left\n1\tAda\tB-PER\n2\tleft\tO\n",
        "old.tsv: is WebAnno's TSV 2, which is not read; export CoNLL 2002 there"
      ),
      (
        "book.xlsx", "PK\u{3}\u{4}xl/workbook.xml",
        "book.xlsx: is an Excel workbook; save it as JSON Lines or as text with tabs between columns"
      ),
      (
        "page.html", "<!DOCTYPE html>\n<html>\n", "page.html: is HTML; take its text out first"
      ),
      (
        "qrels.tsv", "query-id\tcorpus-id\tscore\nq1\td1\t1\nq2\td1\t1\n",
        "qrels.tsv: is a list of judgements by \"query-id\" and \"corpus-id\", as BEIR's qrels, without the texts; "
          + "write the texts that these ids have in the files beside it, for example as {\"sentence1\", "
          + "\"sentence2\", \"label\"}, one object a line; data.columns reads its columns as they are"
      ),
      (
        "messages.csv", "text,label\na b,x\nc d,\n",
        "messages.csv:3: the label, \"label\", is blank"
      ),
    ] {
      try folder.write(name, text)
      let result = try inspect(name, in: folder)
      #expect(result.status == 65)
      #expect(result.faults == [fault])
      #expect(result.output == "")
    }
  }

  /// What luke-train writes itself it knows, with the command that shows it.
  @Test func filesOfARun() throws {
    let run = try TrainingRun()
    let trained = try run.train(
      "run", "--quiet", "--set", "training.tensorboard=true", "--set", "training.steps=4")
    #expect(trained.status == 0, "\(trained.errors)")
    for (name, what) in [
      (
        "metrics.jsonl",
        "the log of a run: losses, scores and what it noticed of itself, a line each"
      ),
      (
        "timings.jsonl",
        "how long the steps and other work of a run took, and what memory it held, a line each"
      ),
      ("run.log", "what a run said while it went on, with the time of day"),
      ("report.html", "a page on a run, for a browser"),
    ] {
      let result = try inspect("run/\(name)", in: run.folder)
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output.hasPrefix("run/\(name): \(what)\nsize: "), "\(result.output)")
      #expect(result.output.hasSuffix("\nnext:\n  luke-train inspect run\n"), "\(result.output)")
    }
    let events = try run.program.shell("\"$LUKE\" inspect run/events.out.tfevents.*")
    #expect(events.status == 0, "\(events.errors)")
    #expect(events.output.contains(": events of a run for TensorBoard\n"))
    #expect(
      events.output.hasSuffix("next:\n  tensorboard --logdir run\n  luke-train inspect run\n"))
    try run.folder.write("model.int8.onnx", "graph")
    let graph = try inspect("model.int8.onnx", in: run.folder)
    #expect(
      graph.output.hasPrefix(
        "model.int8.onnx: a model as a graph of operations (ONNX), for other programs\nsize: 5 bytes\n"
      ), "\(graph.output)")
    // A log under another name, and one that is cut off in a line, are what they are.
    #expect(
      try run.program.shell(
        """
        cp run/metrics.jsonl whole.jsonl; head -c -20 run/metrics.jsonl > cut.jsonl
        head -c 40 run/metrics.jsonl > metrics.jsonl
        """
      ).status == 0)
    for (name, isCut) in [("whole.jsonl", false), ("cut.jsonl", true), ("metrics.jsonl", true)] {
      let log = try inspect(name, in: run.folder)
      #expect(log.status == 0, "\(log.errors)")
      #expect(log.output.hasPrefix("\(name): the log of a run: losses, scores"), "\(log.output)")
      let fault =
        "\n\(name): its last line is cut off: a run is writing it, or was broken off, or not all of it was copied\n"
      #expect(log.output.contains(fault) == isCut, "\(log.output)")
    }
    // A table of one's own under such a name is what it is.
    try run.folder.write(
      "metrics.jsonl", String(repeating: #"{"text": "a b", "label": "x"}"# + "\n", count: 3))
    let own = try inspect("metrics.jsonl", in: run.folder)
    #expect(own.output.hasPrefix("metrics.jsonl: labelled data\n"), "\(own.output)\(own.errors)")
  }

  @Test func theFolderOfAnEvaluation() throws {
    let folder = try WorkFolder()
    #expect(try Program(folder: folder.path).shell("mkdir report").status == 0)
    try folder.write("report/scores.json", #"{"f1":0.5,"PER/f1":0.25}"# + "\n")
    try folder.write("report/predictions.jsonl", "")
    try folder.write("report/confusions.tsv", "\tPER\n")
    let result = try inspect("report", in: folder)
    #expect(
      result.output == """
        report: scores and answers, as evaluate --report writes them
        scores: f1 50.00
        files: confusions.tsv, predictions.jsonl, scores.json
        next:
          luke-train inspect report/predictions.jsonl

        """, "\(result.output)\(result.errors)")
    let part = try inspect("report/confusions.tsv", in: folder)
    #expect(
      part.output.hasPrefix("report/confusions.tsv: a part of what evaluate --report wrote\n"),
      "\(part.output)\(part.errors)")
  }

  /// What is large and nobody's is refused in the words, and nearly the time, that a small one takes.
  @Test(.timeLimit(.minutes(1))) func largeJSONThatNobodyKnows() throws {
    let folder = try WorkFolder()
    try folder.write(
      "keys.json", "{" + (0..<200_000).map { "\"key\($0)\":\($0)" }.joined(separator: ",") + "}")
    let keys = try inspect("keys.json", in: folder)
    #expect(keys.status == 65)
    #expect(
      keys.faults == [
        #"keys.json:1: key "tokens" or "text" is missing; data.keys.tokens or data.keys.text names another one"#
      ])
    let record = #"{"a":1,"b":"x"}"#
    for (name, text) in [
      ("list.json", "[" + Array(repeating: record, count: 100_000).joined(separator: ",") + "]"),
      ("short.json", "[\(record),\(record)]"),
    ] {
      try folder.write(name, text)
      let list = try inspect(name, in: folder)
      #expect(list.status == 65)
      #expect(
        list.faults == [
          #"\#(name): is JSON that no task knows by its keys, "a", "b"; data.columns of the task that it is for names "#
            + "those that are read, or data.keys does"
        ])
    }
  }

  /// Large data of a task are read whole, and their errors have their lines.
  @Test func largeJSONOfATask() throws {
    let folder = try WorkFolder()
    let record = #"{"text":"Ada left the town of her own","label":"yes"}"#
    let records = Array(repeating: record, count: 10_000)
    try folder.write("data.jsonl", records.joined(separator: "\n") + "\n")
    let result = try inspect("data.jsonl", in: folder)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("\nlabels: 1 (yes 10000)\n"), "\(result.output)")
    try folder.write(
      "broken.jsonl", records.joined(separator: "\n") + "\n" + #"{"text":"Ada","label":""}"# + "\n")
    let broken = try inspect("broken.jsonl", in: folder)
    #expect(broken.status == 65)
    #expect(broken.faults.first?.hasPrefix("broken.jsonl:10001") == true, "\(broken.errors)")
  }

  @Test func whatIsNotKnown() throws {
    let run = try TrainingRun()
    let known =
      "inspect shows models (.h5 files of luke-train, Hugging Face folders, config.json), folders and files of runs, "
      + "corpora, data sets for pretraining and folders of what was prepared, tokenizers, entity vocabularies, "
      + "mention dictionaries, and labelled data of every task"
    try run.folder.write("notes.bin", "weights")
    try run.folder.write("empty")
    #expect(try run.program.shell("mkdir nothing; head -c 4000 /dev/urandom > noise").status == 0)
    for name in ["empty", "nothing", "noise"] {
      let result = try inspect(name, in: run.folder)
      #expect(result.status == 65)
      #expect(result.faults == ["\(name): is nothing that is known here; \(known)"])
    }
    #expect(
      try inspect("notes.bin", in: run.folder).faults == [
        "notes.bin: holds weights alone; name the folder that they and config.json are in"
      ])
    let absent = try inspect("absent.conll", in: run.folder)
    #expect(absent.status == 66)
    // A model that is damaged is told as one.
    try run.folder.write("damaged.h5", "no HDF5")
    let damaged = try inspect("damaged.h5", in: run.folder)
    #expect(damaged.status == 65 && damaged.faults == ["damaged.h5: not an HDF5 file"])
  }
}
