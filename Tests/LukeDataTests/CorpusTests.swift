import Foundation
import LukeData
import LukeTestSupport
import Testing

@Suite struct CorpusTests {
  private func build(
    _ files: [String: String], in folder: URL, threads: Int = 2,
    _ change: (inout CorpusBuilder) -> Void = { _ in }
  ) throws -> CorpusFolder {
    for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
    var builder = CorpusBuilder(settings: CorpusSettings(), threads: threads)
    change(&builder)
    let path = folder.appending(path: "corpus").path
    let inputs = files.keys.sorted().map { folder.appending(path: $0).path }
    _ = try builder.build(
      inputs, inputs.map { try CorpusFolder.describe($0) }, to: path, note: { _ in },
      progress: { _ in })
    return try CorpusFolder(path)
  }

  private func documents(_ corpus: CorpusFolder) throws -> [LinkedDocument] {
    try corpus.blocks.flatMap { try $0.documents() }
  }

  @Test func plainTextHasADocumentForEachParagraphGroup() throws {
    try withTemporaryFolder { folder in
      let corpus = try build(
        ["a.txt": "\u{FEFF}One.\r\nTwo.\n \t\n\nThree.", "b.txt": ""], in: folder)
      let found = try documents(corpus)
      #expect(found.map { $0.paragraphs.map(\.text) } == [["One.", "Two."], ["Three."]])
      #expect(corpus.manifest.counts.documents == 2)
      #expect(corpus.manifest.sources.map(\.file) == ["a.txt", "b.txt"])
    }
  }

  @Test func formatsAreFoundOut() throws {
    try withTemporaryFolder { folder in
      let dump = """
        <mediawiki xml:lang="sco"><siteinfo><dbname>x</dbname></siteinfo>
        <page><title>Ane</title><ns>0</ns><revision><text>It is [[Twa|the second]].</text></revision></page>
        <page><title>Twa</title><ns>0</ns><redirect title="Ane" /><revision><text>#REDIRECT [[Ane]]</text></revision></page>
        </mediawiki>
        """
      let corpus = try build(
        [
          "a.txt": "Plain.", "b.jsonl": "\n{\"text\": \"Json.\", \"title\": \"J\"}\n",
          "c.xml": dump,
        ], in: folder)
      #expect(
        try documents(corpus).map { $0.paragraphs[0].text } == [
          "Plain.", "Json.", "It is the second.",
        ])
      #expect(corpus.manifest.language == "sco")
      #expect(try corpus.redirects().resolve("Twa") == "Ane")
      #expect(corpus.manifest.redirects?.count == 1)
      #expect(corpus.manifest.counts.dumps["pages"] == 2)
    }
  }

  /// Shards are files that any Zstandard program reads as lines of JSON.
  @Test func shardsAreTheSameForAnyNumberOfThreads() throws {
    let lines = (0..<3000).map {
      "{\"title\": \"T\($0)\", \"text\": \"Number \($0) of many more.\"}\n"
    }
    var seen: [[String: Data]] = []
    for threads in [1, 2, 5] {
      try withTemporaryFolder { folder in
        let corpus = try build(["a.jsonl": lines.joined()], in: folder, threads: threads) {
          $0.shardSize = 1 << 14
        }
        #expect(corpus.manifest.shards.count > 0)
        #expect(try documents(corpus).map(\.title) == (0..<3000).map { "T\($0)" })
        var files: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: corpus.path) {
          files[name] = try Data(contentsOf: URL(filePath: corpus.path + "/" + name))
        }
        seen.append(files)
      }
    }
    #expect(seen[0] == seen[1] && seen[0] == seen[2])
  }

  @Test func damageIsNamed() throws {
    try withTemporaryFolder { folder in
      let corpus = try build(["a.txt": "Some text.\n"], in: folder)
      let shard = URL(filePath: corpus.path + "/documents-00000.jsonl.zst")
      var bytes = try Data(contentsOf: shard)
      bytes[10] ^= 0xFF
      try bytes.write(to: shard)
      #expect(throws: (any Error).self) { try documents(CorpusFolder(corpus.path)) }
      try bytes.dropLast(3).write(to: shard)
      #expect(throws: (any Error).self) { try CorpusFolder(corpus.path) }
      try FileManager.default.removeItem(atPath: corpus.path + "/corpus.json")
      #expect(
        throws: DataError.unsuitable(
          file: corpus.path,
          reason: "is not a corpus: it has no corpus.json; build-corpus makes one of files")
      ) { try CorpusFolder(corpus.path) }
    }
  }

  @Test func textThatIsNoUTF8IsNamed() throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "latin.txt")
      try Data([0x61, 10, 0xE4, 10]).write(to: file)
      let builder = CorpusBuilder(settings: CorpusSettings(), threads: 1)
      let path = folder.appending(path: "corpus").path
      #expect {
        try builder.build(
          [file.path], [CorpusFolder.describe(file.path)], to: path, note: { _ in },
          progress: { _ in })
      } throws: {
        "\($0)" == "\(file.path):2: is not valid UTF-8; convert the file, for example with iconv"
      }
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }
}
