import Foundation
import LukeCheckpoints
import LukeFiles
import LukeTestSupport
import LukeText
import Testing

/// Tokenizer and entity vocabulary of a model: read once, written back as they are, damage named.
@Suite struct ModelPartTests {
  private static let words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "ada", "##s", "."]
  private static let titles = #"{"[PAD]": 0, "[UNK]": 1, "[MASK]": 2, "Zoë":   3}"#

  /// A model whose parts can all be used.
  private func usableArchive() throws -> ModelArchive {
    var archive = try exampleArchive()
    archive.storedTokenizer = StoredTokenizer(
      files: [
        "vocab.txt": Data(Self.words.joined(separator: "\n").utf8),
        "tokenizer_config.json": Data(#"{"do_lower_case":   true}"#.utf8),
      ], origin: "example")
    archive.storedEntityVocabulary = entities(Self.titles, of: "example")
    return archive
  }

  @Test func theTokenizerIsReadOnceForAllCopies() throws {
    let archive = try usableArchive()
    let copy = archive
    let changed = archive.usingEntityAwareAttention(false)
    let tokenizer = try archive.tokenizer
    #expect(try copy.tokenizer === tokenizer && changed.tokenizer === tokenizer)
    #expect(try archive.keepingSpecialEntities().tokenizer === tokenizer)
    // What is made in memory is not read at all.
    var other = archive
    let larger = try tokenizer.addingTokens(["<ent>"])
    other.storedTokenizer = StoredTokenizer(larger)
    #expect(try other.tokenizer === larger)
    #expect(other.storedTokenizer?.files == larger.files)
  }

  @Test func manyThreadsGetTheSameTokenizer() async throws {
    let stored = try #require(try usableArchive().storedTokenizer)
    let found = await withTaskGroup(of: ObjectIdentifier?.self) { group in
      for _ in 0..<16 { group.addTask { (try? stored.value).map { ObjectIdentifier($0) } } }
      return await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(found.count == 1 && !found.contains(nil))
  }

  /// Through a file, a folder and a file again: typed parts are equal, bytes are those of the beginning.
  @Test func allPartsComeBack() throws {
    try withTemporaryFolder { folder in
      let archive = try usableArchive()
      let (first, second) = (
        folder.appending(path: "1.h5").path, folder.appending(path: "2.h5").path
      )
      let exported = folder.appending(path: "exported").path
      try ModelFile.write(archive, to: first)
      try ModelArchive(path: first).writeHuggingFaceFolder(to: exported)
      try ModelFile.write(ModelArchive(path: exported), to: second)
      for path in [first, exported, second] {
        let found = try ModelArchive(path: path)
        #expect(found.configuration == archive.configuration && found.labels == archive.labels)
        #expect(found.recipe == archive.recipe)
        #expect(try found.tokenizer.encode("Adas.") == archive.tokenizer.encode("Adas."))
        #expect(try found.tokenizer.encode("Adas.").map(\.id) == [5, 6, 7])
        #expect(try found.entityVocabulary == archive.entityVocabulary)
        #expect(try found.entityVocabulary?.id(title: "Zoë") == 3)
        #expect(found.storedEntityVocabulary?.data == Data(Self.titles.utf8))
        #expect(
          found.storedTokenizer?.files["vocab.txt"]
            == archive.storedTokenizer?.files["vocab.txt"])
        #expect(found.tokenizerFileNames == ["tokenizer_config.json", "vocab.txt"])
        #expect(try everything(found.weights) == everything(archive.weights))
      }
      #expect(
        try ModelArchive(path: first).storedTokenizer?.files == archive.storedTokenizer?.files)
      #expect(try ModelArchive(path: first).task == archive.task)
    }
  }

  @Test func damagedPartsAreNamedWhenTheyAreUsed() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "m.h5").path
      var archive = try usableArchive()
      archive.storedTokenizer = StoredTokenizer(
        files: ["vocab.txt": Data("[PAD]\n".utf8), "tokenizer_config.json": Data("{\n,}".utf8)],
        origin: "example")
      archive.storedEntityVocabulary = entities("{\"[PAD]\": 0,\n \"A\": -1}", of: "example")
      try ModelFile.write(archive, to: path)
      // Whoever uses neither is not held up.
      let found = try ModelArchive(path: path)
      #expect(try everything(found.weights) == everything(archive.weights))
      let tokenizerFault =
        "\(path): tokenizer_config.json, line 2, column 1: expected a key in double quotes, found ,"
      #expect(message { try found.tokenizer } == tokenizerFault)
      #expect(message { try found.tokenizer } == tokenizerFault, "asked for again")
      #expect(
        message { try found.entityVocabulary }
          == "\(path)/entity_vocabulary, line 2, column 2: the id "
          + "of \"A\" must be a whole number from 0 to 99999999")
      #expect(
        message { try found.keepingSpecialEntities() }
          == "\(path)/entity_vocabulary, line 2, column 2: the id of \"A\" must be a whole number from 0 "
          + "to 99999999")
      let exported = folder.appending(path: "exported")
      #expect(
        message { try found.writeHuggingFaceFolder(to: exported.path) }
          == "\(path)/tokenizer_config.json:2:1: expected a key in double quotes, found ,",
        "its class is not written over the damage")
      #expect(!FileManager.default.fileExists(atPath: exported.path))
    }
  }

  @Test func partsThatAreNotThereAreNamed() throws {
    var archive = try usableArchive()
    archive.origin = "m.h5"
    archive.storedTokenizer = nil
    archive.storedEntityVocabulary = nil
    #expect(
      message { try archive.tokenizer }
        == "m.h5: no tokenizer; expected tokenizer.json, vocab.json with merges.txt, or vocab.txt")
    #expect(try archive.entityVocabulary == nil && archive.tokenizerFileNames == [])
    #expect(StoredTokenizer(files: [:], origin: "m.h5") == nil)
  }

  /// Bytes that are no text would be mended on the way into a file, and nobody would know.
  @Test func entitiesThatAreNoTextAreNotWritten() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "m.h5").path
      var archive = try usableArchive()
      archive.storedEntityVocabulary = StoredEntityVocabulary(
        data: Data(#"{"[PAD]": 0, "Zo"#.utf8) + [0xEB] + Data(#"": 1}"#.utf8),
        name: "example/entity_vocab.json")
      #expect(
        message { try ModelFile.write(archive, to: path) }
          == "example/entity_vocab.json, line 1, column 14: this string is not valid UTF-8")
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }

  @Test func aVocabularyInMemoryIsWhatItsBytesSay() throws {
    let counted = try EntityVocabulary(
      data: Data("[PAD]\t0\n[UNK]\t0\n[MASK]\t0\nZoë\t3\n".utf8), name: "v.tsv")
    let stored = StoredEntityVocabulary(counted)
    #expect(try stored.value == EntityVocabulary(data: stored.data, name: "entity_vocab.json"))
    let archive = try usableArchive().choosingEntities(counted)
    #expect(try archive.entityVocabulary == stored.value)
    #expect(archive.configuration.entityVocabularySize == 4)
  }
}
