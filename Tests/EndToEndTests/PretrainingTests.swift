import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// From text to a model that is fine-tuned, with the built program.
@Suite struct PretrainingTests {
  @Test func oneRecipeMakesAllThatIsMissing() throws {
    let run = try PretrainingRun()
    let first = try run.train("run")
    #expect(first.status == 0, "\(first.errors)")
    for line in [
      "text.jsonl: JSON Lines of linked text",
      "  24 documents, 24 paragraphs, ", "run/prepared/tokenizer: 300 tokens learned from ",
      "run/prepared/entity_vocab.jsonl: 31 entities of 28 linked titles, 96 links to them",
    ] { #expect(first.errors.contains(line), "\(line)") }
    #expect(first.output.hasPrefix("\nvalidation scores of the final model\n"))
    #expect(
      first.errors.hasSuffix(
        "; next:\n  \"model\": {\"from\": \"run/model.h5\"} in a recipe of fine-tuning\n"
          + "  luke-train export run/model.h5 FOLDER\n"))
    for name in [
      "corpus/corpus.json", "tokenizer/vocab.json", "entity_vocab.jsonl", "train/dataset.json",
      "held-out/dataset.json",
    ] {
      #expect(FileManager.default.fileExists(atPath: run.folder.path + "/run/prepared/" + name))
    }
    let again = try run.train("run", "--fresh")
    #expect(again.status == 0)
    for name in ["corpus: read", "tokenizer: trained", "entity_vocab.jsonl: built", "train: built"]
    {
      #expect(again.errors.contains("prepared/\(name) before; used again\n"), "\(name)")
    }
    let log = try run.text("run/metrics.jsonl").split(separator: "\n")
    for name in [
      "word_loss", "word_accuracy", "word_perplexity", "entity_loss", "entity_accuracy",
      "entity_mean_reciprocal_rank",
    ] {
      #expect(
        log.contains { $0.contains("\"split\":\"validation\"") && $0.contains("\"\(name)\":") })
    }
    #expect(log.contains { $0.contains("\"entity_loss\":") && $0.contains("\"learning_rate\":") })
  }

  /// As the README says: the sum of both losses decides, which is the lowest of all evaluations.
  @Test func theLowestLossIsTheBest() throws {
    let run = try PretrainingRun(
      training: #", "max_gradient_norm": null, "schedule": "constant""#)
    let result = try run.train(
      "run", "--set", "training.steps=24", "--set", "training.evaluate_every={\"steps\": 2}",
      "--set", "training.learning_rate=0.1", "--set", "training.warmup_steps=0", "--set",
      "training.keep_best=true")
    #expect(result.status == 0, "\(result.errors)")
    var losses: [(step: Int, loss: Double)] = []
    for line in try run.text("run/metrics.jsonl").split(separator: "\n") {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
      guard object["split"] as? String == "validation", let step = object["step"] as? Int else {
        continue
      }
      func value(_ name: String) -> Double { object[name] as? Double ?? .nan }
      #expect(abs(value("loss") - value("word_loss") - value("entity_loss")) < 1e-5)
      losses.append((step, value("loss")))
    }
    try #require(losses.count == 12)
    let best = try #require(losses.min { $0.loss < $1.loss })
    // Else the last one would be taken whatever decides.
    try #require(best.step != 24)
    #expect(
      result.errors.contains(
        "the final model is that of step \(best.step), the best on the validation data\n"))
  }

  /// Anything else in the text, or another size, is made anew; what it does not touch is kept.
  @Test func whatChangedIsMadeAnew() throws {
    let run = try PretrainingRun()
    #expect(try run.program.run(["prepare", "recipe.json", "--output", "run"]).status == 0)
    let smaller = try run.program.run([
      "prepare", "recipe.json", "--output", "run", "--set", "task.entity_vocabulary.size=12",
    ])
    #expect(smaller.errors.contains("prepared/tokenizer: trained before; used again"))
    #expect(smaller.errors.contains("entity_vocab.jsonl: 12 entities of 28"))
    #expect(!smaller.errors.contains("prepared/train: built before"))
    try run.folder.write("text.jsonl", PretrainingRun.text + PretrainingRun.text)
    let larger = try run.program.run(["prepare", "recipe.json", "--output", "run"])
    #expect(larger.errors.contains("  48 documents, "))
    #expect(!larger.errors.contains("before; used again"))
  }

  @Test func threadsDoNotMatter() throws {
    let run = try PretrainingRun()
    for threads in ["1", "2", "3"] {
      #expect(try run.train("run" + threads, "--threads", threads, "--quiet").status == 0)
    }
    for threads in ["2", "3"] {
      for name in [
        "corpus/corpus.json", "tokenizer/merges.txt", "entity_vocab.jsonl", "train/dataset.json",
        "held-out/dataset.json",
      ] {
        #expect(
          try run.data("run1/prepared/" + name) == run.data("run\(threads)/prepared/" + name),
          "\(name)")
      }
      #expect(try run.weights("run1") == run.weights("run" + threads))
    }
  }

  /// The encoder that a first stage keeps is kept to the bit; entities learn in it.
  @Test func aStageOfEntitiesLeavesTheEncoderAsItIs() throws {
    let run = try PretrainingRun()
    let stage = #"task.stages=[{"trained": "entities", "steps": %}]"#
    for steps in ["1", "12"] {
      let result = try run.train(
        "run" + steps, "--quiet", "--set", stage.replacing("%", with: steps), "--set",
        "training.keep_best=false")
      #expect(result.status == 0, "\(result.errors)")
    }
    let (before, after) = (try run.weights("run1"), try run.weights("run12"))
    var changed = Set<String>()
    for (name, tensor) in before where after[name] != tensor { changed.insert(name) }
    let ofEntities = before.keys.filter {
      $0.hasPrefix("luke.entity_embeddings.") || $0.hasPrefix("entity_predictions.")
    }
    #expect(changed.isSubset(of: ofEntities))
    #expect(changed.contains("luke.entity_embeddings.entity_embeddings.weight"))
    #expect(changed.contains("entity_predictions.transform.dense.weight"))
  }

  /// Killed at many moments of both stages, while preparing too, and resumed: the same bits.
  @Test func killedAnywhereItEndsTheSame() throws {
    let stages =
      #", "stages": [{"trained": "entities", "steps": 10, "learning_rate": 0.01}, {"steps": 12}]"#
    let run = try PretrainingRun(task: stages)
    let started = Date()
    #expect(try run.train("whole", "--quiet").status == 0)
    let duration = Date().timeIntervalSince(started)
    var generator = SeededGenerator(seed: 4)
    var mode = "--fresh"
    for _ in 0..<12 {
      let moment = Double.random(in: 0.02...max(0.1, duration * 0.6), using: &generator)
      let result = try run.program.shell(
        """
        "$LUKE" recipe.json --output broken \(mode) --quiet & pid=$!
        sleep \(moment); kill -9 $pid 2>/dev/null; wait $pid 2>/dev/null; echo $?
        """)
      mode = result.output.hasSuffix("137\n") ? "--resume" : "--fresh"
    }
    #expect(try run.train("broken", "--resume", "--quiet").status == 0)
    #expect(try run.weights("broken") == run.weights("whole"))
    #expect(try run.text("broken/metrics.jsonl") == run.text("whole/metrics.jsonl"))
  }

  /// Accumulated batches give the step of the one big batch.
  @Test func accumulationEqualsTheBigBatch() throws {
    let run = try PretrainingRun()
    func train(_ name: String, _ batch: Int, _ accumulation: Int) throws {
      let result = try run.train(
        name, "--quiet", "--set", "training.batch_size=\(batch)", "--set",
        "training.gradient_accumulation_steps=\(accumulation)", "--set", "model.dropout=0", "--set",
        "model.attention_dropout=0", "--set", "training.steps=6", "--set",
        "training.keep_best=false")
      #expect(result.status == 0, "\(result.errors)")
    }
    try train("big", 6, 1)
    try train("small", 2, 3)
    let (big, small) = (try run.weights("big"), try run.weights("small"))
    for (name, tensor) in big {
      let other = try #require(small[name])
      let farthest = zip(tensor.values, other.values).map { abs($0 - $1) }.max() ?? 0
      #expect(farthest < 2e-5, "\(name): \(farthest)")
    }
  }

  @Test(arguments: [
    "task.sampled_entities=5", "task.masking.words_of_entities=true",
    "task.masking.word_probability=0", "task.masking.entity_probability=0",
    "task.sequences.unknown_entities=true", "task.entity_vocabulary.size=5",
    "training.precision=bfloat16", "task.masking.whole_words=false",
  ])
  func optionsTrain(_ option: String) throws {
    let run = try PretrainingRun()
    let result = try run.train("run", "--quiet", "--set", option, "--set", "training.steps=5")
    #expect(result.status == 0, "\(result.errors)")
  }

  /// What pretraining ends with is what fine-tuning begins with, and what transformers loads.
  @Test func theModelIsFineTunedAndExported() throws {
    let run = try PretrainingRun()
    #expect(try run.train("run", "--quiet").status == 0)
    let datasets = packageFolder.appending(path: "Datasets/quickstart").path
    try run.folder.write(
      "ner.json",
      """
      {"task": {"kind": "named-entity-recognition", "context": "sentence", "max_length": 64,
        "max_mention_length": 6}, "data": {"train": "\(datasets)/validation.conll"},
       "model": {"from": "run/model.h5", "entity_aware_attention": true},
       "training": {"steps": 3}}
      """)
    let tuned = try run.program.run(["ner.json", "--output", "ner", "--quiet"])
    #expect(tuned.status == 0, "\(tuned.errors)")
    let answer = try run.program.run(["evaluate", "run/model.h5", "text.jsonl"])
    #expect(answer.status == 64)
    #expect(
      answer.faults == [
        "run/model.h5: a model from pretraining, which answers nothing; fine-tune it first"
      ])
    #expect(try run.program.run(["export", "run/model.h5", "exported"]).status == 0)
    let names = try JSONSerialization.jsonObject(with: run.data("exported/entity_vocab.json"))
    #expect((names as? [String: Int])?["[MASK2]"] == 31)
    let weights = try SafetensorsReader.read(
      URL(filePath: run.folder.path + "/exported/model.safetensors"))
    #expect(weights["luke.entity_embeddings.entity_embeddings.weight"]?.shape == [32, 8])
    #expect(weights["entity_predictions.bias"]?.shape == [32])
  }

  /// The steps apart give what the recipe makes.
  @Test func commandsMakeWhatTheRecipeMakes() throws {
    let run = try PretrainingRun()
    #expect(try run.program.run(["prepare", "recipe.json", "--output", "run"]).status == 0)
    for arguments in [
      ["build-corpus", "text.jsonl", "corpus"],
      ["build-entity-vocabulary", "corpus", "entities.jsonl"],
      ["train-tokenizer", "corpus", "tokenizer", "--vocabulary-size", "300"],
    ] {
      let result = try run.program.run(arguments)
      #expect(result.status == 0, "\(result.errors)")
    }
    for (own, prepared) in [
      ("corpus/corpus.json", "corpus/corpus.json"), ("entities.jsonl", "entity_vocab.jsonl"),
      ("tokenizer/vocab.json", "tokenizer/vocab.json"),
      ("tokenizer/merges.txt", "tokenizer/merges.txt"),
    ] {
      #expect(try run.data(own) == run.data("run/prepared/" + prepared), "\(own)")
    }
    let result = try run.program.run([
      "recipe.json", "--output", "other", "--set", "data.train=corpus", "--set",
      "model.tokenizer=tokenizer", "--set", "task.entity_vocabulary.file=entities.jsonl",
    ])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("corpus: a corpus, taken as it is\n"))
    #expect(try run.train("run", "--quiet").status == 0)
    #expect(try run.weights("run") == run.weights("other"))
    let refused = try run.program.run(["build-corpus", "text.jsonl", "corpus"])
    #expect(refused.status == 64)
    #expect(
      refused.faults == ["corpus: is there and not empty; name another folder, or add --replace"])
  }

  /// A pipe is read from front to back, and is known by what was read.
  @Test func textComesThroughPipes() throws {
    let run = try PretrainingRun()
    #expect(try run.program.run(["build-corpus", "text.jsonl", "plain"]).status == 0)
    for (input, name) in [("<(cat text.jsonl)", "a"), ("-", "b"), ("/dev/stdin", "c")] {
      let result = try run.program.shell(
        "cat text.jsonl | \"$LUKE\" build-corpus \(input) \(name) --quiet")
      #expect(result.status == 0, "\(input): \(result.errors)")
      #expect(
        try run.data(name + "/documents-00000.jsonl.zst")
          == run.data("plain/documents-00000.jsonl.zst"), "\(input)")
    }
    let (piped, plain) = (try run.text("b/corpus.json"), try run.text("plain/corpus.json"))
    #expect(piped == plain.replacing("\"text.jsonl\"", with: "\"standard input\""))
    let prepare =
      "cat text.jsonl | \"$LUKE\" prepare recipe.json --output run "
      + "--set data.train=-"
    #expect(try run.program.shell(prepare).status == 0)
    let again = try run.program.shell(prepare)
    #expect(
      again.errors.contains(
        "standard input: a pipe, read from front to back; what is in it is not known before, so every "
          + "start reads it again\n"))
    #expect(again.errors.contains("prepared/train: built before; used again\n"))
    let broken = try run.program.shell(
      "(cat text.jsonl; echo '{') | \"$LUKE\" build-corpus - d --quiet")
    #expect(
      broken.faults == [
        "standard input:25:2: is not valid JSON: expected a key in double quotes, found the end of the "
          + "line"
      ])
  }

  /// A tokenizer learns the texts of JSON Lines and dumps, not their punctuation.
  @Test func tokenizersLearnTexts() throws {
    let run = try PretrainingRun()
    for arguments in [
      ["build-corpus", "text.jsonl", "corpus"],
      ["train-tokenizer", "corpus", "a", "--vocabulary-size", "300"],
      ["train-tokenizer", "text.jsonl", "b", "--vocabulary-size", "300"],
    ] { #expect(try run.program.run(arguments).status == 0) }
    #expect(try run.data("a/merges.txt") == run.data("b/merges.txt"))
    let html = try run.program.shell(
      "echo '<html>' > page; \"$LUKE\" train-tokenizer page c; status=$?; "
        + "\"$LUKE\" train-tokenizer page c --format text --quiet; echo $status $?")
    #expect(html.output == "65 0\n")
    #expect(
      html.faults == [
        "page: is HTML; take the text out of it first (the format text, by data.format or --format, "
          + "takes it for plain text all the same)"
      ])
  }

  /// Blank lines and marks of a white list are no titles, and what nothing links to is said.
  @Test func whiteListsAreReadLineByLine() throws {
    let run = try PretrainingRun()
    #expect(try run.program.run(["build-corpus", "text.jsonl", "corpus"]).status == 0)
    try run.folder.write("list.txt", "\u{FEFF}Kirn \r\n\n  \nNowhere\nUfer\n\n")
    let result = try run.program.run([
      "build-entity-vocabulary", "corpus", "v.tsv", "--white-list", "list.txt", "--white-list-only",
    ])
    #expect(result.status == 0)
    #expect(
      result.errors.contains(
        "list.txt: 1 of 3 titles is left out: nothing links to it\n"))
    #expect(try run.text("v.tsv") == "[PAD]\t0\n[UNK]\t0\n[MASK]\t0\nKirn\t2\nUfer\t2\n")
    let bad = try run.program.shell(
      "printf 'A\\n\\xff\\n' > list.txt; "
        + "\"$LUKE\" build-entity-vocabulary corpus w.tsv --white-list list.txt --quiet")
    #expect(bad.status == 65)
    #expect(
      bad.faults == [
        "list.txt:2: byte 1 of the line, 0xFF, is not valid UTF-8; mend it, or convert the file if all of "
          + "it is in another encoding, for example with iconv -f latin1 -t utf-8"
      ])
  }

  /// Nothing that others made is lost: not in the way of an output, nor in the folder of the prepared.
  @Test func whatOthersMadeStays() throws {
    let run = try PretrainingRun()
    #expect(try run.program.run(["build-corpus", "text.jsonl", "corpus"]).status == 0)
    let own = try run.program.run(["build-corpus", "text.jsonl", ".", "--fresh"])
    #expect(own.status == 64)
    #expect(
      own.faults == [
        ".: holds text.jsonl, which is read; name another folder to write"
      ])
    let tokenizer = try run.program.run(["train-tokenizer", "text.jsonl", "corpus", "--fresh"])
    #expect(
      tokenizer.faults == [
        "corpus: holds corpus.json, which is none of the files to be written; name another folder"
      ])
    let file = try run.program.run(["build-entity-vocabulary", "corpus", "corpus/corpus.json"])
    #expect(file.status == 64)
    #expect(
      file.faults == [
        "corpus/corpus.json: is a file of corpus, which is read; name another file to write"
      ])
    let pipe = try run.program.shell(
      "mkfifo pipe; \"$LUKE\" build-entity-vocabulary corpus pipe --fresh --quiet")
    #expect(pipe.status == 74)
    #expect(pipe.faults == ["pipe: cannot write: it is no regular file"])
    let linked = try run.program.shell(
      "ln -s real.tsv link.tsv; echo old > real.tsv; "
        + "\"$LUKE\" build-entity-vocabulary corpus link.tsv --fresh --quiet; test -L link.tsv")
    #expect(linked.status == 0)
    #expect(try run.text("real.tsv").hasPrefix("[PAD]\t0\n"))
    let prepared = try run.train("run", "--set", "task.prepared=corpus")
    #expect(prepared.status == 64)
    #expect(
      prepared.faults == [
        "\(run.folder.path)/corpus: holds corpus.json and was not made by luke-train; name another "
          + "folder in task.prepared"
      ])
  }

  /// What is damaged among the prepared is made again.
  @Test func damagedPreparationsHeal() throws {
    let run = try PretrainingRun()
    let first = try run.program.run(["prepare", "recipe.json", "--output", "run"])
    #expect(first.status == 0)
    let whole = try run.data("run/prepared/train/shard-00000.zst")
    for damage in [
      "truncate -s 20 train/shard-00000.zst", "rm -r held-out", "echo { > train/dataset.json",
      ": > entity_vocab.jsonl", "rm -r tokenizer", "echo x > corpus/corpus.json",
      "printf '\\377\\377\\377' | dd of=train/shard-00000.zst bs=1 seek=20 conv=notrunc",
      "printf '\\377\\377\\377' | dd of=corpus/documents-00000.jsonl.zst bs=1 seek=20 conv=notrunc",
    ] {
      #expect(try run.program.shell("cd run/prepared && \(damage)").status == 0)
      let again = try run.program.run(["prepare", "recipe.json", "--output", "run", "--quiet"])
      #expect(again.status == 0, "\(damage): \(again.errors)")
      #expect(try run.data("run/prepared/train/shard-00000.zst") == whole, "\(damage)")
    }
    #expect(
      try run.program.shell(
        "printf '\\377\\377\\377' | dd of=run/prepared/train/shard-00000.zst bs=1 seek=20 conv=notrunc"
      ).status == 0)
    let training = try run.train("run")
    #expect(training.status == 0)
    #expect(
      training.errors.contains(
        "as dataset.json says\nwhat was made before is damaged, and is made anew\n"),
      "\(training.errors)")
    #expect(try run.data("run/prepared/train/shard-00000.zst") == whole)
  }

  /// Damage is found and mended before the old run is removed, and what is made is what was there.
  @Test func aRunBeginsAnewOnWholeDataAlone() throws {
    let run = try PretrainingRun()
    #expect(try run.train("run", "--quiet").status == 0)
    let sums = "cksum run/prepared/*/*.zst run/metrics.jsonl"
    let before = try run.program.shell(sums).output
    #expect(
      try run.program.shell(
        """
        for file in train/shard-00000.zst corpus/documents-00000.jsonl.zst; do
          printf '\\377\\377\\377' | dd of=run/prepared/$file bs=1 seek=300 conv=notrunc
        done
        """
      ).status == 0)
    let again = try run.train("run", "--fresh")
    #expect(again.status == 0)
    for file in ["train/shard-00000.zst", "corpus/documents-00000.jsonl.zst"] {
      #expect(again.errors.contains("run/prepared/\(file): its CRC-32 is not "), "\(again.errors)")
    }
    #expect(try run.program.shell(sums).output == before)
  }

  /// A start looks for damage in what it reads; the corpus is read where something is to be made of it.
  @Test func onlyWhatIsReadIsCompared() throws {
    let run = try PretrainingRun()
    let corpus = "run/prepared/corpus/documents-00000.jsonl.zst"
    #expect(try run.train("run", "--quiet").status == 0)
    let whole = try run.data(corpus)
    let sums = "cksum run/prepared/train/* run/prepared/tokenizer/* run/metrics.jsonl"
    let before = try run.program.shell(sums).output
    let damage = "printf '\\377\\377\\377' | dd of=\(corpus) bs=1 seek=300 conv=notrunc"
    #expect(try run.program.shell(damage).status == 0)
    let damaged = try run.data(corpus)
    let again = try run.train("run", "--fresh")
    #expect(again.status == 0 && !again.errors.contains("CRC-32"), "\(again.errors)")
    #expect(try run.data(corpus) == damaged)
    #expect(try run.program.shell(sums).output == before)
    // Other sequences are made of it.
    let other = try run.train("run", "--fresh", "--set", "task.sequences.max_length=30")
    #expect(other.status == 0)
    #expect(other.errors.contains("\(corpus): its CRC-32 is not "), "\(other.errors)")
    #expect(try run.data(corpus) == whole)
    // Who only prepares wants all of it whole.
    #expect(try run.program.shell(damage).status == 0)
    let prepared = try run.program.run(["prepare", "recipe.json", "--output", "run"])
    #expect(prepared.errors.contains("\(corpus): its CRC-32 is not "), "\(prepared.errors)")
    #expect(try run.data(corpus) == whole)
  }

  /// A corpus that another version described in other words is another one when it is made anew, and so
  /// is what is made of it.
  @Test func whatIsMadeOfADamagedCorpusIsMadeOfTheNewOne() throws {
    let run = try PretrainingRun()
    #expect(try run.train("run", "--quiet").status == 0)
    // What everything was made of is the same as well, or the next start would make it once more.
    let sums = "cksum run/prepared/*/* run/prepared/*.json* run/metrics.jsonl"
    let before = try run.program.shell(sums).output
    let earlier = try run.program.shell(
      """
      cd run/prepared && sed -i 's/^{/{ /' corpus/corpus.json && rm -r tokenizer
      printf '\\377\\377\\377' | dd of=corpus/documents-00000.jsonl.zst bs=1 seek=300 conv=notrunc
      python3 -c "
      import json
      made = json.load(open('made.json'))
      del made['corpus']
      json.dump(made, open('made.json', 'w'))"
      """)
    #expect(earlier.status == 0, "\(earlier.errors)")
    let again = try run.train("run", "--fresh")
    #expect(again.status == 0, "\(again.errors)")
    #expect(again.errors.contains("its CRC-32 is not "), "\(again.errors)")
    #expect(try run.program.shell(sums).output == before)
  }

  @Test func textWithoutLinksTrainsWords() throws {
    let run = try PretrainingRun()
    let sentence = "The quick water of the river goes down to the sea every day.\n"
    try run.folder.write("words.txt", String(repeating: sentence + sentence + "\n", count: 40))
    let refused = try run.train("run", "--quiet", "--set", "data.train=words.txt")
    #expect(refused.status == 65)
    #expect(
      refused.faults == [
        "\(run.folder.path)/words.txt: nothing to train on is left: the text has no links to "
          + "entities; set task.sequences.without_entities to true to train on words alone"
      ])
    let trained = try run.train(
      "run", "--quiet", "--fresh", "--set", "data.train=words.txt", "--set",
      "task.sequences.without_entities=true")
    #expect(trained.status == 0, "\(trained.errors)")
  }

  @Test func faultsNameTheirPlace() throws {
    let run = try PretrainingRun()
    try run.folder.write(
      "bad.jsonl",
      """
      {"text": "ab", "entities": [{"start": 0, "end": 3, "title": "A"}]}

      {"text": "ab"
      """)
    let bad = try run.train("run", "--quiet", "--set", "data.train=bad.jsonl")
    #expect(bad.status == 65)
    #expect(
      bad.faults == [
        "\(run.folder.path)/bad.jsonl:1: entities[0]: 0 to 3 is no stretch of the text, which has 2 "
          + "characters (Unicode scalars, the end excluded); mend the link or take it out",
        "\(run.folder.path)/bad.jsonl:3:14: is not valid JSON: expected , or }, found the end of the "
          + "line",
      ])
    #expect(!FileManager.default.fileExists(atPath: run.folder.path + "/run/prepared/corpus"))
    let tokens = try run.train(
      "run", "--set", "training.batch_tokens=100", "--set", "training.batch_size=null")
    #expect(tokens.status == 64)
    #expect(
      tokens.faults == [
        "recipe.json: training.batch_tokens: pretraining fills its sequences; give training.batch_size"
      ])
    let list = try run.train("run", "--set", "task.entity_vocabulary.white_list=none.txt")
    #expect(list.status == 66)
    #expect(
      list.faults == [
        "task.entity_vocabulary.white_list: \(run.folder.path)/none.txt: no such file or folder"
      ])
    let none = try run.train("none", "--quiet", "--set", "task.held_out=0.999999")
    #expect(none.status == 65)
    #expect(
      none.faults == [
        "\(run.folder.path)/text.jsonl: nothing to train on is left: everything is held out; lower "
          + "task.held_out"
      ])
    let long = try run.train("run", "--set", "task.sequences.max_length=512")
    #expect(
      long.faults == [
        "task.sequences.max_length: 512 is more than the 64 positions of "
          + "\(run.folder.path)/config.json; lower it (--set task.sequences.max_length=64)"
      ])
  }

  /// Few documents may give none to hold out, and of those that are held out nothing may be left.
  @Test func whyNothingIsHeldOutIsSaid() throws {
    let run = try PretrainingRun()
    func document(_ title: String, isLinked: Bool) -> String {
      let links = isLinked ? #"{"start": 0, "end": 4, "title": "Ufer"}"# : ""
      return #"{"title": "\#(title)", "text": "Ufer lies on the sea.", "entities": [\#(links)]}"#
        + "\n"
    }
    func notes(_ documents: String...) throws -> [String] {
      try run.folder.write("text.jsonl", documents.joined())
      let result = try run.train(
        "run", "--fresh", "--set", "task.held_out=0.5", "--set", "training.steps=2")
      #expect(result.status == 0, "\(result.errors)")
      #expect(!result.errors.contains(" 1 documents"), "\(result.errors)")
      return result.errors.split(separator: "\n").map(String.init)
        .filter { $0.hasPrefix("held out: ") && !$0.hasPrefix("held out: 0") }
    }
    let ufer = document("Ufer", isLinked: true)
    #expect(
      try notes(ufer) == [
        "held out: task.held_out is 0.5, of which 1 document gives nothing; there will be no scores"
      ])
    #expect(
      try notes(ufer, document("Marn", isLinked: true)) == [
        "held out: task.held_out is 0.5, of which 2 documents give nothing; there will be no scores"
      ])
    #expect(
      try notes(document("Solbach", isLinked: true), document("Kirn", isLinked: false)) == [
        "held out: the sequences of all documents that are held out were left out (1 sequence without "
          + "entities); there will be no scores"
      ])
  }

  /// Text that comes from standard input is called that, whatever is said of it.
  @Test func standardInputIsCalledThat() throws {
    let run = try PretrainingRun()
    let built = try run.program.run(["build-corpus", "-", "corpus"], input: "Some words.\n")
    #expect(
      built.errors == """
        standard input: plain text
        corpus:
          1 document, 1 paragraph, 11 bytes of text, 0 links

        """)
    let blank = try run.program.run(["build-corpus", "-", "other"], input: " \n")
    #expect(blank.status == 65)
    #expect(blank.faults.allSatisfy { $0.hasPrefix("standard input: ") })
  }
}
