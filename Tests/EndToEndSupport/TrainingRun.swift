import Foundation
import LukeTestSupport

/// A tiny recipe on the sample data, in a folder of its own: runs of a second or two.
package struct TrainingRun {
  package let folder: WorkFolder
  package var program: Program { Program(folder: folder.path) }
  /// The program with a time that stands still, for those who compare whole model files.
  package var timelessProgram: Program {
    Program(folder: folder.path, environment: Program.fixedTime)
  }

  /// What the recipe says of training, beside `extra`; a model of hidden size 16 in one layer unless
  /// said otherwise.
  package init(
    task: String = "named-entity-recognition", hiddenSize: Int = 16, layers: Int = 1,
    training extra: String = ""
  ) throws {
    folder = try WorkFolder()
    let datasets = packageFolder.appending(path: "Datasets").path
    let (data, suffix, settings) =
      switch task {
      case "relation-classification": (datasets + "/quickstart-relations", "jsonl", "")
      case "entity-typing": (datasets + "/quickstart-types", "jsonl", "")
      case "sequence-classification": (datasets + "/quickstart-messages", "tsv", "")
      case "multiple-choice": (datasets + "/quickstart-choices", "jsonl", "")
      case "extractive-question-answering":
        (
          datasets + "/quickstart-questions", "json",
          #", "unanswerable": true, "max_question_length": 24, "stride": 16"#
        )
      case "cloze-question-answering":
        (datasets + "/quickstart-cloze", "jsonl", #", "max_query_length": 24, "doc_stride": 24"#)
      case "named-entity-recognition":
        (datasets + "/quickstart", "conll", #", "context": "sentence", "max_mention_length": 6"#)
      default: (datasets + "/quickstart", "conll", "")
      }
    try folder.write(
      "config.json",
      """
      {"model_type": "luke", "vocab_size": 2000, "entity_vocab_size": 4, "hidden_size": \(hiddenSize),
       "entity_emb_size": 8, "num_hidden_layers": \(layers), "num_attention_heads": 2,
       "intermediate_size": \(2 * hiddenSize), "max_position_embeddings": 66, "type_vocab_size": 1,
       "pad_token_id": 0, "layer_norm_eps": 1e-5}
      """)
    try folder.write(
      "recipe.json",
      """
      {"task": {"kind": "\(task)", "max_length": 64\(settings)},
       "data": {"train": "\(data)/validation.\(suffix)", "validation": "\(data)/validation.\(suffix)",
         "test": "\(data)/test.\(suffix)"},
       "model": {"from": "config.json", "tokenizer": "\(datasets)/quickstart/tokenizer"},
       "training": {"steps": 24, "batch_size": 4, "learning_rate": 0.003, "seed": 3,
         "evaluate_every": {"steps": 10}, "checkpoint_every": {"steps": 3}\(extra)}}
      """)
  }

  /// Trains into `output`.
  @discardableResult
  package func train(_ output: String, _ arguments: String...) throws -> Program.Result {
    try program.run(["recipe.json", "--output", output] + arguments)
  }

  /// The bytes of all final weights of the run in `output`.
  package func weights(_ output: String) throws -> Data {
    let exported = output + "-exported-" + UUID().uuidString
    let result = try program.run(["export", output + "/model.h5", exported])
    if result.status != 0 { throw GoldenError(result.errors) }
    return try Data(
      contentsOf: URL(filePath: folder.path + "/" + exported + "/model.safetensors"))
  }

  package func text(_ name: String) throws -> String {
    try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)
  }

  package func files(_ name: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path + "/" + name).sorted()
  }
}
