import Foundation
import LukeTasks
import Testing

@Suite struct SettingsTests {
  private func decode<Settings: Decodable>(_ json: String) throws -> Settings {
    try JSONDecoder().decode(Settings.self, from: Data(json.utf8))
  }

  @Test func keysNotGivenKeepTheirDefaults() throws {
    let entities: NamedEntityRecognitionSettings = try decode("{}")
    #expect(entities == NamedEntityRecognitionSettings())
    #expect(entities.context == .document)
    #expect(entities.maximumLength == 512)
    #expect(entities.maximumMentionLength == 16)
    #expect(entities.maximumEntityLength == 128)
    #expect(entities.tagScheme == nil)
    let relations: RelationClassificationSettings = try decode("{}")
    #expect(relations == RelationClassificationSettings())
    #expect(relations.negativeLabel == "no_relation")
    #expect(relations.maximumMentionLength == 30)
  }

  @Test func everyKeyIsRead() throws {
    let entities: NamedEntityRecognitionSettings = try decode(
      """
      {"context": "sentence", "max_length": 64, "max_mention_length": 4, "max_entity_length": 32,
       "tag_scheme": "bioes"}
      """)
    #expect(
      entities
        == NamedEntityRecognitionSettings(
          context: .sentence, maximumLength: 64, maximumMentionLength: 4, maximumEntityLength: 32,
          tagScheme: .bioes))
    let relations: RelationClassificationSettings = try decode(
      """
      {"negative_label": "Other", "metric": "directed_macro_f1", "max_length": 64,
       "max_mention_length": 4}
      """)
    #expect(
      relations
        == RelationClassificationSettings(
          negativeLabel: "Other", metric: .directedMacroF1, maximumLength: 64,
          maximumMentionLength: 4))
  }

  @Test func valuesThatCannotBeAreNamed() {
    let entities = NamedEntityRecognitionSettings(
      maximumLength: 2, maximumMentionLength: 0, maximumEntityLength: -1)
    #expect(
      entities.faults().map { "\($0.key) \($0.message)" } == [
        "max_length must be at least 3, not 2 (two are special tokens)",
        "max_mention_length must be at least 1, not 0",
        "max_entity_length must be at least 1, not -1",
      ])
    #expect(
      NamedEntityRecognitionSettings().faults(positionCount: 256).map(\.message) == [
        "must be at most 256, not 512 (the model has 256 positions)"
      ])
    #expect(NamedEntityRecognitionSettings().faults(positionCount: 512).isEmpty)
    #expect(
      RelationClassificationSettings(maximumLength: 7).faults().map(\.message) == [
        "must be at least 8, not 7 (two special tokens, four markers, two words)"
      ])
  }
}
