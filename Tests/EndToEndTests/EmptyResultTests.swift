import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// A result with nothing in it is no success.
@Suite struct EmptyResultTests {
  let folder: WorkFolder
  var program: Program { Program(folder: folder.path) }

  init() throws {
    folder = try WorkFolder()
    try folder.write(
      "redirects.xml",
      """
      <mediawiki><siteinfo><dbname>x</dbname></siteinfo>
      <page><title>A</title><ns>0</ns><redirect title="B" /><revision><text>#REDIRECT [[B]]</text></revision></page>
      <page><title>C</title><ns>0</ns><redirect title="B" /><revision><text>#REDIRECT [[B]]</text></revision></page>
      <page><title>Talk:A</title><ns>1</ns><revision><text>Words.</text></revision></page>
      </mediawiki>

      """)
    try folder.write("blank.txt", " \n\n\t\n")
  }

  private static let pages =
    "none of its 3 pages (redirects 2, other namespaces 1) is one of namespace 0 with text; "
    + "build-corpus --namespaces (task.dumps.namespaces) reads others"
  private static let text =
    "there is no text in it; give a dump with pages, JSON Lines with \"text\", or plain text"

  @Test func aCorpusWithoutText() throws {
    for (file, reason) in [("redirects.xml", Self.pages), ("blank.txt", Self.text)] {
      for command in ["build-corpus", "train-tokenizer"] {
        let result = try program.run([command, file, "out", "--quiet"])
        #expect(result.errors == "luke-train: error: \(file): \(reason)\n")
        #expect(result.status == 65)
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/out"))
      }
    }
    let other = try program.run(["build-corpus", "redirects.xml", "out", "--namespaces", "1"])
    #expect(other.status == 0, "\(other.errors)")
  }

  /// One of several may be empty, which is said.
  @Test func oneFileOfSeveral() throws {
    try folder.write("words.txt", "Some words.\n")
    for command in ["build-corpus", "train-tokenizer"] {
      let result = try program.run([command, "blank.txt", "words.txt", command + ".out"])
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.errors.contains("blank.txt: there is no text in it\n"))
      #expect(!result.errors.contains("words.txt: there is no text in it\n"))
    }
  }

  @Test func vocabulariesWithoutEntities() throws {
    try folder.write("words.txt", "Some words.\n")
    try folder.write(
      "linked.jsonl",
      #"{"text": "A town", "entities": [{"start": 2, "end": 6, "title": "T"}]}"# + "\n")
    for name in ["words.txt", "linked.jsonl"] {
      let result = try program.run(["build-corpus", name, name + ".corpus", "--quiet"])
      #expect(result.status == 0, "\(result.errors)")
    }
    func fault(_ arguments: String...) throws -> String {
      let result = try program.run(
        ["build-entity-vocabulary"] + arguments + ["entities.jsonl", "--quiet"])
      #expect(result.status == 65)
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/entities.jsonl"))
      return result.faults.joined()
    }
    #expect(
      try fault("words.txt.corpus")
        == "words.txt.corpus: there are no links in its 1 document, so there are no entities; links are "
        + "read from dumps, and from JSON Lines with \"entities\" of \"start\", \"end\" and \"title\""
    )
    #expect(
      try fault("linked.jsonl.corpus", "--min-count", "2")
        == "linked.jsonl.corpus: none of the 1 title linked to would be in the vocabulary; give a lower "
        + "--min-count than 2")
    let result = try program.run([
      "build-entity-vocabulary", "linked.jsonl.corpus", "entities.jsonl",
    ])
    #expect(result.status == 0, "\(result.errors)")
  }
}
