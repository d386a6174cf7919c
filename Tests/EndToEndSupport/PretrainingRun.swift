import Foundation
import LukeTestSupport

/// A tiny pretraining recipe on sentences made here, in a folder of its own: runs of a second or two.
package struct PretrainingRun {
  package let folder: WorkFolder
  package var program: Program { Program(folder: folder.path) }

  /// What the recipe says of the task and of training, beside what is always the same.
  package init(task: String = "", training: String = "") throws {
    folder = try WorkFolder()
    try folder.write(
      "config.json",
      """
      {"model_type": "luke", "vocab_size": 9, "entity_vocab_size": 9, "hidden_size": 16,
       "entity_emb_size": 8, "num_hidden_layers": 1, "num_attention_heads": 2,
       "intermediate_size": 32, "max_position_embeddings": 66, "type_vocab_size": 1,
       "pad_token_id": 1, "layer_norm_eps": 1e-5, "use_entity_aware_attention": false}
      """)
    try folder.write("text.jsonl", Self.text)
    try folder.write(
      "recipe.json",
      """
      {"task": {"kind": "pretraining", "held_out": 0.2, "sequences": {"max_length": 40},
         "tokenizer": {"vocabulary_size": 300}\(task)},
       "data": {"train": "text.jsonl"},
       "model": {"from": "config.json"},
       "training": {"steps": 20, "batch_size": 4, "learning_rate": 0.003, "warmup_steps": 2,
         "seed": 3, "evaluate_every": {"steps": 10}, "checkpoint_every": {"steps": 3}\(training)}}
      """)
  }

  /// Documents about rivers and towns, whose names are linked.
  package static let text: String = {
    let towns = ["Ufer", "Marn", "Solbach", "Tievre", "Kirn", "Ostheim", "Vallet", "Brück"]
    let rivers = ["Loam", "Sarn", "Great Tey", "Ombrel"]
    var lines = ""
    for (number, town) in (towns + towns.map { "New " + $0 } + towns.map { "Old " + $0 })
      .enumerated()
    {
      let river = rivers[number % rivers.count]
      var text = ""
      var entities: [String] = []
      for (word, title) in [
        (town, town), (" lies where the ", nil), (river, river + " (river)"),
        (" meets the sea. The old town of ", nil), (town, town),
        (" has a market on every second day of the week. From here the ", nil),
        (river, river + " (river)"), (" is wide enough for boats.", nil),
      ] {
        let start = text.unicodeScalars.count
        text += word
        if let title {
          entities.append(
            #"{"start": \#(start), "end": \#(text.unicodeScalars.count), "title": "\#(title)"}"#)
        }
      }
      lines +=
        #"{"title": "\#(town)", "text": "\#(text)", "entities": [\#(entities.joined(separator: ", "))]}"#
      lines += "\n"
    }
    return lines
  }()

  /// Trains into `output`.
  @discardableResult
  package func train(_ output: String, _ arguments: String...) throws -> Program.Result {
    try program.run(["recipe.json", "--output", output] + arguments)
  }

  /// All final weights of the run in `output`, by name.
  package func weights(_ output: String) throws -> [String: RecordedTensor] {
    let exported = output + "-exported-" + UUID().uuidString
    let result = try program.run(["export", output + "/model.h5", exported])
    if result.status != 0 { throw GoldenError(result.errors) }
    return try SafetensorsReader.read(
      URL(filePath: folder.path + "/" + exported + "/model.safetensors"))
  }

  package func text(_ name: String) throws -> String {
    try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)
  }

  package func data(_ name: String) throws -> Data {
    try Data(contentsOf: URL(filePath: folder.path + "/" + name))
  }
}
