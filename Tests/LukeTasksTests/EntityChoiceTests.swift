import Foundation
import LukeData
import LukeTasks
import LukeText
import Testing

/// What named entity recognition chooses where a recipe is silent.
@Suite struct EntityChoiceTests {
  private typealias Task = NamedEntityRecognitionTask

  private func tokenizer() throws -> Tokenizer {
    let words = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\n##a\n"
    return try Tokenizer(files: ["vocab.txt": Data(words.utf8)], origin: "words")
  }

  private func choose(
    _ text: String, _ settings: NamedEntityRecognitionSettings = .init()
  ) throws -> (settings: NamedEntityRecognitionSettings, notes: [String]) {
    var settings = settings
    let corpus = try EntityDataReader.read(bytes: Array(text.utf8), name: "sample")
    let chosen = Task.choose(&settings, for: [corpus], try tokenizer())
    return (settings, chosen.map { "\($0.key): \($0.reason)" })
  }

  /// Sentences with an entity of a word each, of so many subwords.
  private func sentences(_ lengths: [Int]) -> String {
    lengths.map { String(repeating: "a", count: $0) + " B-X\n\n" }.joined()
  }

  @Test func anEncoderWithoutEntitiesReadsWords() {
    var settings = NamedEntityRecognitionSettings()
    #expect(Task.choose(&settings, knowingEntities: true).isEmpty && settings.head == nil)
    let chosen = Task.choose(&settings, knowingEntities: false)
    #expect(
      chosen.map { "\($0.key): \($0.reason)" } == [
        "head: the model begins from an encoder without entities"
      ])
    #expect(settings.head == .words)
    settings.head = .entities
    #expect(Task.choose(&settings, knowingEntities: false).isEmpty && settings.head == .entities)
  }

  @Test func mentionsAreAsLongAsTheDataNeed() throws {
    var words = NamedEntityRecognitionSettings()
    (words.head, words.context) = (.words, .sentence)
    let all = try choose(sentences([3, 9, 5]), words)
    #expect(all.settings.maximumMentionLength == 9)
    #expect(
      all.notes == ["max_mention_length: the longest entity of the training files has 9 subwords"])
    // Entities of the model are dear: one in a hundred is left out.
    var entities = words
    entities.head = nil
    let most = try choose(sentences([Int](repeating: 6, count: 199) + [30]), entities)
    #expect(most.settings.maximumMentionLength == 6)
    #expect(
      most.notes == [
        "max_mention_length: 199 of 200 entities of the training files are no longer, the longest has 30 "
          + "subwords"
      ])
    // No fewer than names have, and no more than the data can mean.
    #expect(try choose(sentences([1]), words).settings.maximumMentionLength == 4)
    #expect(try choose(sentences([90]), words).settings.maximumMentionLength == 64)
    #expect(try choose("a O\n", words).settings.maximumMentionLength == 16)
    words.maximumMentionLength = 2
    #expect(try choose(sentences([9]), words).settings.maximumMentionLength == 2)
  }

  @Test func theContextIsWhatTheFilesHave() throws {
    var settings = NamedEntityRecognitionSettings()
    settings.maximumMentionLength = 8
    let loose = try choose(sentences([Int](repeating: 1, count: 30)), settings)
    #expect(loose.settings.context == .sentence)
    #expect(loose.notes == ["context: no lines part the sentences into documents"])
    let parted = try choose("-DOCSTART- O\n\na B-X\n\n-DOCSTART- O\n\na O\n", settings)
    #expect(parted.settings.context == .document)
    #expect(parted.notes == ["context: the sentences are parts of documents"])
    settings.context = .document
    #expect(try choose(sentences([1]), settings).notes == [])
  }
}
