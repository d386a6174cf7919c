import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// A command whose every change of a file is attacked.
struct AttackedCommand: CustomTestStringConvertible, Sendable {
  let name: String
  var testDescription: String { name }

  /// Makes the inputs, and what lies in the folder `w` before the command.
  let setUp: @Sendable (WorkFolder) throws -> Void
  /// The command, which changes files below `w` alone.
  let arguments: [String]
  /// What goes on with it after it was broken off.
  let again: [String]
  /// Whether a command that was broken off after all was done is not called again.
  var refusesToRepeat = false

  private static let common = ["--quiet", "--threads", "1"]

  static let all: [AttackedCommand] = [
    AttackedCommand(
      name: "fine-tuning over an old run",
      setUp: { folder in
        try writeTrainingInput(folder)
        try succeed(folder, ["old.json", "--output", "w/run"] + common)
      }, arguments: ["recipe.json", "--output", "w/run", "--fresh"] + common,
      again: ["recipe.json", "--output", "w/run", "--resume"] + common),
    AttackedCommand(
      name: "fine-tuning resumed, deflate, bfloat16",
      setUp: { folder in
        try writeTrainingInput(folder)
        try succeed(folder, packed + ["--output", "w/run"] + common)
        // What is left of a run that was killed while it wrote its last checkpoint.
        for name in ["model.h5", "step-00000002.h5"] {
          try FileManager.default.removeItem(atPath: folder.path + "/w/run/" + name)
        }
        try folder.write("w/run/.step-00000002.h5.partial-2147483646", "part")
      }, arguments: packed + ["--output", "w/run", "--resume"] + common,
      again: packed + ["--output", "w/run", "--resume"] + common),
    AttackedCommand(
      name: "two seeds over two old ones",
      setUp: { folder in
        try writeTrainingInput(folder)
        try succeed(
          folder,
          ["old.json", "--output", "w/run", "--set", "training.seeds=[1, 7]"] + common)
      }, arguments: ["recipe.json", "--output", "w/run", "--fresh"] + seeds + common,
      again: ["recipe.json", "--output", "w/run", "--resume"] + seeds + common),
    AttackedCommand(
      name: "pretraining with preparation", setUp: { try writePretrainingInput($0) },
      arguments: ["recipe.json", "--output", "w/run"] + common,
      again: ["recipe.json", "--output", "w/run", "--resume"] + common),
    AttackedCommand(
      name: "prepare", setUp: { try writePretrainingInput($0) },
      arguments: ["prepare", "recipe.json", "--output", "w/run"] + common,
      again: ["prepare", "recipe.json", "--output", "w/run"] + common),
    AttackedCommand(
      name: "import", setUp: { _ in },
      arguments: ["import", model, "w/model.h5"], again: ["import", model, "w/model.h5"],
      refusesToRepeat: true),
    AttackedCommand(
      name: "export", setUp: { _ in },
      arguments: ["export", model, "w/exported"], again: ["export", model, "w/exported"],
      refusesToRepeat: true),
    AttackedCommand(
      name: "export into an empty folder",
      setUp: {
        try FileManager.default.createDirectory(
          atPath: $0.path + "/w/exported", withIntermediateDirectories: true)
      },
      arguments: ["export", model, "w/exported"], again: ["export", model, "w/exported"],
      refusesToRepeat: true),
    AttackedCommand(
      name: "build-corpus over an old one",
      setUp: { folder in
        try writePretrainingInput(folder)
        try folder.write("old.txt", "An old text.\n")
        try succeed(folder, ["build-corpus", "old.txt", "w/corpus"] + common)
      }, arguments: ["build-corpus", "text.jsonl", "w/corpus", "--fresh"] + common,
      again: ["build-corpus", "text.jsonl", "w/corpus", "--fresh"] + common),
    AttackedCommand(
      name: "build-entity-vocabulary over an old one",
      setUp: { folder in
        try writePretrainingInput(folder)
        try succeed(folder, ["build-corpus", "text.jsonl", "corpus"] + common)
        try folder.write("w/entities.jsonl", "{}\n")
      }, arguments: ["build-entity-vocabulary", "corpus", "w/entities.jsonl", "--fresh"] + common,
      again: ["build-entity-vocabulary", "corpus", "w/entities.jsonl", "--fresh"] + common),
    AttackedCommand(
      name: "build-mention-dictionary over an old one",
      setUp: { folder in
        try writePretrainingInput(folder)
        try folder.write("w/mentions.jsonl", "{}\n")
      }, arguments: mentions + ["w/mentions.jsonl", "--replace"] + common,
      again: mentions + ["w/mentions.jsonl", "--replace"] + common),
    AttackedCommand(
      name: "build-mention-dictionary, packed", setUp: { try writePretrainingInput($0) },
      arguments: mentions + ["w/mentions.jsonl.zst"] + common,
      again: mentions + ["w/mentions.jsonl.zst"] + common, refusesToRepeat: true),
    AttackedCommand(
      name: "train-tokenizer over an old one",
      setUp: { folder in
        try writePretrainingInput(folder)
        try folder.write("lines.txt", "the old town, the new town, the old river\n")
        try succeed(
          folder, ["train-tokenizer", "lines.txt", "w/words", "--vocabulary-size", "270"] + common)
      },
      arguments: ["train-tokenizer", "lines.txt", "w/words", "--fresh", "--vocabulary-size", "280"]
        + common,
      again: ["train-tokenizer", "lines.txt", "w/words", "--fresh", "--vocabulary-size", "280"]
        + common),
    AttackedCommand(
      name: "predict",
      setUp: { folder in
        try writeTrainingInput(folder)
        try succeed(folder, ["old.json", "--output", "run"] + common)
        try folder.write("lines.txt", "Langford lives in Oslo.\nNobody does.\n")
      }, arguments: ["predict", "run/model.h5", "lines.txt", "--output", "w/out.jsonl"] + common,
      again: ["predict", "run/model.h5", "lines.txt", "--output", "w/out.jsonl"] + common,
      refusesToRepeat: true),
    AttackedCommand(
      name: "predict in portions",
      setUp: { folder in
        try writeTrainingInput(folder)
        try succeed(folder, ["old.json", "--output", "run"] + common)
        let lines = (1...520).map { "Langford lives in Oslo \($0).\n" }
        try folder.write("lines.txt", lines.joined())
      }, arguments: ["predict", "run/model.h5", "lines.txt", "--output", "w/out.jsonl"] + common,
      again: ["predict", "run/model.h5", "lines.txt", "--output", "w/out.jsonl"] + common,
      refusesToRepeat: true),
    AttackedCommand(
      name: "tokenize over an old file",
      setUp: { folder in
        try folder.write("lines.txt", "Langford lives in Oslo.\nNobody does.\n")
        try folder.write("w/lines.jsonl", "{}\n")
      }, arguments: ["tokenize", words, "lines.txt", "--output", "w/lines.jsonl", "--replace"],
      again: ["tokenize", words, "lines.txt", "--output", "w/lines.jsonl", "--replace"]),
    AttackedCommand(
      name: "trace", setUp: { _ in },
      arguments: ["trace", model, model + "/batch.json", "w/out.h5", "--gradients"],
      again: ["trace", model, model + "/batch.json", "w/out.h5", "--gradients"],
      refusesToRepeat: true),
  ]

