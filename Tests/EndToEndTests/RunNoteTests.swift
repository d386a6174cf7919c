import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// What is said of a recipe before the training, as it may not be what was meant.
@Suite struct RunNoteTests {
  @Test func filesGivenTwiceAreSaid() throws {
    let run = try TrainingRun()
    let file = packageFolder.appending(path: "Datasets/quickstart/validation.conll").path
    try FileManager.default.createSymbolicLink(
      atPath: run.folder.path + "/link.conll", withDestinationPath: file)
    let link = run.folder.path + "/link.conll"
    let twice = try run.train("twice", "--set", "data.train=[\"link.conll\", \"\(file)\"]")
    let lines = twice.errors.split(separator: "\n").map(String.init)
    let said = lines.filter { $0.hasPrefix("data.") }
    #expect(
      said == [
        "data.train and data.validation: \(link) is the same as \(file): scores on what is trained on say little about other text"
      ])
    let train = try run.train(
      "train", "--set", "data.train=[\"link.conll\", \"\(file)\"]", "--set",
      "data.validation=null")
    #expect(
      train.errors.split(separator: "\n").filter { $0.hasPrefix("data.") } == [
        "data.train: \(link) is the same as \(file): is given twice, and read as often"
      ])
    let scored = try run.train(
      "scored", "--set", "data.train=\(Self.trainFile)", "--set", "data.test=\(file)")
    #expect(
      scored.errors.split(separator: "\n").filter { $0.hasPrefix("data.") } == [
        "data.validation and data.test: \(file): both scores are of the same examples"
      ])
    let apart = try run.train("apart", "--set", "data.train=\(Self.trainFile)")
    #expect(apart.status == 0 && !apart.errors.contains("\ndata."))
  }

  /// What a file is and what of it is left out is said once, also where it is trained on and scored; labels
  /// that are out of reach count as missed only where answers are scored.
  @Test func whatAFileIsIsSaidOnce() throws {
    let run = try TrainingRun()
    try run.folder.write("own.conll", "Ada B-PER\nLove I-PER\nLace I-PER\nsaw O\nRome B-LOC\n")
    let file = run.folder.path + "/own.conll"
    let result = try run.train(
      "run", "--set", "data.train=own.conll", "--set", "data.validation=own.conll", "--set",
      "data.test=null", "--set", "task.max_mention_length=1", "--set", "training.steps=2", "--set",
      "training.epochs=null")
    #expect(result.status == 0, "\(result.errors)")
    let lines = result.errors.split(separator: "\n").map(String.init)
    let ofFile = lines.filter { $0.hasPrefix(file) }
    #expect(ofFile.count > 1 && Set(ofFile).count == ofFile.count, "\(ofFile)")
    #expect(lines.count { $0.contains(" cannot be predicted, so nothing is learned from ") } == 1)
    #expect(lines.count { $0.contains(" cannot be predicted and count") } == 1)
  }

  private static let trainFile =
    packageFolder.appending(path: "Datasets/quickstart/train.conll").path

  @Test func textGivenTwiceIsSaid() throws {
    let run = try PretrainingRun()
    let result = try run.program.run([
      "build-corpus", "text.jsonl", "./text.jsonl", "corpus",
    ])
    #expect(result.status == 0)
    #expect(
      result.errors.hasPrefix(
        "text.jsonl: is given twice (./text.jsonl), and read as often\n"), "\(result.errors)")
    let trained = try run.train(
      "run", "--set", #"data.train=["text.jsonl", "text.jsonl"]"#, "--set", "training.steps=2")
    #expect(
      trained.errors.contains(
        "data.train: \(run.folder.path)/text.jsonl: is given twice, and read as often\n"))
  }

  /// Weights begin with the words of another tokenizer, of as many tokens.
  @Test func anotherTokenizerIsSaidOnce() throws {
    let run = try TrainingRun()
    #expect(try run.train("first", "--quiet", "--set", "training.steps=3").status == 0)
    let own = packageFolder.appending(path: "Datasets/quickstart/tokenizer").path
    let other = run.folder.path + "/tokenizer"
    try FileManager.default.copyItem(atPath: own, toPath: other)
    let same = try run.train(
      "same", "--set", "model.from=first/model.h5", "--set", "model.tokenizer=tokenizer")
    #expect(same.status == 0 && !same.errors.contains("model.tokenizer"), "\(same.errors)")
    // Two tokens change places.
    let url = URL(filePath: other + "/vocab.json")
    var ids = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Int])
    (ids["a"], ids["b"]) = (ids["b"], ids["a"])
    try JSONSerialization.data(withJSONObject: ids).write(to: url)
    let swapped = try run.train(
      "swapped", "--set", "model.from=first/model.h5", "--set", "model.tokenizer=tokenizer")
    #expect(swapped.status == 0)
    let said = swapped.errors.split(separator: "\n").filter { $0.contains("model.tokenizer") }
    #expect(said.count == 1)
    #expect(
      said.first?.wholeMatch(
        of:
          /model\.tokenizer: .*\/tokenizer is not the tokenizer that .*\/first\/model\.h5 was trained with: 2 of \d+ ids stand for other tokens, so words begin with the embeddings of others; leave model\.tokenizer out to take the model's own/
      ) != nil, "\(said)")
  }

  @Test func aTokenizerPastTheWordTableIsAnError() throws {
    let run = try TrainingRun()
    let config = try run.text("config.json").replacing("2000", with: "500")
    try run.folder.write("config.json", config)
    let result = try run.train("run", "--quiet")
    #expect(result.status == 65)
    #expect(result.faults.first?.hasSuffix("; set vocab_size to 1800") == true, "\(result.faults)")
  }

  @Test func aWarmUpLongerThanTheRunIsSaid() throws {
    let run = try TrainingRun()
    let result = try run.train("run", "--set", "training.warmup_steps=25")
    #expect(
      result.errors.contains(
        "training.warmup_steps: 25 are more than the 24 steps there are, so the learning rate never gets to its height\n"
      ))
  }

  @Test func misspeltKeysOfAConfigurationAreSaid() throws {
    let run = try TrainingRun()
    try run.folder.write(
      "config.json", try run.text("config.json").replacing("layer_norm_eps", with: "layernorm_eps"))
    let result = try run.train("run", "--set", "training.steps=2")
    #expect(result.status == 0)
    #expect(
      result.errors.contains(
        "\(run.folder.path)/config.json: unknown key 'layernorm_eps', did you mean 'layer_norm_eps'? The default of 'layer_norm_eps' is taken\n"
      ))
  }

  @Test func stoppingEarlyWithoutScoresIsRefusedAtOnce() throws {
    let run = try TrainingRun()
    let result = try run.train(
      "run", "--set", "training.early_stopping={}", "--set", "data.validation=null")
    #expect(result.status == 64)
    #expect(
      result.faults == [
        "recipe.json: training.early_stopping: needs something to score during training; give data.validation or data.validation_share, or leave early_stopping out"
      ])
    #expect(!FileManager.default.fileExists(atPath: run.folder.path + "/run"))
  }
}
