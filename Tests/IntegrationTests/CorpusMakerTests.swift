import EndToEndSupport
import Foundation
import LukeCorpus
import LukeTestSupport
import LukeTraining
import Testing

/// Corpora that another program makes.
@Suite struct CorpusMakerTests {
  /// What the settings say is what the program's options say, and what the corpus keeps.
  @Test func settingsAreThoseOfTheProgram() throws {
    let run = try TrainingRun()
    let folder = run.folder.path
    try run.folder.write("text", #"{"text": "One."}"# + "\n")
    let result = try run.program.run([
      "build-corpus", "text", "program", "--format", "text", "--language", "de", "--namespaces",
      "0", "4", "--skip-lists", "--quiet",
    ])
    #expect(result.status == 0)
    var settings = CorpusSettings()
    settings.format = .plainText
    settings.language = "de"
    settings.dumps.namespaces = [0, 4]
    settings.dumps.skipsLists = true
    try CorpusMaker.make(of: [folder + "/text"], in: folder + "/library", settings)
    let manifest = try run.text("library/corpus.json")
    #expect(try manifest == run.text("program/corpus.json"))
    let plain = manifest.filter { !$0.isWhitespace }
    for part in [
      #""format":"text""#, #""language":"de""#, #""namespaces":[0,4]"#, #""skip_lists":true"#,
    ] {
      #expect(plain.contains(part), "\(part)")
    }
  }

  /// Titles that differ from those of a wiki in underscores and the first letter alone are the same entity where
  /// that is asked for.
  @Test func titlesAreBroughtIntoTheFormOfDumps() throws {
    let folder = try WorkFolder()
    let program = Program(folder: folder.path)
    let lines = ["New_York", "_new__York ", "New York"].map { title in
      #"{"title": "a_page", "text": "Off to New York.", "entities": [{"start": 7, "end": 15, "title": "\#(title)"}]}"#
    }
    try folder.write("lines.jsonl", lines.joined(separator: "\n") + "\n")
    try folder.write("array.json", "[" + lines.joined(separator: ",") + "]\n")
    for input in ["lines.jsonl", "array.json"] {
      for (options, titles) in [([], 3), (["--normalize-titles"], 1)] {
        let built = try program.run(
          ["build-corpus", input, "corpus", "--quiet", "--replace"] + options)
        #expect(built.status == 0, "\(built.errors)")
        let counted = try program.run(
          ["build-entity-vocabulary", "corpus", "entities.jsonl", "--quiet", "--replace"])
        #expect(counted.status == 0, "\(counted.errors)")
        let text = try String(contentsOfFile: folder.path + "/entities.jsonl", encoding: .utf8)
        let count = text.split(separator: "\n").count { $0.lowercased().contains("york") }
        #expect(count == titles, "\(input) \(options): \(text)")
      }
    }
  }

  /// Patterns that no shell has expanded stand for files, by every command that takes text.
  @Test func inputsMayBePatterns() throws {
    let folder = try WorkFolder()
    let program = Program(folder: folder.path)
    try FileManager.default.createDirectory(
      atPath: folder.path + "/texts/more.jsonl", withIntermediateDirectories: true)
    for name in ["b", "a"] {
      try folder.write(
        "texts/\(name).jsonl",
        #"{"text": "Ada left Oslo.", "entities": [{"start": 9, "end": 13, "title": "Oslo"}]}"#
          + "\n")
    }
    let built = try program.run(["build-corpus", "texts/*.jsonl", "corpus-1"])
    #expect(built.status == 0, "\(built.errors)")
    #expect(built.errors.contains("texts/*.jsonl: 2 files: a.jsonl, b.jsonl\n"))
    #expect(
      built.errors.contains(
        "texts/*.jsonl: left out, for it is no file that can be read: more.jsonl (a folder)\n"))
    let named = try program.run(
      ["build-corpus", "texts/a.jsonl", "texts/b.jsonl", "corpus-2", "--quiet"])
    #expect(named.status == 0, "\(named.errors)")
    func text(_ name: String) throws -> String {
      try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)
    }
    #expect(try text("corpus-1/corpus.json") == text("corpus-2/corpus.json"))
    let tokenizer = try program.run(
      ["train-tokenizer", "corpus-*", "tokenizer", "--vocabulary-size", "300"])
    #expect(tokenizer.status == 0, "\(tokenizer.errors)")
    #expect(tokenizer.errors.contains("corpus-*: 2 inputs: corpus-1, corpus-2\n"))
    let mentions = try program.run(
      ["build-mention-dictionary", folder.path + "/texts/?.jsonl", "--output", "mentions.jsonl"])
    #expect(mentions.status == 0, "\(mentions.errors)")
    #expect(mentions.errors.contains("\(folder.path)/texts/?.jsonl: 2 files: a.jsonl, b.jsonl\n"))
    let none = try program.run(["build-corpus", "texts/*.txt", "corpus-3"])
    #expect(none.status == 66)
    #expect(none.errors == "luke-train: error: texts/*.txt: no file has a name like this\n")
  }
}
