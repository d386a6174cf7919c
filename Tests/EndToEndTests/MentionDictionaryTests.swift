import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// The command that makes mention dictionaries.
@Suite struct MentionDictionaryTests {
  private let folder: WorkFolder
  private var program: Program { Program(folder: folder.path) }
  private static let world = packageFolder.appending(path: "Datasets/quickstart-world/corpus.jsonl")
    .path

  init() throws { folder = try WorkFolder() }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)
  }

  /// Foundation reads numbers but nearly.
  private func isNear(_ value: Any?, _ wanted: Double) -> Bool {
    (value as? Double).map { abs($0 - wanted) < 1e-12 } ?? false
  }

  /// The counts of the sample, counted in another way.
  @Test func theSampleIsCounted() throws {
    let made = try program.run(["build-mention-dictionary", Self.world, "--output", "world.jsonl"])
    #expect(made.status == 0, "\(made.errors)")
    #expect(
      made.errors.contains("world.jsonl: 1007 texts with 1054 titles, 30206 of 30206 links\n"))
    var (links, titles) = ([String: Int](), [String: [String: Int]]())
    for line in try String(contentsOfFile: Self.world, encoding: .utf8).split(separator: "\n") {
      let document = try jsonObject(line)
      let scalars = Array(try #require(document["text"] as? String).unicodeScalars)
      for entity in document["entities"] as? [[String: Any]] ?? [] {
        let start = try #require(entity["start"] as? Int)
        let end = try #require(entity["end"] as? Int)
        let text = String(String.UnicodeScalarView(scalars[start..<end])).lowercased()
        links[text, default: 0] += 1
        titles[text, default: [:]][try #require(entity["title"] as? String), default: 0] += 1
      }
    }
    let lines = try text("world.jsonl").split(separator: "\n")
    let header = try jsonObject(lines[0])
    #expect(header["format"] as? String == "luke-train mention dictionary")
    #expect(header["links"] as? Int == 30206 && header["documents"] as? Int == 2923)
    #expect(lines.count == links.count + 1)
    var last = Int.max
    for line in lines.dropFirst() {
      let entry = try jsonObject(line)
      let text = try #require(entry["text"] as? String)
      let count = try #require(links[text])
      #expect(entry["links"] as? Int == count && count <= last)
      last = count
      let occurrences = try #require(entry["occurrences"] as? Int)
      #expect(isNear(entry["link_probability"], min(1, Double(count) / Double(occurrences))))
      let found = try #require(entry["titles"] as? [[String: Any]])
      #expect(
        Dictionary(
          uniqueKeysWithValues: found.map { ($0["title"] as? String, $0["count"] as? Int) })
          == Dictionary(uniqueKeysWithValues: try #require(titles[text]).map { ($0.key, $0.value) })
      )
      for title in found {
        let part = try #require(title["count"] as? Int)
        #expect(isNear(title["probability"], Double(part) / Double(count)))
      }
    }
    let guernica = try #require(lines.first { $0.contains("\"text\": \"guernica\"") })
    #expect(
      guernica
        == #"{"text": "guernica", "links": 141, "occurrences": 141, "documents": 131, "link_probability": 1, "#
        + #""titles": [{"title": "Guernica (painting)", "count": 117, "probability": 0.8297872340425532}, "#
        + #"{"title": "Guernica", "count": 24, "probability": 0.1702127659574468}]}"#)
  }

  /// A corpus, its files and any number of threads give the same bytes.
  @Test func theBytesFollowFromTheTextAlone() throws {
    #expect(try program.run(["build-corpus", Self.world, "corpus", "--quiet"]).status == 0)
    for (input, output, threads) in [
      (Self.world, "a.jsonl", "1"), (Self.world, "b.jsonl", "3"), ("corpus", "c.jsonl", "2"),
      (Self.world, "d.jsonl.zst", "2"),
    ] {
      let result = try program.run([
        "build-mention-dictionary", input, "--output", output, "--threads", threads, "--quiet",
      ])
      #expect(result.status == 0 && result.errors == "", "\(result.errors)")
    }
    #expect(try text("a.jsonl") == text("b.jsonl"))
    #expect(try text("a.jsonl") == text("c.jsonl"))
    let unpacked = try program.shell(
      "cmp a.jsonl d.jsonl.zst; zstd -dcq d.jsonl.zst | cmp - a.jsonl")
    if try program.shell("command -v zstd").status == 0 { #expect(unpacked.status == 0) }
  }

  @Test func redirectsOfDumpsAreFollowed() throws {
    func page(_ title: String, _ text: String) -> String {
      "<page><title>\(title)</title><ns>0</ns><id>1</id><revision><id>1</id><model>wikitext</model>"
        + "<text>\(text)</text></revision></page>\n"
    }
    try folder.write(
      "dump.xml",
      #"<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/" version="0.10" xml:lang="en">"#
        + "<siteinfo><namespaces><namespace key=\"0\"/></namespaces></siteinfo>\n"
        + page("A", "The [[B|bee]] and the [[C|Bee]], no bee.") + page("C", "#REDIRECT [[B]]")
        + page("B", "A bee is a [[bee]].") + "</mediawiki>\n")
    let made = try program.run([
      "build-mention-dictionary", "dump.xml", "--output", "m.jsonl", "--strip-accents",
    ])
    #expect(made.status == 0, "\(made.errors)")
    let lines = try text("m.jsonl").split(separator: "\n")
    #expect(lines[0].contains(#""language": "en", "lowercase": true, "strip_accents": true"#))
    #expect(
      lines[1]
        == #"{"text": "bee", "links": 3, "occurrences": 5, "documents": 2, "link_probability": 0.6, "titles": "#
        + #"[{"title": "B", "count": 2, "probability": 0.6666666666666666}, "#
        + #"{"title": "Bee", "count": 1, "probability": 0.3333333333333333}]}"#)
  }

  @Test func faultsAreNamed() throws {
    try folder.write("words.txt", "Some words.\n")
    try folder.write(
      "linked.jsonl",
      #"{"text": "A town", "entities": [{"start": 2, "end": 6, "title": "T"}]}"# + "\n")
    func fault(_ arguments: String..., status: Int32) throws -> String {
      let result = try program.run(["build-mention-dictionary"] + arguments + ["--quiet"])
      #expect(result.status == status, "\(result.errors)")
      #expect(try !program.shell("ls -A").output.contains("m."))
      return result.faults.joined(separator: "\n")
    }
    #expect(
      try fault("words.txt", "--output", "m.jsonl", status: 65)
        == "words.txt: there are no links in 1 document, so there are no mentions; links are read from dumps, and "
        + "from JSON Lines with \"entities\" of \"start\", \"end\" and \"title\"")
    #expect(
      try fault("linked.jsonl", "--output", "m.jsonl", "--min-count", "2", status: 65)
        == "linked.jsonl: none of the texts of 1 link would be in the dictionary; give a lower --min-count than 2, "
        + "a lower --min-link-probability than 0.01, or a higher --max-words than 20")
    #expect(
      try fault("linked.jsonl", "--output", "m.gz", status: 64)
        == "m.gz: is not packed as .gz; a name that ends with .zst is packed, any other is not")
    #expect(
      try fault("-", "--output", "m.jsonl", status: 64)
        == "standard input: can be read only once, and a mention dictionary takes two readings; make a corpus of "
        + "it with build-corpus, and name that")
    #expect(
      try fault("absent", "--output", "m.jsonl", status: 66) == "absent: no such file")
    #expect(
      try fault("linked.jsonl", status: 64).hasPrefix("Missing expected argument '--output <file>'")
    )
    for (option, value, message) in [
      ("--min-count", "0", "--min-count must be at least 1, but is 0."),
      ("--max-words", "0", "--max-words must be at least 1, but is 0."),
      ("--max-titles", "0", "--max-titles must be at least 1, but is 0."),
      (
        "--min-link-probability", "1.5", "--min-link-probability must be from 0 to 1, but is 1.5."
      ),
    ] {
      #expect(
        try fault("linked.jsonl", "--output", "m.jsonl", option, value, status: 64)
          .hasPrefix(message))
    }
  }
}
