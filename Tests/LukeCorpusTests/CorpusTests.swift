import Foundation
import LukeCorpus
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
      let damaged = #expect(throws: (any Error).self) { try documents(CorpusFolder(corpus.path)) }
      #expect(
        damaged.map { "\($0)" }
          == "\(shard.path): block 0, at byte 0, is damaged; make the corpus anew, with build-corpus or, "
          + "where a recipe made it, luke-train prepare")
      let crc = try #require(corpus.manifest.shards.first?.crc32)
      let changed = #expect(throws: (any Error).self) { try CorpusFolder(corpus.path).verify() }
      #expect(
        changed.map { "\($0)" }?.hasPrefix(
          "\(shard.path): its CRC-32 is not \(crc), as corpus.json says; make the corpus anew")
          == true)
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

  /// What `corpus.json` says is compared with the files it lists, where that costs nothing.
  @Test func countsThatDisagreeAreNamed() throws {
    try withTemporaryFolder { folder in
      let line = #"{"text": "A town", "entities": [{"start": 2, "end": 6, "title": "T"}]}"#
      let corpus = try build(["a.jsonl": line + "\n" + line + "\n"], in: folder)
      let file = corpus.path + "/corpus.json"
      let whole = try String(contentsOfFile: file, encoding: .utf8)
      func message(_ old: String, _ new: String) throws -> String {
        #expect(whole.contains(old))
        try whole.replacing(old, with: new).write(
          toFile: file, atomically: false, encoding: .utf8)
        do {
          let corpus = try CorpusFolder(corpus.path)
          var tally = CorpusTally()
          for block in corpus.blocks { tally += CorpusTally(try block.documents()) }
          try tally.check(corpus)
          return "no error"
        } catch {
          return "\(error)".replacingOccurrences(of: corpus.path, with: "corpus")
        }
      }
      let remedy =
        "; one of them was changed after the corpus was made: make the corpus anew, with build-corpus "
        + "or, where a recipe made it, luke-train prepare"
      #expect(try message("counts", "counts") == "no error")
      #expect(
        try message("\"documents\" : 2", "\"documents\" : 3")
          == "corpus/corpus.json: counts.documents: is 3, but its files hold 2" + remedy)
      #expect(
        try message("\"links\" : 2", "\"links\" : 4")
          == "corpus/corpus.json: counts.links: is 4, but its files hold 2" + remedy)
      let size = try #require(corpus.manifest.shards.first?.size)
      #expect(
        try message("\"count\" : 2", "\"count\" : 1")
          == "corpus/documents-00000.jsonl.zst: is not the file that corpus.json lists: \(size) bytes "
          + "and 2 documents, not \(size) and 1; make the corpus anew, with build-corpus or, where a "
          + "recipe made it, luke-train prepare")
      #expect(
        try message("\"links\" : 2", "\"links\" : 1e999")
          .hasPrefix("corpus/corpus.json:"))
      #expect(
        try message("\"links\" : 2", "\"links\" : 1e999")
          .hasSuffix(
            ": is not valid JSON: the number 1e999 is out of range; the largest that is read is "
              + "1.797e308"))
      #expect(
        try message("\"links\" : 2", "\"links\" : NaN")
          .hasSuffix(": is not valid JSON: NaN is no JSON; write a number, or null"))
      #expect(
        try message("\"links\" : 2", "\"link\" : 2")
          == "corpus/corpus.json: key \"counts.links\" is missing")
      #expect(
        try message("luke-train corpus", "another thing")
          == "corpus/corpus.json: describes no corpus")
    }
  }

  /// Links under another key are left out, and that is said where there are no others.
  @Test func linksUnderOtherKeysAreNamed() throws {
    let note =
      "file: no links: they are read from the key entities, as {\"start\", \"end\", \"title\"}; other "
      + "lists are left out: "
    let link = #"[{"offset": 2, "length": 4, "title": "T"}]"#
    let first = #"{"text": "A town", "hyperlinks": \#(link), "mentions": [[2, 6, "T"]]}"#
    let second = #"{"text": "A town", "hyperlinks": \#(link)}"#
    #expect(
      try read("\(first)\n\(second)\n".utf8).notes.last
        == note + "hyperlinks (in 2), mentions (in 1)")
    #expect(
      try read(#"{"paragraphs": [{"text": "A town", "anchors": [{"href": "T"}]}]}"#.utf8)
        .notes.last == note + "anchors (in 1)")
    for text in [
      #"{"text": "A town", "tags": ["a", "b"], "scores": [1, 2, 3], "links": []}"#,
      #"{"text": "A town", "meta": [{"kind": "a"}], "id": 3}"#,
      #"{"text": "A town", "entities": [{"start": 2, "end": 6, "title": "T"}], "links": \#(link)}"#,
    ] { #expect(try read(text.utf8).notes == ["file: JSON Lines of linked text"]) }
  }

  /// Links in another form, within texts, or of some documents only.
  @Test func linksInOtherFormsAreNamed() throws {
    let place = "read from the key entities, as {\"start\", \"end\", \"title\"}"
    let (form, no) = ("links are \(place)", "file: no links: they are \(place)")
    for (text, found) in [
      (#"{"text": "A town", "refs": [["town", "Oslo"]]}"#, "refs"),
      (#"{"text": "A town", "links": [["Town", "Oslo"]]}"#, "links"),
      (#"{"text": "A town", "links": ["Oslo"]}"#, "links"),
      (#"{"text": "A town", "Links": {"town": "Oslo"}}"#, "Links"),
      (#"{"text": "A town", "spans": [[2, 6, "Oslo"]]}"#, "spans"),
    ] {
      #expect(
        try read(text.utf8).notes.last == "\(no); other lists are left out: \(found) (in 1)")
    }
    // Places and titles in lists of their own, as ZELDA has.
    for (lists, found) in [
      (#""at": [[2, 6]], "ids": [9], "names": ["Oslo"]"#, "at (in 1), names (in 1)"),
      (#""from": [2], "to": [6], "names": ["Oslo"]"#, "from (in 1), names (in 1), to (in 1)"),
    ] {
      #expect(
        try read("{\"text\": \"A town\", \(lists)}".utf8).notes.last
          == "\(no); other lists are left out: \(found)")
    }
    for lists in [
      #""at": [[2, 7]], "names": ["Oslo"]"#, #""at": [[2, 6], [0, 1]], "names": ["Oslo"]"#,
      #""at": [[0, 1], [2, 6]], "tokens": ["A", "town"]"#,
      #""from": [6], "to": [2], "names": ["a"]"#,
    ] {
      #expect(
        try read("{\"text\": \"A town\", \(lists)}".utf8).notes == [
          "file: JSON Lines of linked text"
        ])
    }
    for (text, mark) in [
      ("A [[town]].", "[[…]]"), (#"A <a href=\"Oslo\">town</a>."#, "<a href=…</a>"),
      (#"A &lt;a href=\"Oslo\"&gt;town&lt;/a&gt;."#, "&lt;a href=…&lt;/a&gt;"),
    ] {
      let line = #"{"text": "\#(text)"}"#
      #expect(
        try read(line.utf8).notes.last
          == "\(no); what is within texts stays text: \(mark) (in 1)")
    }
    let linked = #"{"text": "A town", "entities": [{"start": 2, "end": 6, "title": "T"}]}"#
    let lost = #"{"text": "A town", "entities": [], "links": [[2, 6, "T"]]}"#
    #expect(
      try read("\(linked)\n\(lost)\n".utf8).notes.last
        == "file: documents without links have other lists; \(form), and these are left out: links (in 1)"
    )
    let named = #"{"text": "A town", "tags": [["a", "b"]], "links": ["Oslo"]}"#
    #expect(try read("\(linked)\n\(named)\n".utf8).notes == ["file: JSON Lines of linked text"])
  }

  /// A file of an archive is as far as its share of the archive, whose size is the one that is known.
  @Test func progressInArchivesEndsAtTheirEnd() throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "data.zip").path
      try Data(
        StoredZip.archive(["a.txt": "One.\nTwo.\n", "b.txt": String(repeating: "x", count: 500)])
      )
      .write(to: URL(filePath: file))
      var seen: [CorpusBuilder.Progress] = []
      _ = try CorpusBuilder(settings: CorpusSettings(), threads: 1).build(
        [file + ":a.txt"], [CorpusFolder.describe(file + ":a.txt")],
        to: folder.appending(path: "corpus").path, note: { _ in }, progress: { seen.append($0) })
      let last = try #require(seen.last)
      #expect(last.bytesRead == last.byteCount && last.byteCount > 500)
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
        "\($0)"
          == "\(file.path):2: byte 1 of the line, 0xE4, is not valid UTF-8, nor is most of what is not "
          + "ASCII; mend it, or convert the file if all of it is in another encoding, for example with "
          + "iconv -f latin1 -t utf-8"
      }
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }

  /// Builds a corpus of one file of bytes; gives its texts, and what was noted with `file` for its path.
  private func read(
    _ bytes: some Sequence<UInt8>, named name: String = "file", format: CorpusFormat? = nil
  ) throws -> (texts: [String], notes: [String], counts: CorpusCounts) {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: name).path
      try Data(bytes).write(to: URL(filePath: file))
      var settings = CorpusSettings()
      settings.format = format
      var notes: [String] = []
      let path = folder.appending(path: "corpus").path
      _ = try CorpusBuilder(settings: settings, threads: 2).build(
        [file], [CorpusFolder.describe(file)], to: path,
        note: { notes.append($0.replacingOccurrences(of: file, with: "file")) },
        progress: { _ in })
      let corpus = try CorpusFolder(path)
      return (
        try documents(corpus).flatMap { $0.paragraphs.map(\.text) }, notes, corpus.manifest.counts
      )
    }
  }

  @Test(arguments: [
    #"[{"text": "One."}, {"text": "Two."}]"#,
    "[\n  {\n    \"text\": \"One.\"\n  },\n  {\n    \"text\": \"Two.\"\n  }\n]\n",
    "{\n  \"text\": \"One.\"\n}\n{\n  \"text\":\n\"Two.\"\n}\n",
    "{\n\"text\": \"One.\"\n}\u{FEFF}\n\u{FEFF}{\n\"text\": \"Two.\"\n}",
    "\u{FEFF}[ {\"text\": \"One.\"}\n,{\"text\": \"Two.\"} ]",
    "{\"text\": \"One.\"}\r\n\u{FEFF}{\"text\": \"Two.\"}\r\n",
    "{\"text\": \"One.\"}\r{\"text\": \"Two.\"}",
  ])
  func documentsOfJSONMayLieInAnyWay(_ text: String) throws {
    #expect(try read(text.utf8).texts == ["One.", "Two."])
  }

  @Test func faultsOfArraysHaveLinesAndColumns() throws {
    func fault(_ text: String) -> String {
      do { return "\(try read(text.utf8).texts)" } catch {
        return String("\(error)".split(separator: "/").last ?? "")
      }
    }
    #expect(
      fault("[{\"text\": 1}]")
        == "file:1:2: text: is not text; put the text in quotes, or take the object out")
    #expect(
      fault("[\n {\"text\": \"a\"},\n {\"text\":\n  \"b\" \"c\"}]")
        == "file:4:7: is not valid JSON: expected , or }, found \"")
    #expect(
      fault("[{\"text\": \"a\", \"text\": \"b\"}]")
        == "file:1:16: the key \"text\" is given twice (first at 1:3)")
    #expect(
      fault("[\n {\"text\": \"a\",\n  \"text\": \"b\"}]")
        == "file:3:3: the key \"text\" is given twice (first at 2:3)")
    #expect(
      fault("[{\"text\": \"a\"} {\"text\": \"b\"}]")
        == "file:1:16: is not valid JSON: expected a comma before the next object")
    #expect(
      fault("[{\"text\": \"a\"}, 3]")
        == "file:1:17: is not valid JSON: expected an object in braces, found 3")
    #expect(
      fault("[{\"text\": \"a\"}")
        == "file:1:14: is not valid JSON: the file ends before the ] of its array")
    #expect(
      fault("[\n{\"text\": \"a\"")
        == "file:2:12: is not valid JSON: the file ends within the object that begins in line 2")
    #expect(
      fault("[\"a\", \"b\"]")
        == "file:1:2: is not valid JSON: expected an object in braces, found \"")
  }

  /// Mostly sound UTF-8 is read; what is broken is mended and named with line and byte.
  @Test func aFewBrokenBytesAreMended() throws {
    let line = Array("Zoë lived in Köln, and Chloé in Łódź; 中文也在这里。\n".utf8)
    let broken = Array("A b".utf8) + [0xE4] + Array("d one.\n".utf8)
    let found = try read(line + line + broken + line)
    #expect(found.texts.count == 4)
    #expect(found.texts[2] == "A b\u{FFFD}d one.")
    #expect(
      found.notes == [
        "file: plain text",
        "file:3: byte 4 of the line, 0xE4, is not valid UTF-8; what is broken became U+FFFD",
      ])
    #expect(found.counts.lines == ["repaired_lines": 1])
    #expect(found.counts.report.last == "lines repaired: damaged bytes became U+FFFD: 1")
    let json = Array("{\"text\": \"".utf8)
    let end = Array("\"}\n".utf8)
    let inJSON = try read(json + line.dropLast() + end + json + broken.dropLast() + end)
    #expect(inJSON.texts[1] == "A b\u{FFFD}d one.")
    #expect(
      inJSON.notes.last
        == "file:2: byte 14 of the line, 0xE4, is not valid UTF-8; what is broken became U+FFFD")
  }

  /// A mark that stands for nothing is nothing, wherever it is; links keep their words.
  @Test func byteOrderMarksAreNoContent() throws {
    #expect(
      try read("\u{FEFF}One \u{FEFF}word.\n\u{FEFF}\nTwo.\n\u{200B}\nThree.".utf8).texts
        == ["One word.", "Two.", "Three."])
    let line =
      #"{"text": "\#u{FEFF}A \#u{FEFF}town", "entities": [{"start": 3, "end": 8, "title": "T"}]}"#
    let document = try LinkedDocumentLine.read(line.utf8).document
    #expect(
      document.paragraphs == [
        LinkedText(text: "A town", links: [EntityLink(title: "T", range: 2..<6)])
      ])
  }

  /// Memory does not grow with a line or a document: what is monstrous is left out, and named.
  @Test func whatIsTooLongIsLeftOut() throws {
    let long = [UInt8](repeating: UInt8(ascii: "x"), count: 68 << 20)
    let text = try read(Array("One.\n".utf8) + long + Array("\nThree.\n".utf8))
    #expect(text.texts == ["One.", "Three."])
    #expect(text.notes.last == "file:2: left out: longer than 64 MiB")
    #expect(text.counts.lines == ["long_lines": 1])
    #expect(text.counts.report.last == "documents or lines left out: longer than 64 MiB: 1")
    let array = try read(
      Array("[{\"text\": \"One.\"},\n{\"text\": \"".utf8) + long
        + Array("\"},\n{\"text\": \"Three.\"}]".utf8))
    #expect(array.texts == ["One.", "Three."])
    #expect(array.notes.last == "file:2: left out: longer than 64 MiB")
  }

  /// Shards are files of the folder; `corpus.json` leads nowhere else.
  @Test(arguments: ["../../etc/x", "/etc/x", "..", "", "sub/documents-00000.jsonl.zst"])
  func shardsOutsideAreRefused(_ name: String) throws {
    try withTemporaryFolder { folder in
      let corpus = try build(["a.txt": "Some text.\n"], in: folder)
      let file = corpus.path + "/corpus.json"
      let manifest = try String(contentsOfFile: file, encoding: .utf8)
      try manifest.replacing("\"documents-00000.jsonl.zst\"", with: "\"\(name)\"")
        .write(toFile: file, atomically: false, encoding: .utf8)
      let error = #expect(throws: (any Error).self) { try CorpusFolder(corpus.path) }
      #expect(
        error.map { "\($0)" }
          == "\(file): lists \(name.debugDescription), which is not the name of a file beside it")
    }
  }

  @Test func aShardThatIsALinkOutsideIsRefused() throws {
    try withTemporaryFolder { folder in
      let corpus = try build(["a.txt": "Some text.\n"], in: folder)
      let shard = corpus.path + "/documents-00000.jsonl.zst"
      let outside = folder.appending(path: "outside").path
      try FileManager.default.moveItem(atPath: shard, toPath: outside)
      try FileManager.default.createSymbolicLink(
        atPath: shard, withDestinationPath: "../outside")
      let error = #expect(throws: (any Error).self) { try CorpusFolder(corpus.path) }
      #expect(
        error.map { "\($0)" }
          == "\(corpus.path)/corpus.json: lists \"documents-00000.jsonl.zst\", which is a link that "
          + "leads out of the folder")
    }
  }
}
