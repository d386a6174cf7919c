import Foundation
import LukeCheckpoints
import LukeJSON
import LukeTestSupport
import Testing

/// Keys of a `config.json` that are likely to be mistakes.
@Suite struct ConfigurationKeysTests {
  private func notes(_ members: String) throws -> [String] {
    try ConfigurationKeys(JSONParser.parse("{\(members)}".utf8), of: "config.json").notes
  }

  private static let sizes = """
    "hidden_size": 8, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16
    """

  @Test(arguments: [
    ("vocab_sise", "vocab_size"), ("layer_norm_epsilon", "layer_norm_eps"),
    ("hidden_dropout", "hidden_dropout_prob"), ("hiddenAct", "hidden_act"),
    ("initialiser_range", "initializer_range"), ("pad_token", "pad_token_id"),
    ("entity-emb-size", "entity_emb_size"), ("lable2id", "label2id"),
  ])
  func keysNearToOthersAreSaid(_ key: String, _ known: String) throws {
    #expect(
      try notes(#"\#(Self.sizes), "\#(key)": 1"#) == [
        "config.json: unknown key '\(key)', did you mean '\(known)'? The default of '\(known)' is taken"
      ])
  }

  /// Where the right one is there as well, the other may have been meant to change it.
  @Test(arguments: [
    ("vocab_sise", "vocab_size"), ("hiddenAct", "hidden_act"), ("lable2id", "label2id"),
    ("initialiser_range", "initializer_range"), ("entity-emb-size", "entity_emb_size"),
    ("num_hidden_layer", "num_hidden_layers"),
  ])
  func keysNearToOthersBesideThemAreSaid(_ key: String, _ known: String) throws {
    let right = Self.sizes.contains(known) ? "" : #", "\#(known)": 1"#
    #expect(
      try notes(#""\#(key)": 1, \#(Self.sizes)\#(right)"#) == [
        "config.json: unknown key '\(key)', did you mean '\(known)'? '\(known)' is there as well, and "
          + "is taken; take the other one out"
      ])
  }

  /// Beside the right one, a key that goes on where that ends is another program's.
  @Test(arguments: [
    "hidden_size_per_head", "num_attention_heads_per_group", "intermediate_size_mlp", "pad_token",
    "layer_norm_epsilon", "hidden_dropout",
  ])
  func longerAndShorterKeysAreOthers(_ key: String) throws {
    let rest = #""pad_token_id": 1, "layer_norm_eps": 1, "hidden_dropout_prob": 0"#
    #expect(try notes(#"\#(Self.sizes), \#(rest), "\#(key)": 1"#) == [])
  }

  @Test func aMissingSizeIsSaid() throws {
    let rest = Self.sizes.replacing("hidden_size", with: "hiden_size")
    #expect(
      try notes(rest) == [
        "config.json: unknown key 'hiden_size', did you mean 'hidden_size'? The default of 'hidden_size' is taken",
        "config.json: lacks hidden_size (768), taken as in LUKE base",
      ])
    #expect(
      try notes(#""model_type": "luke", "hidden_size": null, "num_hidden_layers": 2"#) == [
        "config.json: lacks hidden_size (768), num_attention_heads (12), intermediate_size (3072), taken as in LUKE base"
      ])
  }

  /// A decoder is another model, though its weights are called the same.
  @Test(arguments: ["is_decoder", "add_cross_attention"], ["bert", "roberta"])
  func decodersAreRefused(_ key: String, _ type: String) throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "config.json")
      try write(
        #"{"model_type": "\#(type)", "\#(key)": true, \#(Self.sizes)}"#, to: file)
      try writeArrays(["a": ([1], [1])], to: folder.appending(path: "model.safetensors"))
      for path in [folder.path, file.path] {
        #expect(
          message { _ = try ModelSource.open(path) }
            == "\(file.path): \(key) is true, as of a decoder; encoders alone are known, whose words see those "
            + "behind them as well: set it to false where the model is to be trained as one")
      }
    }
  }

  /// What transformers writes beside is nobody's mistake.
  @Test func keysOfOthersAreSilent() throws {
    let others = [
      "_name_or_path", "add_cross_attention", "bad_words_ids", "begin_suppress_tokens",
      "chunk_size_feed_forward", "classifier_dropout", "cls_token_id",
      "cross_attention_hidden_size", "decoder_start_token_id", "directionality", "dtype",
      "finetuning_task", "gradient_checkpointing", "is_decoder", "is_encoder_decoder",
      "length_penalty", "mask_token_id", "max_length", "min_length", "num_beam_groups",
      "num_beams", "num_return_sequences", "output_attentions", "output_hidden_states",
      "output_past", "pooler_fc_size", "pooler_num_attention_heads", "pooler_num_fc_layers",
      "pooler_size_per_head", "pooler_type", "position_embedding_type", "prefix",
      "problem_type", "pruned_heads", "remove_invalid_values", "repetition_penalty",
      "return_dict", "sep_token_id", "suppress_tokens", "task_specific_params", "temperature",
      "tf_legacy_loss", "tie_encoder_decoder", "tie_word_embeddings", "tokenizer_class",
      "top_k", "top_p", "torch_dtype", "torchscript", "transformers_version", "typical_p",
      "use_bfloat16", "use_cache", "cls_entity_prediction", "bert_model_name",
    ]
    let members = others.map { "\"\($0)\": 1" }.joined(separator: ", ")
    #expect(try notes(Self.sizes + ", " + members) == [])
    let known = [
      "model_type", "vocab_size", "entity_vocab_size", "entity_emb_size", "hidden_act",
      "hidden_dropout_prob", "attention_probs_dropout_prob", "max_position_embeddings",
      "type_vocab_size", "initializer_range", "layer_norm_eps", "use_entity_aware_attention",
      "pad_token_id", "bos_token_id", "eos_token_id", "architectures", "id2label", "label2id",
    ].map { "\"\($0)\": 1" }.joined(separator: ", ")
    #expect(try notes(Self.sizes + ", " + known + ", " + members) == [])
  }

  /// The same of whatever reads a folder, and of a configuration alone.
  @Test func foldersSayTheKeysOfTheirConfiguration() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "model")
      try FileManager.default.copyItem(
        at: Goldens.modelFolder("span-entity-aware"), to: path)
      #expect(try ModelArchive(path: path.path).weights.notes == [])
      let file = path.appending(path: "config.json")
      let text = try String(contentsOf: file, encoding: .utf8)
        .replacing("\"layer_norm_eps\"", with: "\"layer_norm_esp\"")
      try write(text, to: file)
      #expect(
        try ModelArchive(path: path.path).weights.notes == [
          "\(file.path): unknown key 'layer_norm_esp', did you mean 'layer_norm_eps'? The default of 'layer_norm_eps' is taken"
        ])
      // The right one beside it is no fault, also of what has to be there.
      try write(
        text.replacing("layer_norm_esp", with: "layer_norm_eps").replacing(
          "\"vocab_size\"", with: "\"vocab_sise\": 3, \"vocab_size\""), to: file)
      #expect(
        try ModelArchive(path: path.path).weights.notes == [
          "\(file.path): unknown key 'vocab_sise', did you mean 'vocab_size'? 'vocab_size' is there as well, and is taken; take the other one out"
        ])
      // What the shapes of the weights follow from has to be there.
      let whole = text.replacing("layer_norm_esp", with: "layer_norm_eps")
      try write(
        whole.replacing("\"num_attention_heads\"", with: "\"num_attention_head\"")
          .replacing("\"vocab_size\"", with: "\"vocabsize\""), to: file)
      #expect(
        message { try ModelArchive(path: path.path) } == """
          \(file.path): unknown key 'num_attention_head', did you mean 'num_attention_heads'?
          \(file.path): unknown key 'vocabsize', did you mean 'vocab_size'?
          \(file.path): the key 'num_attention_heads' is missing, which models with weights need
          """)
      try write(
        #"{"hidden_size": 7, "num_hidden_layers": 2, "num_attention_head": 7, "intermediate_size": 4}"#,
        to: file)
      #expect(
        message { try ModelSource.open(file.path) } == """
          \(file.path): hidden_size 7 is not a multiple of num_attention_heads 12
          \(file.path): unknown key 'num_attention_head', did you mean 'num_attention_heads'?
          """)
      try write(#"{"vocab": 3}"#, to: file)
      #expect(
        message { try ModelSource.open(file.path) }
          == "\(file.path): is no configuration of a model: it has none of model_type, hidden_size, num_hidden_layers, num_attention_heads and intermediate_size"
      )
    }
  }

  @Test func aMissingTypeIsSaid() throws {
    func notes(_ members: String) throws -> [String] {
      try ConfigurationKeys(JSONParser.parse("{\(members)}".utf8), of: "config.json").typeNotes
    }
    let note =
      "config.json: has no model_type, and is taken for that of a LUKE; add \"model_type\": \"luke\" to "
      + "say so"
    #expect(try notes(Self.sizes) == [note])
    #expect(try notes(Self.sizes + #", "model_type": null"#) == [note])
    #expect(try notes(Self.sizes + #", "model_type": "luke""#) == [])
    // One that is misspelt is said as such.
    #expect(try notes(Self.sizes + #", "model_typ": "luke""#) == [])
  }

  @Test func aFolderWithoutATypeIsALukeThatSaysSo() throws {
    try withTemporaryFolder { folder in
      try FileManager.default.copyItem(
        at: Goldens.modelFolder("span-entity-aware"), to: folder.appending(path: "model"))
      let file = folder.appending(path: "model/config.json")
      let text = try String(contentsOf: file, encoding: .utf8)
      let other = text.replacing(/"model_type": "luke",?/, with: "")
      #expect(other != text)
      try other.write(to: file, atomically: true, encoding: .utf8)
      let model = try ModelArchive(path: folder.appending(path: "model").path)
      #expect(
        try model.notes().contains(
          "\(file.path): has no model_type, and is taken for that of a LUKE; add \"model_type\": "
            + "\"luke\" to say so"))
    }
  }

  /// What is missing and what is wrong are told together.
  @Test func allFaultsOfAConfigurationAreToldTogether() throws {
    try withTemporaryFolder { folder in
      try FileManager.default.copyItem(
        at: Goldens.modelFolder("span-entity-aware"), to: folder.appending(path: "model"))
      let file = folder.appending(path: "model/config.json")
      try
        #"{"model_type": "luke", "hidden_size": "x", "num_hidden_layers": 0, "hidden_act": "relu"}"#
        .write(to: file, atomically: true, encoding: .utf8)
      let fault = message { _ = try ModelArchive(path: folder.appending(path: "model").path) }
      #expect(
        fault.replacing(file.path, with: "config.json").split(separator: "\n") == [
          "config.json: the key 'num_attention_heads' is missing, which models with weights need",
          "config.json: the key 'intermediate_size' is missing, which models with weights need",
          "config.json: hidden_size must be a whole number",
          "config.json: num_hidden_layers is 0; it must be between 1 and 100000000",
          "config.json: hidden_act is \"relu\"; only \"gelu\" is known",
        ])
    }
  }
}
