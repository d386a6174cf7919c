import LukeData
import LukeTasks
import LukeTestSupport
import Testing

/// Labels that differ in case or blanks alone are told with their counts, in every task that has labels.
@Suite struct AlikeLabelTests {
  private func note<Task: FineTuningTask>(
    _ task: Task.Type, _ files: String..., settings: Task.Settings = .init(),
    data: Task.Data = .init()
  ) throws -> String? {
    let counts = try files.map { text in
      let source = try SourceText(bytes: Array(text.utf8), file: "sample")
      return Task.labelCounts(in: try Task.read(source, data, requiresLabels: true), settings)
    }
    return AlikeLabels(counts).note(remedy: Task.remedy)
  }

  private static let start =
    "labels that differ in case or blanks alone are learned as different ones: "
  private static let end = "; write them alike in the data where they mean the same"

  /// What is learned is told with what is scored.
  @Test func typesOfEntities() throws {
    let files = ["a B-PER\nb B-per\nc I-per\nd O\n\ne B-PER\n", "a B-Loc\nb O\nc B-LOC\n"]
    let told = "\"LOC\" (once) and \"Loc\" (once), \"PER\" (2 times) and \"per\" (once)"
    #expect(
      try note(NamedEntityRecognitionTask.self, files[0], files[1])
        == Self.start + told + Self.end)
    #expect(
      try note(TokenClassificationTask.self, files[0], files[1]) == Self.start + told + Self.end)
    let records =
      #"{"text": "a b", "entities": [{"start": 0, "end": 1, "label": "X"}, "#
      + #"{"start": 2, "end": 3, "label": "x"}]}"#
    #expect(
      try note(NamedEntityRecognitionTask.self, records)
        == Self.start + "\"X\" (once) and \"x\" (once)" + Self.end)
    #expect(try note(NamedEntityRecognitionTask.self, "a B-PER\nb I-PER\nc B-LOC\n") == nil)
  }

  @Test func tagsOfWords() throws {
    #expect(
      try note(TokenClassificationTask.self, "a Noun\nb NOUN\nc VERB\n\nd NOUN\n")
        == Self.start + "\"NOUN\" (2 times) and \"Noun\" (once)" + Self.end)
  }

  @Test func relations() throws {
    func record(_ relation: String) -> String {
      #"{"text": "a b", "head": {"start": 0, "end": 1}, "tail": {"start": 2, "end": 3}, "relation": "#
        + "\"\(relation)\"}\n"
    }
    #expect(
      try note(
        RelationClassificationTask.self,
        record("no_relation") + record("No_Relation") + record("works  for") + record("works for")
          + record("no_relation"))
        == Self.start
        + "\"no_relation\" (2 times) and \"No_Relation\" (once), \"works  for\" (once) and "
        + "\"works for\" (once)" + Self.end)
  }

  @Test func typesOfMentions() throws {
    let text =
      #"{"text": "a b", "entities": [{"start": 0, "end": 1, "labels": ["Person", "person"]}, "#
      + #"{"start": 2, "end": 3, "labels": ["person"]}]}"#
    let told = "\"person\" (2 times) and \"Person\" (once)"
    #expect(try note(EntityTypingTask.self, text) == Self.start + told + Self.end)
    var settings = EntityTypingSettings()
    settings.labels = ["Person", "person"]
    #expect(try note(EntityTypingTask.self, text, settings: settings) == nil)
  }

  @Test func classesOfTexts() throws {
    let text =
      "text\tlabel\n"
      + ["Yes", "no", "yes", "no", "NO", "no", "maybe"].map { "a b\t\($0)\n" }
      .joined()
    #expect(
      try note(SequenceClassificationTask.self, text)
        == Self.start + "\"no\" (3 times) and \"NO\" (once), \"Yes\" (once) and \"yes\" (once); "
        + "data.same_labels, such as {\"NO\": \"no\"}, takes them for one")
    var data = TextDataSettings()
    data.sameLabels = ["NO": "no", "Yes": "yes"]
    #expect(try note(SequenceClassificationTask.self, text, data: data) == nil)
    var settings = SequenceClassificationSettings()
    settings.labels = ["yes", "Yes", "no", "NO", "maybe"]
    #expect(try note(SequenceClassificationTask.self, text, settings: settings) == nil)
    // Numbers are scores, whatever their letters.
    #expect(try note(SequenceClassificationTask.self, "a b\t1e2\na b\t1E2\na b\t0.5\n") == nil)
  }

  /// What is scored is held against the labels of the model.
  @Test func labelsOfAModel() {
    let start = "labels that differ in case or blanks alone are different ones: "
    let remedy = { (rare: String, frequent: String) in "\(rare) for \(frequent)" }
    #expect(
      AlikeLabels([["Good": 4, "bad": 2]], known: ["good", "bad"]).note(remedy: remedy)
        == start + "\"good\" (the model's) and \"Good\" (4 times); Good for good")
    #expect(
      AlikeLabels([["Good": 4, "good": 1]], known: ["good", "bad"]).note(remedy: remedy)
        == start + "\"good\" (once) and \"Good\" (4 times); Good for good")
    // What the model alone tells apart is nothing of the data.
    #expect(AlikeLabels([["bad": 4]], known: ["good", "Good", "bad"]).note(remedy: remedy) == nil)
  }

  @Test func manyAreCounted() {
    let counts = Dictionary(
      uniqueKeysWithValues: "abcdefg".flatMap { [(String($0), 2), ($0.uppercased(), 1)] })
    let told = "abcde".map { "\"\($0)\" (2 times) and \"\($0.uppercased())\" (once)" }
    #expect(
      AlikeLabels([counts]).note { "\($0) for \($1)" }
        == Self.start + told.joined(separator: ", ") + " and 2 more; A for a")
  }
}
