import Foundation
import LukeModel
import Testing

@Suite struct ConfigurationTests {
  private func message(_ id2label: String) -> String? {
    let json = """
      {"model_type": "luke", "vocab_size": 9, "hidden_size": 4, "num_attention_heads": 2,
       "id2label": \(id2label)}
      """
    do {
      _ = try LukeConfiguration(json: Data(json.utf8), origin: "config.json")
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test func classesHaveNamesOfTheirOwn() throws {
    #expect(message(#"{"0": "A", "1": "B"}"#) == nil)
    let twice = try #require(message(#"{"0": "A", "1": "A"}"#))
    #expect(twice.contains(#"id2label gives the name "A" to two classes"#))
    let gap = try #require(message(#"{"0": "A", "2": "B"}"#))
    #expect(gap.contains("id2label must name the classes 0 to 1"))
  }
}
