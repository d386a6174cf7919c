import Foundation
import LukeData
import LukeTasks
import LukeText
import Testing

/// Files whose sentences nothing parts into documents.
@Suite struct DocumentBorderTests {
  private func chosen(_ text: String) throws -> NamedEntityRecognitionSettings {
    let words = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\n"
    let tokenizer = try Tokenizer(files: ["vocab.txt": Data(words.utf8)], origin: "words")
    var settings = NamedEntityRecognitionSettings()
    let corpus = try EntityDataReader.read(bytes: Array(text.utf8), name: "sample")
    _ = NamedEntityRecognitionTask.choose(&settings, for: [corpus], tokenizer)
    return settings
  }

  private func notes(_ text: String) throws -> [String] {
    let words = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\n"
    let vocabulary = TaskVocabulary(
      tokenizer: try Tokenizer(files: ["vocab.txt": Data(words.utf8)], origin: "words"),
      maskEntityID: 2, secondMaskEntityID: 3)
    let task = try NamedEntityRecognitionTask(
      .init(), vocabulary, labels: LabelSet(["O", "X"]))
    let corpus = try EntityDataReader.read(bytes: Array(text.utf8), name: "sample")
    return task.features(of: corpus).notes
  }

  @Test func treebanksWithoutDocuments() throws {
    let sentence = "1\ta\t_\t_\t_\t_\t_\t_\t_\tname=B-X\n\n"
    let sentences = String(repeating: sentence, count: 21)
    #expect(
      try notes(sentences) == [
        "sample: no # newdoc lines part its 21 sentences, so each is read with the words of those around it; "
          + "where they do not belong together, set task.context to sentence"
      ])
    #expect(try chosen(sentences).context == .sentence)
    #expect(try chosen("# newdoc\n\(sentences)# newdoc\n\(sentence)").context == .document)
  }
}
