import EndToEndSupport
import Foundation
import Testing

@Suite(.serialized) struct BenchmarkTests {
  private static let keys = [
    "seconds_per_step", "seconds_min", "seconds_max", "words_per_second", "tokens_per_second",
    "flop_per_step", "product_flop_per_second", "share_of_product_rate", "peak_resident_bytes",
    "phases",
  ]
  private static let phases = [
    "embedding", "attention_products", "attention_core", "feed_forward", "heads", "loss",
  ]

  /// Entities of an example where they are not 64.
  private static let entities = [
    "relation": 2.0, "entity-typing": 1, "token-classification": 0, "sequence-classification": 0,
    "question-answering": 0, "multiple-choice": 0,
  ]

  private func bench(_ arguments: [String]) throws -> [String: Any] {
    let result = try Program().run(
      ["bench", "--size", "tiny", "--steps", "3", "--json", "--entity-vocabulary", "1000"]
        + arguments)
    #expect(result.status == 0, "\(result.errors)")
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    return try #require(object as? [String: Any])
  }

  private func number(_ report: [String: Any], _ key: String) throws -> Double {
    try #require(report[key] as? Double, "\(key)")
  }

  @Test(arguments: [
    "ner", "relation", "pretraining", "encoder", "entity-typing", "token-classification",
    "sequence-classification", "question-answering", "multiple-choice", "cloze-question-answering",
  ])
  func reportsAreWholeAndTrue(_ task: String) throws {
    let report = try bench(["--task", task, "--batch", "3", "--words", "50"])
    for key in Self.keys { #expect(report[key] != nil, "\(key)") }
    let seconds = try number(report, "seconds_per_step")
    #expect(seconds > 0)
    #expect(try number(report, "seconds_min") <= seconds)
    #expect(try number(report, "seconds_max") >= seconds)
    let entities = Self.entities[task] ?? 64
    #expect(abs(try number(report, "words_per_second") * seconds - 150) < 1e-6)
    #expect(
      abs(try number(report, "tokens_per_second") * seconds - 3 * (50 + entities)) < 1e-6)
    let flop = try number(report, "flop_per_step")
    let rest = Int(flop) - operations(task: task, words: 150, entities: Int(3 * entities))
    #expect(task == "pretraining" ? isWorkOfVocabularyHeads(rest) : rest == 0)
    let share = try number(report, "share_of_product_rate")
    let rate = try number(report, "product_flop_per_second")
    #expect(abs(share - flop / seconds / rate) < 1e-9)
    let phases = try #require(report["phases"] as? [String: Double])
    #expect(
      Set(phases.keys) == Set(Self.phases + Self.phases.map { $0 + "_backward" } + ["optimizer"]))
    let total = phases.values.reduce(0, +)
    #expect(total > 0.3 * seconds && total < 1.5 * seconds)
  }

  /// Of three examples: 2 for each of forward, dW and dX of every linear layer of two layers of width
  /// 128, of the entity projection (256 to 128) and of the head; 12 n² for each head's two products
  /// forward and four backward.
  private func operations(task: String, words: Int, entities: Int) -> Int {
    let rows = words + entities
    // Without entities no query meets them.
    let layer =
      words * 128 * (entities > 0 ? 512 : 384) + entities * 128 * 512 + rows * 128 * 128 + 2 * rows
      * 128 * 512
    let length = rows / 3
    let heads = [
      "ner": entities * 384 * 5, "relation": 3 * 256 * 42, "entity-typing": 3 * 128 * 9,
      "token-classification": words * 128 * 9, "question-answering": words * 128 * 2,
      "sequence-classification": 3 * 128 * (128 + 2), "multiple-choice": 3 * 128 * (128 + 1),
      "cloze-question-answering": (entities - 3) * 256,
    ]
    let head = heads[task] ?? 0
    return 2 * (6 * layer + 12 * 3 * length * length * 128) + 6 * entities * 256 * 128 + 6 * head
  }

  /// Whether operations are those of heads over 50,267 words and 1,000 entities for some hidden tokens.
  private func isWorkOfVocabularyHeads(_ flop: Int) -> Bool {
    let (word, entity) = (6 * 128 * (128 + 50267), 6 * 256 * (128 + 1000))
    return (1...60).contains { words in
      let rest = flop - words * word
      return rest.isMultiple(of: entity) && (3...80).contains(rest / entity)
    }
  }

  @Test func textSaysWhatWasTimed() throws {
    let result = try Program().run(
      [
        "bench", "--size", "tiny", "--steps", "1", "--threads", "1", "--entity-vocabulary", "10",
        "--batch", "1", "--words", "20", "--entities", "3",
      ])
    #expect(result.status == 0)
    #expect(
      result.output.hasPrefix(
        "ner step, LUKE tiny, float32: 1 × (20 words + 3 entities), entity vocabulary 10\n"))
    for word in ["1 thread, ", "words/s", "GFLOP/s", "MiB", "optimizer"] {
      #expect(result.output.contains(word), "\(word)")
    }
  }

  @Test(arguments: [
    (["--words", "600"], "--words must be from 2 to 512, but is 600."),
    (["--batch", "0"], "--batch must be from 1 to 4096, but is 0."),
    (
      ["--task", "relation", "--entities", "3"],
      "--entities must be 2 for --task relation, but is 3."
    ),
    (["--steps", "0"], "--steps must be from 1 to 1000000, but is 0."),
    (
      ["--size", "huge"],
      "The value 'huge' is invalid for '--size <size>'. Please provide one of 'tiny', 'base' or 'large'."
    ),
  ])
  func wrongSettings(_ arguments: [String], _ message: String) throws {
    let result = try Program().run(["bench"] + arguments)
    #expect(result.status == 64)
    #expect(result.faults.first == message)
  }

  @Test func aWrongLibraryLeavesNoRunFolder() throws {
    let run = try TrainingRun()
    let result = try run.program.shell(
      "LUKE_PRODUCTS=mkl \"$LUKE\" recipe.json --output new; echo $?; ls")
    #expect(result.output == "64\nconfig.json\nrecipe.json\n")
  }

  @Test func aFolderCannotBeMadeBelowAFile() throws {
    let run = try TrainingRun()
    let result = try run.train("recipe.json/new")
    #expect(result.status == 74)
    #expect(result.faults == ["cannot make the folder recipe.json/new: recipe.json is a file"])
  }

  /// Both libraries give a report; a name that is neither is refused before anything starts.
  @Test func productLibraryCanBeChosen() throws {
    let script =
      "$LUKE bench --size tiny --steps 1 --entity-vocabulary 10 --batch 1 --words 20 --json"
    let openBLAS = try Program().shell("LUKE_PRODUCTS=openblas " + script)
    #expect(openBLAS.status == 0)
    #expect(openBLAS.output.contains("OpenBLAS"))
    #expect(try Program().shell("LUKE_PRODUCTS= " + script).status == 0)
    let wrong = try Program().shell("LUKE_PRODUCTS=mkl " + script)
    #expect(wrong.status == 64)
    #expect(wrong.faults == ["LUKE_PRODUCTS: must be onednn or openblas, but is \"mkl\""])
  }
}
