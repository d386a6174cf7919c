import Foundation
import LukeJSON
import LukeTestSupport
import LukeText
import Testing

/// The tokenizer of goldens by its name: the quickstart's of RoBERTa's family, or one of BERT's.
func goldenTokenizer(_ name: String) throws -> Tokenizer {
  if name == "quickstart" {
    return try Tokenizer(folder: packageFolder.appending(path: "Datasets/quickstart/tokenizer"))
  }
  let wordPiece = packageFolder.appending(path: "Tests/LukeTextTests/Goldens/word-piece.json")
  let golden = try JSONParser.parse(Data(contentsOf: wordPiece))
  let words = try #require(golden["files"]?["vocab.txt"]?.string)
  return try Tokenizer(
    files: [
      "vocab.txt": Data(words.utf8),
      "tokenizer_config.json": Data(
        #"{"tokenizer_class": "BertTokenizer", "do_lower_case": false}"#.utf8),
    ], origin: name)
}
