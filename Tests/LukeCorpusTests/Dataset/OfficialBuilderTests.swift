import Foundation
import LukeCorpus
import LukeText
import Testing

/// Our half of Scripts/compare_with_official_builder.py, which sets the environment variables: makes
/// examples of the documents that the other half was given.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["LUKE_PACKING"] != nil))
struct OfficialBuilderTests {
  private func path(_ name: String) throws -> URL {
    URL(filePath: try #require(ProcessInfo.processInfo.environment[name]))
  }

  /// The seconds that this thread has computed; others may keep the machine busy.
  private static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  @Test func writeExamples() throws {
    let folder = try path("LUKE_PACKING")
    let documents = try ScalarDocument.read(folder.appending(path: "documents.jsonl"))
    let settings = try JSONDecoder().decode(
      PackingSettings.self, from: Data(contentsOf: folder.appending(path: "settings.json")))
    let packer = try SequencePacker(
      tokenizer: Tokenizer(folder: path("LUKE_PACKING_TOKENIZER")),
      entities: EntityLookup(EntityVocabulary(file: path("LUKE_PACKING_VOCABULARY"))),
      settings: settings)
    var lines = ""
    for document in documents {
      let examples = packer.examples(of: document).map { example in
        let mentions = example.mentions.map { "[\($0.entity), \($0.start), \($0.end)]" }
        return """
          {"page": \(example.documentEntity ?? -1), "words": \(example.words), \
          "mentions": [\(mentions.joined(separator: ", "))]}
          """
      }
      lines += "[\(examples.joined(separator: ", "))]\n"
    }
    try Data(lines.utf8).write(to: folder.appending(path: "examples.jsonl"))

    let count = Int(ProcessInfo.processInfo.environment["LUKE_PACKING_REPEAT"] ?? "") ?? 1
    var seconds = Double.infinity
    for _ in 0..<count {
      let start = Self.processorTime()
      for document in documents { _ = packer.examples(of: document) }
      seconds = min(seconds, Self.processorTime() - start)
    }
    try Data("{\"seconds\": \(seconds)}".utf8).write(to: folder.appending(path: "timing.json"))
  }
}
