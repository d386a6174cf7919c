import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// `export --onnx` and `--int8`, to what onnxruntime computes.
@Suite struct ONNXTests {
  private static let cases = [
    "model-entity-aware", "model-no-entities", "span-entity-aware", "span-plain",
    "pair-entity-aware", "pair-plain", "masked-entity-aware", "masked-plain", "type-entity-aware",
    "token-entity-aware", "token-no-entities", "sequence-entity-aware", "sequence-numbers",
    "answer-entity-aware", "choice-entity-aware", "choice-no-entities", "cloze-entity-aware",
    "cloze-plain", "bert-sequence", "bert-token", "bert-answer", "bert-choice",
    "roberta-sequence", "roberta-token", "roberta-answer", "roberta-choice",
    "xlm-roberta-sequence",
  ]

  /// Runs Tests/Scripts/check_onnx.py, where there is a Python with onnxruntime.
  private func check(_ folder: WorkFolder, _ arguments: String) throws -> Program.Result? {
    guard let pythonPeer else { return nil }
    let program = Program(folder: folder.path)
    let python = pythonPeer.path
    guard try program.shell("'\(python)' -c 'import onnx, onnxruntime'").status == 0 else {
      return nil
    }
    let script = packageFolder.appending(path: "Tests/Scripts/check_onnx.py").path
    return try program.shell("'\(python)' '\(script)' \(arguments)")
  }

  /// Every class, on batches with padding, with and without entities.
  @Test(arguments: cases)
  func onnxruntimeComputesWhatTransformersDoes(_ name: String) throws {
    let folder = try WorkFolder()
    let exported = try Program(folder: folder.path).run([
      "export", Goldens.modelFolder(name).path, "out", "--onnx", "--int8", "--quiet",
    ])
    #expect(exported.status == 0, "\(exported.errors)")
    guard let checked = try check(folder, "outputs out") else { return }
    #expect(checked.status == 0, "\(checked.errors)")
    let lines = checked.output.split(separator: "\n")
    #expect(lines.map { $0.prefix { $0 != ":" } } == ["model.onnx", "model.int8.onnx"])
  }

  @Test func saysWhatGoesInAndComesOut() throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet", "--set", "training.steps=3").status == 0)
    let exported = try run.program.run(["export", "run/model.h5", "out", "--onnx", "--int8"])
    #expect(exported.status == 0 && exported.output == "")
    let ports =
      "input_ids, attention_mask, entity_ids, entity_attention_mask, entity_position_ids, entity_start_positions, "
      + "entity_end_positions → logits"
    let lines = exported.errors.split(separator: "\n").map(String.init)
    #expect(
      lines.dropLast() == [
        "out/README.md: language and license are not known; --language and --license say what they are",
        "out/model.onnx: \(ports), 0.2 MB",
        "out/model.int8.onnx: \(ports); 12 matrices and tables in 8 bits, 0.1 MB",
      ])
    #expect(
      try #require(lines.last).wholeMatch(
        of:
          /out: LukeForEntitySpanClassification, 37925 parameters; \d+ files, 0\.\d MB; README\.md .*/
      ) != nil,
      "\(exported.errors)")
    #expect(
      try run.files("out").filter { $0.hasPrefix("model") } == [
        "model.int8.onnx", "model.onnx", "model.safetensors",
      ])
    // The folder is still a model, and is replaced as a whole.
    #expect(try run.program.run(["import", "out", "again.h5", "--quiet"]).status == 0)
    let again = ["export", "again.h5", "out", "--replace", "--quiet"]
    #expect(try run.program.run(again + ["--int8"]).status == 0)
    #expect(
      try run.files("out").filter { $0.hasPrefix("model") } == [
        "model.int8.onnx", "model.safetensors",
      ])
    #expect(try run.program.run(again).status == 0)
    #expect(try run.files("out").filter { $0.hasPrefix("model") } == ["model.safetensors"])
  }

  /// A LUKE that was trained on words alone is asked for nothing else.
  @Test func modelsOfWordsAloneHaveNoEntities() throws {
    let run = try TrainingRun(task: "sequence-classification")
    #expect(try run.train("run", "--quiet", "--set", "training.steps=3").status == 0)
    let exported = try run.program.run(["export", "run/model.h5", "out", "--onnx"])
    #expect(
      exported.errors.contains("\nout/model.onnx: input_ids, attention_mask → logits, "),
      "\(exported.errors)")
    guard let checked = try check(run.folder, "outputs out") else { return }
    #expect(checked.status == 0, "\(checked.errors)")
  }

  /// The score of model.onnx is that of the program, and that in 8 bits is near it.
  @Test func scoresAreThoseOfTheProgram() throws {
    let run = try TrainingRun.learning()
    // The configuration of the tests' small model pads with the token that begins a text, which transformers does not
    // count then.
    try run.folder.write(
      "config.json",
      run.text("config.json").replacing(#""pad_token_id": 0"#, with: #""pad_token_id": 1"#))
    #expect(try run.train("run", "--quiet").status == 0)
    #expect(try run.program.run(["export", "run", "out", "--onnx", "--int8"]).status == 0)
    let data = packageFolder.appending(path: "Datasets/quickstart-messages/test.tsv").path
    let evaluated = try run.program.run(["evaluate", "out", data, "--json", "--quiet"])
    let accuracy = try #require(jsonObject(evaluated.output)["accuracy"] as? Double)
    #expect(accuracy > 0.5)
    guard let checked = try check(run.folder, "texts out '\(data)' --length 64 --heading") else {
      return
    }
    #expect(checked.status == 0, "\(checked.errors)")
    let scores = checked.output.matches(of: /accuracy ([0-9.]+) of 100 texts/)
      .compactMap { Double($0.1) }
    #expect(scores.count == 2 && scores.first == (accuracy * 10_000).rounded() / 100)
    let quantized = try #require(scores.last)
    #expect(abs(quantized - 100 * accuracy) <= 5)
  }

  @Test func whatCannotBeWrittenIsToldBeforeAnyWork() throws {
    let folder = try WorkFolder()
    let program = Program(folder: folder.path)
    let golden = Goldens.modelFolder("model-entity-aware").path
    #expect(try program.shell("cp -r '\(golden)' headless").status == 0)
    let file = URL(filePath: folder.path + "/headless/config.json")
    let config = try String(contentsOf: file, encoding: .utf8)
    try config.replacing("\"LukeModel\"", with: "\"LukeForTokenClassification\"")
      .write(to: file, atomically: false, encoding: .utf8)
    let result = try program.run(["export", "headless", "out", "--int8"])
    #expect(result.status == 65)
    #expect(
      result.faults == [
        "headless: lacks classifier (2 arrays), which ONNX cannot be written without; train the head first"
      ])
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/out"))
  }
}
