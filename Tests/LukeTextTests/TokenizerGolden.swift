import Foundation
import LukeJSON
import LukeText

/// A golden file: a small tokenizer's files and what Hugging Face's tokenizers make of samples.
struct TokenizerGolden {
  struct Case {
    var text: String
    var addsPrefixSpace: Bool
    /// Keys of `tokenizer_config.json`.
    var options: [JSONValue.Member]
    var tokens: [Token]
    /// The text of the ids, with special tokens and without.
    var decoded, plain: String
  }

  var files: [String: Data] = [:]
  var tokenizerJSON: Data
  var cases: [Case]

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Goldens")

  init(_ name: String) throws {
    let file = TokenizerGolden.folder.appendingPathComponent(name)
    let root = try JSONParser.parse(Data(contentsOf: file))
    for member in root["files"]?.members ?? [] {
      files[member.key] = Data((member.value.string ?? "").utf8)
    }
    tokenizerJSON = Data((root["tokenizer.json"]?.string ?? "").utf8)
    cases = (root["cases"]?.elements ?? []).map(TokenizerGolden.readCase)
  }

  private static func readCase(_ value: JSONValue) -> Case {
    let ids = (value["ids"]?.elements ?? []).compactMap(\.integer)
    let offsets = (value["offsets"]?.elements ?? []).map { pair in
      (pair.elements ?? []).compactMap(\.integer)
    }
    return Case(
      text: value["text"]?.string ?? "", addsPrefixSpace: value["prefix"]?.bool ?? false,
      options: value["options"]?.members ?? [],
      tokens: zip(ids, offsets).map { Token(id: Int32($0), start: $1[0], end: $1[1]) },
      decoded: value["decoded"]?.string ?? "", plain: value["plain"]?.string ?? "")
  }

  /// The tokenizer of the files, with LUKE's markers and keys of `tokenizer_config.json`.
  func tokenizer(options: [JSONValue.Member] = []) throws -> Tokenizer {
    var files = files
    if !options.isEmpty {
      files["tokenizer_config.json"] = Data(JSONWriter.write(.object(options)))
    }
    return try Tokenizer(files: files, origin: "golden").addingTokens(["<ent>", "<ent2>"])
  }
}