  private static let model = Goldens.modelFolder("span-entity-aware").path
  private static let words = packageFolder.appending(path: "Datasets/quickstart/tokenizer").path
  private static let mentions = ["build-mention-dictionary", "text.jsonl", "--output"]
  private static let seeds = ["--set", "training.seeds=[1, 2]"]
  private static let packed = [
    "recipe.json", "--set", "training.compression=deflate", "--set", "training.precision=bfloat16",
    "--set", "training.keep_last=2",
  ]

  /// A run of two steps on twelve sentences, and one of a single step.
  static func writeTrainingInput(_ folder: WorkFolder) throws {
    let run = try TrainingRun()
    let data = packageFolder.appending(path: "Datasets/quickstart/validation.conll")
    let lines = try String(contentsOf: data, encoding: .utf8).split(
      separator: "\n", maxSplits: 60, omittingEmptySubsequences: false)
    try folder.write("data.conll", lines.prefix(60).joined(separator: "\n") + "\n\n")
    try folder.write("config.json", try run.text("config.json"))
    let tokenizer = packageFolder.appending(path: "Datasets/quickstart/tokenizer").path
    for (name, steps) in [("recipe.json", 2), ("old.json", 1)] {
      try folder.write(
        name,
        """
        {"task": {"kind": "named-entity-recognition", "max_length": 64, "context": "sentence",
           "max_mention_length": 6},
         "data": {"train": "data.conll", "validation": "data.conll", "test": "data.conll"},
         "model": {"from": "config.json", "tokenizer": "\(tokenizer)"},
         "training": {"steps": \(steps), "batch_size": 2, "learning_rate": 0.003, "seed": \(steps),
           "evaluate_every": {"steps": 1}, "checkpoint_every": {"steps": 1}, "keep_last": 1}}
        """)
    }
  }

  /// A run of two steps, one of each stage, on a few documents.
  private static func writePretrainingInput(_ folder: WorkFolder) throws {
    let run = try PretrainingRun()
    try folder.write("text.jsonl", PretrainingRun.text)
    try folder.write("config.json", try run.text("config.json"))
    try folder.write(
      "recipe.json",
      """
      {"task": {"kind": "pretraining", "held_out": 0.2, "sequences": {"max_length": 40},
         "tokenizer": {"vocabulary_size": 280},
         "stages": [{"trained": "entities", "steps": 1}, {"steps": 1}]},
       "data": {"train": "text.jsonl"}, "model": {"from": "config.json"},
       "training": {"batch_size": 2, "learning_rate": 0.003, "warmup_steps": 1, "seed": 3,
         "evaluate_every": {"steps": 1}, "checkpoint_every": {"steps": 1}, "keep_last": 1}}
      """)
  }

  private static func succeed(_ folder: WorkFolder, _ arguments: [String]) throws {
    let result = try Program(folder: folder.path, environment: Program.fixedTime).run(arguments)
    if result.status != 0 { throw GoldenError(result.errors) }
  }
}
