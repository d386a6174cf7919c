import Foundation
import LukeModel
import Testing

@Suite struct ConfigurationTests {
  private func message(_ id2label: String) -> String? {
    message(adding: #""id2label": \#(id2label)"#)
  }

  private func message(adding member: String) -> String? {
    let json = """
      {"model_type": "luke", "vocab_size": 9, "hidden_size": 4, "num_attention_heads": 2,
       \(member)}
      """
    do {
      _ = try LukeConfiguration(json: Data(json.utf8), origin: "config.json")
      return nil
    } catch {
      return "\(error)"
    }
  }

  /// Numbers that are right but for the limits of computers.
  @Test(arguments: [
    ("\"intermediate_size\": 1e30", "intermediate_size is 1e+30, which is out of range"),
    ("\"intermediate_size\": 1.5", "intermediate_size must be a whole number"),
    ("\"layer_norm_eps\": 1e-60", "layer_norm_eps is 1e-60, which is 0 in float32"),
    ("\"layer_norm_eps\": 0", "layer_norm_eps must be above 0"),
    ("\"classifier_dropout\": 1", "classifier_dropout is 1.0; it must be at least 0 and below 1"),
    (
      "\"problem_type\": \"ranking\"",
      "problem_type is \"ranking\"; known are regression, single_label_classification, "
        + "multi_label_classification"
    ),
    (
      "\"initializer_range\": 1e50",
      "initializer_range is 1e+50, which is out of range: float32 ends at 3.4e38"
    ),
  ])
  func numbersOutOfRange(_ member: String, _ fault: String) {
    #expect(message(adding: member) == "config.json: " + fault)
  }

  /// Nothing else is wrong because of it.
  @Test(arguments: ["hidden_size", "vocab_size", "max_position_embeddings"])
  func aSizeBelowOneIsOneFault(_ key: String) {
    let sizes = ["vocab_size": 9, "hidden_size": 4, "num_attention_heads": 2]
      .merging([key: -1]) { $1 }.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ")
    #expect(
      throws: ConfigurationError(
        origin: "config.json", faults: ["\(key) is -1; it must be between 1 and 100000000"])
    ) {
      try LukeConfiguration(
        json: Data("{\"model_type\": \"luke\", \(sizes)}".utf8), origin: "config.json")
    }
  }

