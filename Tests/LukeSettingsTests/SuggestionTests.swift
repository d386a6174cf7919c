import LukeSettings
import Testing

@Suite struct SuggestionTests {
  @Test(arguments: [
    ("weigth_decay", "weight_decay"), ("epoch", "epochs"), ("Epochs", "epochs"),
    ("learning_rte", "learning_rate"), ("warmup", nil), ("weight", "weight_decay"), ("x", nil),
  ])
  func findsTheNearest(_ word: String, _ expected: String?) {
    let keys = [
      "epochs", "steps", "learning_rate", "weight_decay", "warmup_ratio", "warmup_steps",
    ]
    #expect(Suggestion.nearest(to: word, in: keys) == expected)
  }

  @Test(arguments: [
    ("", "", 0), ("a", "", 1), ("abc", "acb", 1), ("kitten", "sitting", 3), ("ca", "abc", 3),
  ])
  func countsEdits(_ first: String, _ second: String, _ count: Int) {
    #expect(Suggestion.distance(first, second) == count)
  }
}
