import Foundation
import LukeJSON
import LukeText

/// A golden file: texts, and what Hugging Face's trainer learns from them with several settings.
struct TrainingGolden {
  struct Case {
    var vocabularySize: Int
    var minimumCount: Int
    var specialTokens: [String]
    var addsPrefixSpace: Bool
    /// In the order of their ids.
    var tokens: [String]
    /// As the lines of `merges.txt`.
    var merges: [String]
  }

  var texts: [String]
  var cases: [Case]

  /// Files that `make_trainer_goldens.py` wrote elsewhere, in the folder LUKE_TRAINER_CASES.
  static let furtherFiles: [URL] = {
    guard let folder = ProcessInfo.processInfo.environment["LUKE_TRAINER_CASES"] else { return [] }
    let files = try? FileManager.default.contentsOfDirectory(
      at: URL(fileURLWithPath: folder), includingPropertiesForKeys: nil)
    return (files ?? []).filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }
  }()

  init() throws {
    try self.init(TokenizerGolden.folder.appendingPathComponent("byte-pair-training.json"))
  }

  init(_ file: URL) throws {
    let root = try JSONParser.parse(Data(contentsOf: file))
    texts = TrainingGolden.strings(root["texts"])
    cases = (root["cases"]?.elements ?? []).map { value in
      Case(
        vocabularySize: value["size"]?.integer ?? 0, minimumCount: value["minimum"]?.integer ?? 0,
        specialTokens: TrainingGolden.strings(value["special"]),
        addsPrefixSpace: value["prefix"]?.bool ?? false,
        tokens: TrainingGolden.strings(value["tokens"]),
        merges: TrainingGolden.strings(value["merges"]))
    }
  }

  private static func strings(_ value: JSONValue?) -> [String] {
    (value?.elements ?? []).compactMap(\.string)
  }
}

extension TrainingGolden.Case {
  /// `vocab.json` as Hugging Face writes it.
  var vocabularyFile: Data {
    var bytes: [UInt8] = []
    for (id, token) in tokens.enumerated() {
      bytes += (id == 0 ? "{" : ",").utf8
      JSONWriter.append(token, to: &bytes)
      bytes += ":\(id)".utf8
    }
    return Data(bytes + "}".utf8)
  }

  /// `merges.txt`.
  var mergesFile: Data { Data(("#version: 0.2\n" + merges.map { $0 + "\n" }.joined()).utf8) }

  /// The files that this package learns.
  func learned(from texts: [String]) throws -> [String: Data] {
    var counts = WordCounts(addsPrefixSpace: addsPrefixSpace)
    for text in texts { counts.add(text) }
    return try learned(from: counts)
  }

  func learned(from counts: WordCounts) throws -> [String: Data] {
    let trainer = try BytePairTrainer(
      vocabularySize: vocabularySize, minimumCount: minimumCount, specialTokens: specialTokens)
    return try trainer.train(on: counts) { _, _ in }.files()
  }
}