  @Test(arguments: [
    ("\"model_type\": 5", "model_type must be a string"),
    ("\"id2label\": [\"A\"]", "id2label must be an object of names"),
    ("\"architectures\": \"LukeModel\"", "architectures must be a list of strings"),
    ("\"bos_token_id\": \"<s>\"", "bos_token_id must be a whole number"),
    ("\"eos_token_id\": true", "eos_token_id must be a whole number"),
    ("\"problem_type\": 5", "problem_type must be a string"),
    ("\"classifier_dropout\": \"no\"", "classifier_dropout must be a number"),
  ])
  func valuesOfOtherTypes(_ member: String, _ fault: String) {
    let json = "{\"vocab_size\": 9, \"hidden_size\": 4, \"num_attention_heads\": 2, \(member)}"
    #expect(throws: ConfigurationError(origin: "config.json", faults: [fault])) {
      try LukeConfiguration(json: Data(json.utf8), origin: "config.json")
    }
  }

  /// What is no JSON is so at a place; what is JSON and no object has none.
  @Test(arguments: [
    (
      "{\"hidden_size\": 8,\n \"hidden_size\": 9}",
      "config.json:2:2: the key \"hidden_size\" is given twice"
    ),
    ("{\"vocab_size\": 9,,}", "config.json:1:18: "),
    ("[1]", "config.json: this is not a JSON object"),
  ])
  func whatIsNoObjectIsRefused(_ json: String, _ fault: String) {
    let error = #expect(throws: ConfigurationError.self) {
      try LukeConfiguration(json: Data(json.utf8), origin: "config.json")
    }
    #expect(error?.description.hasPrefix(fault) == true, "\(error?.description ?? "")")
  }

  /// Numbers may be written as other programs write them.
  @Test func wholeNumbersMayHavePoints() throws {
    let json = #"{"hidden_size": 8.0, "num_attention_heads": 2e0, "layer_norm_eps": 1}"#
    let found = try LukeConfiguration(json: Data(json.utf8), origin: "config.json")
    #expect((found.hiddenSize, found.attentionHeadCount) == (8, 2) && found.layerNormEpsilon == 1)
  }

  /// Keys of heads are kept; where they are absent none are written.
  @Test func keysOfHeadsAreKept() throws {
    func read(_ member: String) throws -> LukeConfiguration {
      let json = "{\"vocab_size\": 9, \"hidden_size\": 4, \"num_attention_heads\": 2\(member)}"
      return try LukeConfiguration(json: Data(json.utf8), origin: "config.json")
    }
    let given = try read(#", "problem_type": "regression", "classifier_dropout": 0.25"#)
    #expect(given.problemType == .regression && given.classifierDropout == 0.25)
    #expect(try LukeConfiguration(json: given.json(), origin: "config.json") == given)
    let absent = try read(#", "problem_type": null"#)
    #expect(absent.problemType == nil && absent.classifierDropout == nil)
    let text = String(decoding: absent.json(), as: UTF8.self)
    #expect(!text.contains("problem_type") && !text.contains("classifier_dropout"))
  }

  /// Runs know the model they began with by the checksum of these bytes.
  @Test func whatIsWrittenStaysAsItWas() throws {
    var configuration = LukeConfiguration()
    configuration.vocabularySize = 9
    configuration.entityVocabularySize = 5
    configuration.hiddenDropout = 0.1234567
    configuration.layerNormEpsilon = 1e-12
    configuration.classifierDropout = 0
    configuration.problemType = .singleLabelClassification
    configuration.architectures = ["LukeForSequenceClassification"]
    configuration.labels = ["L10", "L2", "b/per", "B/PER", "_x", "ä", "\"", "北"]
    #expect(
      String(decoding: configuration.json(), as: UTF8.self) == """
        {
          "architectures" : [
            "LukeForSequenceClassification"
          ],
          "attention_probs_dropout_prob" : 0.1,
          "bos_token_id" : 0,
          "classifier_dropout" : 0,
          "entity_emb_size" : 256,
          "entity_vocab_size" : 5,
          "eos_token_id" : 2,
          "hidden_act" : "gelu",
          "hidden_dropout_prob" : 0.1234567,
          "hidden_size" : 768,
          "id2label" : {
            "0" : "L10",
            "1" : "L2",
            "2" : "b/per",
            "3" : "B/PER",
            "4" : "_x",
            "5" : "ä",
            "6" : "\\"",
            "7" : "北"
          },
          "initializer_range" : 0.02,
          "intermediate_size" : 3072,
          "label2id" : {
            "_x" : 4,
            "\\"" : 6,
            "ä" : 5,
            "b/per" : 2,
            "B/PER" : 3,
            "L2" : 1,
            "L10" : 0,
            "北" : 7
          },
          "layer_norm_eps" : 0.000000000001,
          "max_position_embeddings" : 514,
          "model_type" : "luke",
          "num_attention_heads" : 12,
          "num_hidden_layers" : 12,
          "pad_token_id" : 1,
          "problem_type" : "single_label_classification",
          "type_vocab_size" : 1,
          "use_entity_aware_attention" : true,
          "vocab_size" : 9
        }
        """)
  }

  @Test func classesHaveNamesOfTheirOwn() throws {
    #expect(message(#"{"0": "A", "1": "B"}"#) == nil)
    let twice = try #require(message(#"{"0": "A", "1": "A"}"#))
    #expect(twice.contains(#"id2label gives the name "A" to two classes"#))
    let gap = try #require(message(#"{"0": "A", "2": "B"}"#))
    #expect(gap.contains("id2label must name the classes 0 to 1"))
  }

  /// Values that cannot be read hide none that are wrong, and make none of others wrong.
  @Test(arguments: [
    (
      #""num_hidden_layers": "x", "intermediate_size": 0, "hidden_act": "relu", "vocab_size": 1.5"#,
      [
        "vocab_size must be a whole number", "num_hidden_layers must be a whole number",
        "intermediate_size is 0; it must be between 1 and 100000000",
        "hidden_act is \"relu\"; only \"gelu\" is known",
      ]
    ),
    (#""hidden_size": "x", "num_attention_heads": 5"#, ["hidden_size must be a whole number"]),
  ])
  func allFaultsAreToldTogether(_ members: String, _ faults: [String]) {
    #expect(throws: ConfigurationError(origin: "config.json", faults: faults)) {
      try LukeConfiguration(json: Data("{\(members)}".utf8), origin: "config.json")
    }
  }
}
