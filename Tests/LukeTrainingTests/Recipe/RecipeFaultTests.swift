import LukeTraining
import Testing

@Suite struct RecipeFaultTests {
  @Test func allFaultsComeAtOnceInTheOrderOfTheFile() {
    let faults = RecipeTests.faults(
      """
      {
        "task": {"kind": "named-entity-recogniton"},
        "data": {"formt": "x"},
        "model": {"from": "", "epochs": 3},
        "training": {
          "learning_rte": 1,
          "schedule": "linaer",
          "epochs": 0,
          "precision": "float16",
          "evaluate_every": 3,
          "early_stopping": {"patience": 1.5},
          "learning_rates": [{"pattern": "a"}, {"factor": -1}, 4],
          "max_gradient_norm": "no"
        },
        "extra": 1
      }
      """)
    #expect(
      faults == [
        "r.json:2:20: task.kind: must be one of named-entity-recognition, relation-classification, sequence-classification, entity-typing, token-classification, multiple-choice, extractive-question-answering, cloze-question-answering, pretraining, but is \"named-entity-recogniton\"; did you mean named-entity-recognition?",
        "r.json:3:12: data.formt: no such key; did you mean format?",
        "r.json:3:11: data.train: missing; it must be a path in quotes or a list of them",
        "r.json:4:21: model.from: must be text in quotes, not empty, but is \"\"",
        "r.json:4:25: model.epochs: no such key here; did you mean training.epochs?",
        "r.json:6:5: training.learning_rte: no such key; did you mean learning_rate?",
        "r.json:7:17: training.schedule: must be one of linear, constant, cosine, but is \"linaer\"; did you mean linear?",
        "r.json:8:15: training.epochs: must be a whole number, at least 1, but is 0",
        "r.json:9:18: training.precision: must be one of float32, bfloat16, but is \"float16\"; did you mean bfloat16?",
        "r.json:10:23: training.evaluate_every: must be {\"epochs\": 1} or {\"steps\": 500}, but is 3",
        "r.json:11:36: training.early_stopping.patience: must be a whole number, at least 1, but is 1.5",
        "r.json:12:24: training.learning_rates[0]: needs either learning_rate or factor",
        "r.json:12:53: training.learning_rates[1].factor: must be a number, at least 0, but is -1",
        "r.json:12:42: training.learning_rates[1].pattern: missing; it must be text in quotes, not empty",
        "r.json:12:58: training.learning_rates[2]: must be an object in braces, but is 4",
        "r.json:13:26: training.max_gradient_norm: must be a number, at least 0, but is \"no\"",
        "r.json:15:3: extra: no such key; the keys here are description, task, data, model, training, output, $schema, chosen",
      ])
  }

  /// Numbers are computed with as floats, in which these would be 0 and 1.
  @Test func numbersTooFineForFloats() {
    #expect(
      RecipeTests.faults(
        RecipeTests.minimal, ["training.adam_epsilon=1e-50", "training.adam_beta2=0.9999999999"])
        == [
          "--set training.adam_epsilon: 1e-50 is 0 in float32, the numbers of training; it must be a number above 0",
          "--set training.adam_beta2: 0.9999999999 is 1 in float32, the numbers of training; it must be a number from 0 to less than 1",
        ])
  }

  @Test(arguments: [
    (
      "training.learning_rate=1e50",
      "1e50 is too large for float32, the numbers of training, which end at 3.4e38"
    ),
    (
      "training.learning_rate=1e999",
      "1e999 is too large for float32, the numbers of training, which end at 3.4e38"
    ),
    (
      "training.max_gradient_norm=4e38",
      "4e38 is too large for float32, the numbers of training, which end at 3.4e38"
    ),
    (
      "training.max_gradient_norm=1e-50",
      "1e-50 is 0 in float32, the numbers of training; write 0 where that is meant"
    ),
    (
      "training.weight_decay=1e-46",
      "1e-46 is 0 in float32, the numbers of training; write 0 where that is meant"
    ),
    (
      "model.entity_embedding_size=100000000000",
      "must be a whole number, from 1 to 100000000, but is 100000000000, or null"
    ),
    ("training.learning_rate=-1e50", "must be a number above 0, but is -1e50"),
    ("training.warmup_ratio=1e50", "must be a number from 0 to 1, but is 1e50, or null"),
    ("training.seed=1e30", "1e30 is too large; the largest whole number is 9223372036854775807"),
    ("training.seed=1e17", "1e17 is so large that it has to be written with digits alone"),
    ("training.seed=-1e30", "must be a whole number, at least 0, but is -1e30"),
    ("training.keep_last=1.5", "must be a whole number, at least 0, but is 1.5"),
  ])
  func numbersTooLarge(_ override: String, _ message: String) {
    let key = override.prefix { $0 != "=" }
    #expect(
      RecipeTests.faults(RecipeTests.minimal, [override]) == [
        "--set \(key): \(message.replacing(", or null", with: ""))"
      ])
  }

  /// In quotes numbers are text, in files as on the command line; and not all text is a large number.
  @Test func numbersInQuotesAreText() {
    #expect(
      RecipeTests.faults(
        RecipeTests.minimal,
        [
          "training.batch_size=\"8\"", "training.seed=\"-1\"", "training.learning_rate=\"1e-3\"",
          "training.warmup_ratio=\"0.1\"", "task.max_length=\"512\"", "training.keep_last=08",
        ]) == [
          "--set task.max_length: \"512\" is text; it must be a whole number, from 8 to 1000000, without quotes",
          "--set training.batch_size: \"8\" is text; it must be a whole number, at least 1, without quotes",
          "--set training.seed: \"-1\" is text; it must be a whole number, at least 0, without quotes",
          "--set training.learning_rate: \"1e-3\" is text; it must be a number above 0, without quotes",
          "--set training.warmup_ratio: \"0.1\" is text; it must be a number from 0 to 1, without quotes",
          "--set training.keep_last: must be a whole number, at least 0, but is \"08\"",
        ])
  }

  /// Two rates that are numbers may be none together.
  @Test func ratesOfPatternsAreFloats() {
    let message =
      "training.learning_rates[0]: gives a learning rate of 6e+38 beside the 2 of training.learning_rate, which is too large for float32; lower it"
    #expect(
      RecipeTests.faults(
        RecipeTests.minimal,
        [
          "training.learning_rate=2",
          #"training.learning_rates=[{"pattern": "a", "factor": 3e38}]"#,
        ]) == ["--set training.learning_rate: " + message])
  }

  /// What several keys say together is looked at although others have faults, and by keys without.
  @Test func faultsOfSeveralKeysComeWithThoseOfSingleOnes() {
    #expect(
      RecipeTests.faults(
        """
        {
          "task": {"kind": "pretraining", "masking": {"word_probability": 0, "entity_probability": 0,
            "whole_words": 3}, "held_out": -1, "entity_vocabulary": {"white_list_only": true, "size": 1}},
          "data": {"train": 3, "encoding": "latin-1"},
          "model": {"from": "m", "dropout": 2},
          "training": {"steps": 3, "epochs": 1, "batch_tokens": 9, "learning_rte": 1,
            "early_stopping": {}, "warmup_steps": 3, "warmup_ratio": 0.1}
        }
        """) == [
          "r.json:3:20: task.masking.whole_words: must be true or false, but is 3",
          "r.json:2:46: task.masking: word_probability and entity_probability are both 0, which leaves nothing to learn",
          "r.json:3:36: task.held_out: must be a number from 0 to less than 1, but is -1",
          "r.json:3:95: task.entity_vocabulary.size: must be a whole number, from 4 to 100000000, but is 1",
          "r.json:3:61: task.entity_vocabulary: white_list_only needs a white_list",
          "r.json:4:21: data.train: must be text in quotes, not empty, but is 3",
          "r.json: data.encoding: pretraining reads UTF-8, and dumps in the encoding that they name; convert the files",
          "r.json:5:37: model.dropout: must be a number from 0 to less than 1, but is 2",
          "r.json:6:60: training.learning_rte: no such key; did you mean learning_rate?",
          "r.json:6:15: training: give epochs or steps, not both",
          "r.json:6:15: training: give warmup_ratio or warmup_steps, not both",
          "r.json: training.batch_tokens: pretraining fills its sequences; give training.batch_size",
        ])
  }

  /// A key with a fault says nothing that others could be held against.
  @Test func keysWithFaultsAreNotComparedWithOthers() {
    #expect(
      RecipeTests.faults(
        RecipeTests.minimal,
        ["training.early_stopping={}", "data.validation=true", "training.evaluate_every=true"])
        == [
          "--set data.validation: must be a path in quotes or a list of them, but is true",
          "--set training.evaluate_every: must be {\"epochs\": 1} or {\"steps\": 500}, but is true",
        ])
    #expect(
      RecipeTests.faults(
        RecipeTests.minimal, [#"training.learning_rates=[{"pattern": "a", "factor": -1}]"#]) == [
          "--set training.learning_rates: training.learning_rates[0].factor: must be a number, at least 0, but is -1"
        ])
  }

  @Test(arguments: ["named-entity-recognition", "relation-classification"])
  func stoppingEarlyNeedsScores(_ kind: String) throws {
    let task = "task={\"kind\":\"\(kind)\"}"
    #expect(
      RecipeTests.faults(RecipeTests.minimal, [task, "training.early_stopping={}"]) == [
        "r.json: training.early_stopping: needs something to score during training; give data.validation or data.validation_share, or leave early_stopping out"
      ])
    for key in ["data.validation=v", "data.validation_share=0.1"] {
      _ = try RecipeTests.recipe(RecipeTests.minimal, [task, "training.early_stopping={}", key])
    }
    #expect(
      RecipeTests.faults(
        RecipeTests.minimal, [task, "data.validation=v", "data.validation_share=0.1"]) == [
          "r.json: data.validation_share: cannot be given beside data.validation; leave one of them out"
        ])
    #expect(
      RecipeTests.faults(
        RecipeTests.minimal,
        [
          task, "training.early_stopping={}", "data.validation=v", "training.evaluate_every=null",
        ]) == [
          "--set training.early_stopping: never stops, as evaluate_every is null and nothing is scored before the end; set it, or leave early_stopping out"
        ])
  }

  @Test func stoppingPretrainingEarlyNeedsScores() throws {
    let task = #"task={"kind": "pretraining"}"#
    #expect(
      RecipeTests.faults(RecipeTests.minimal, [task, "training.early_stopping={}"]) == [
        "r.json: training.early_stopping: needs something to score during training; give data.validation or task.held_out, or leave early_stopping out"
      ])
    for key in ["task.held_out=0.1", "data.validation=v"] {
      _ = try RecipeTests.recipe(RecipeTests.minimal, [task, "training.early_stopping={}", key])
    }
  }

  @Test func namesMissingSections() {
    #expect(
      RecipeTests.faults("{}") == [
        "r.json:1:1: task: missing; it must be an object with a \"kind\"",
        "r.json:1:1: data: missing; it must be an object in braces",
        "r.json:1:1: model: missing; it must be an object in braces",
      ])
    #expect(
      RecipeTests.faults("[1]") == ["r.json:1:1: must be an object in braces, but is a list"])
  }

  @Test func namesThePlaceOfWrongSyntax() {
    #expect(
      RecipeTests.faults("{\n \"task\": {,}\n}") == [
        "r.json:2:11: expected a key in double quotes, found ,"
      ])
  }

  @Test func refusesKeysThatExcludeEachOther() {
    #expect(
      RecipeTests.faults(RecipeTests.minimal, ["training.epochs=1", "training.steps=1"]) == [
        "--set training.epochs: training: give epochs or steps, not both"
      ])
    #expect(
      RecipeTests.faults(
        RecipeTests.minimal, ["training.batch_size=1", "training.batch_tokens=100"]) == [
          "--set training.batch_size: training: give batch_size or batch_tokens, not both; the other can be set to null"
        ])
  }

  @Test func refusesAFormatOfAnotherTask() {
    #expect(
      RecipeTests.faults(RecipeTests.minimal, ["data.format=tacred"]) == [
        "r.json: data.format: tacred is not a format for named-entity-recognition; use one of conll, jsonl, doccano, label-studio, prodigy, spacy, brat, conllu, webanno, pubtator, bioc"
      ])
  }

  @Test func keysOfTheDataOfAnotherTaskAreRefused() {
    #expect(
      RecipeTests.faults(RecipeTests.minimal, ["data.answer_key=k"]) == [
        "--set data.answer_key: is a key of relation-classification; task.kind is named-entity-recognition"
      ])
    #expect(
      RecipeTests.faults(RecipeTests.minimal, ["data.answer_kye=k"]) == [
        "--set data.answer_kye: no such key; the keys here are train, validation, test, validation_share, validation_by, validation_seed, format, encoding, columns, tag_scheme, keys, bad_records, label_names, words"
      ])
  }

  /// What says nothing is no mistake.
  @Test func unsetKeysOfTheDataOfAnotherTaskAreRead() throws {
    _ = try RecipeTests.recipe(RecipeTests.minimal, ["data.answer_key=null"])
    _ = try RecipeTests.recipe(RecipeTests.minimal, ["data.restore_brackets=false"])
    #expect(RecipeTests.faults(RecipeTests.minimal, ["data.restore_brackets=true"]).count == 1)
  }

  @Test func pathsEndWhereTheyEnd() {
    #expect(
      RecipeTests.faults(RecipeTests.minimal, [#"data.train="a\u0000b""#]) == [
        "--set data.train: a path cannot hold the character U+0000"
      ])
  }

  /// Recipes of runs and models used to have the keys of every task.
  @Test(arguments: ["named-entity-recognition", "relation-classification", "pretraining"])
  func whatEarlierVersionsWroteIsRead(_ kind: String) throws {
    let recipe = try RecipeTests.recipe(
      """
      {"data": {"train": "/a", "validation": null, "test": null, "format": "jsonl", "encoding": null,
         "columns": {"word": 0, "label": -1}, "tag_scheme": null, "answer_key": null,
         "restore_brackets": false},
       "task": {"kind": "\(kind)"}, "model": {"from": "/m"}}
      """)
    #expect(recipe.task.kind == kind)
    #expect(recipe.data.train == ["/a"])
    #expect(try RecipeTests.recipe(recipe.resolvedText) == recipe)
  }

  @Test func keysOfTheOtherTaskAreRefused() {
    #expect(
      RecipeTests.faults(RecipeTests.minimal, ["task.negative_label=x"]) == [
        "--set task.negative_label: no such key; the keys here are head, context, max_length, max_mention_length, max_entity_length, overlaps, min_score, kind"
      ])
  }

  /// A kind that is no misspelt one may be that of a program which registers it.
  @Test(arguments: ["topic-classification", "x"])
  func aTaskOfAnotherProgramIsSaidToBeOne(_ kind: String) {
    let faults = RecipeTests.faults(
      """
      {"task": {"kind": "\(kind)", "names": true}, "data": {"names": "x"}, "model": {"from": "m"}}
      """)
    #expect(
      faults == [
        "r.json:1:19: task.kind: \"\(kind)\" is no task that this program knows, which are "
          + "named-entity-recognition, relation-classification, sequence-classification, entity-typing, "
          + "token-classification, multiple-choice, extractive-question-answering, cloze-question-answering, pretraining; it may be one of a program that registers it (TaskRegistry.register), and is for that program"
      ])
  }

  /// Short names that people have for tasks are no tasks of another program.
  @Test(arguments: [
    ("ner", "named-entity-recognition"), ("RC", "relation-classification"),
    ("qa", "extractive-question-answering or cloze-question-answering"),
    ("question_answering", nil),
  ])
  func shortNamesAreSuggested(_ kind: String, meant: String?) {
    let faults = RecipeTests.faults(
      "{\"task\": {\"kind\": \"\(kind)\"}, \"data\": {}, \"model\": {\"from\": \"m\"}}")
    let names = meant ?? "extractive-question-answering or cloze-question-answering"
    #expect(
      faults.first == "r.json:1:19: task.kind: \"\(kind)\" is no task; did you mean \(names)?")
    let choice = RecipeTests.faults(
      "{\"task\": {\"kind\": \"choice\"}, \"data\": {}, \"model\": {\"from\": \"m\"}}")
    #expect(choice.first?.hasSuffix("but is \"choice\"; did you mean multiple-choice?") == true)
  }

  @Test func missingFilesAreMissingInput() {
    let error = #expect(throws: TrainingError.self) { try Recipe.load("/nowhere/at/all.json") }
    #expect(error == .missing("/nowhere/at/all.json: no such recipe"))
    #expect(error?.kind == .missingInput)
  }
}
