import EndToEndSupport
import Foundation
import Testing

/// Lack of memory ends with a message that says what to do, however much there is.
@Suite struct MemoryTests {
  @Test func lackOfMemoryIsToldWithWhatWasSaved() throws {
    let run = try TrainingRun()
    try run.folder.write(
      "config.json",
      """
      {"model_type": "luke", "vocab_size": 2000, "entity_vocab_size": 4, "hidden_size": 512,
       "entity_emb_size": 8, "num_hidden_layers": 4, "num_attention_heads": 8,
       "intermediate_size": 2048, "max_position_embeddings": 66, "type_vocab_size": 1,
       "pad_token_id": 0, "layer_norm_eps": 1e-5}
      """)
    let arguments = [
      "--quiet", "--threads", "2", "--set", "data.validation=null", "--set", "data.test=null",
    ]
    let first = try run.program.run(
      ["recipe.json", "--output", "run", "--set", "training.steps=2"] + arguments)
    #expect(first.status == 0, "\(first.errors)")
    try FileManager.default.removeItem(atPath: run.folder.path + "/run/model.h5")
    let recipe = try run.text("run/recipe.json")
    try run.folder.write(
      "run/recipe.json", recipe.replacing("\"steps\": 2,", with: "\"steps\": 24,"))
    var namesCheckpoint = false
    var advices: Set<String> = []
    for kibibytes in stride(from: 250_000, through: 800_000, by: 50_000) {
      let result = try run.program.shell(
        """
        ulimit -v \(kibibytes)
        "$LUKE" recipe.json --output run --resume \(arguments.joined(separator: " "))
        """)
      guard result.status != 0 else { break }
      let message = "\(kibibytes): \(result.errors)"
      #expect(result.status == 70, "\(message)")
      #expect(result.faults.first?.hasPrefix("out of memory: ") ?? false, "\(message)")
      let size = Int((Double(kibibytes) / 1024).rounded())
      let limit = "; the process may have \(size) MiB (ulimit -v): raise that limit, or "
      let parts = result.faults.first?.components(separatedBy: limit) ?? []
      #expect(parts.count == 2, "\(message)")
      // What is read and made before the first step is not lowered by smaller batches.
      let starting = "take a smaller model or less data"
      let training =
        "take smaller batches (training.batch_size or batch_tokens, --batch of bench), "
        + "training.gradient_checkpointing, or fewer entities (model.entity_vocabulary, "
        + "--entity-vocabulary of bench)"
      #expect([starting, training].contains(parts.last), "\(message)")
      if let advice = parts.last { advices.insert(advice) }
      if result.faults.last
        == "the last good checkpoint is run/step-00000002.h5; --resume goes on from it"
      {
        namesCheckpoint = true
      }
    }
    #expect(namesCheckpoint)
    #expect(advices.count == 2)
    #expect(try run.files("run").allSatisfy { !$0.contains("partial") })
  }

  /// Where there is not even room for the library that computes, it is not said to be missing.
  @Test func librariesThatFindNoRoomAreThere() throws {
    let run = try TrainingRun()
    for library in ["openblas", "onednn", ""] {
      for kibibytes in stride(from: 110_000, through: 190_000, by: 10_000) {
        let result = try run.program.shell(
          """
          ulimit -v \(kibibytes)
          LUKE_PRODUCTS=\(library) "$LUKE" recipe.json --output run --quiet --threads 1
          """)
        #expect(!result.errors.contains("install"), "\(kibibytes): \(result.errors)")
      }
    }
  }

  /// What computes nothing is not told to compute less, and leaves nothing half-written.
  @Test func lackOfMemoryOutsideOfTraining() throws {
    let run = try TrainingRun()
    let text = String(repeating: "Some words of a line that is long. ", count: 400_000)
    try run.folder.write("long.txt", text + "\n")
    var isLacking = false
    for kibibytes in stride(from: 120_000, through: 240_000, by: 20_000) {
      let result = try run.program.shell(
        """
        ulimit -v \(kibibytes)
        "$LUKE" build-corpus long.txt made --threads 1 --quiet
        """)
      guard result.status == 70 else { continue }
      isLacking = true
      let message = "\(kibibytes): \(result.errors)"
      #expect(
        result.faults.first?.hasSuffix(
          "take fewer threads (--threads, where the command has it), or parts of the input")
          ?? false,
        "\(message)")
      #expect(try run.files("").allSatisfy { !$0.hasPrefix(".made") }, "\(message)")
    }
    #expect(isLacking)
  }
}
