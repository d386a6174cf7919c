import Foundation
import LukeSystem

/// SentencePiece vocabularies, which are known by name and passed on, and cannot be read yet.
enum SentencePieceFamily: TokenizerFamily {
  static let transformersClass = "XLMRobertaTokenizer"
  static let modelType = "Unigram"
  /// XLM-R's, mBART's and CamemBERT's.
  static let tellingFile = "sentencepiece.bpe.model"
  /// Beside it those of ALBERT, T5 and XLNet, of DeBERTa, and of Llama.
  static let vocabularyFiles = [tellingFile, "spiece.model", "spm.model", "tokenizer.model"]

  /// The ends of names that SentencePiece's own programs give.
  private static let endings = [".model", ".spm"]
  private static let startCount = 3

  /// Whether a file is a vocabulary of the family: by its name, or by how its name ends and its content
  /// begins.
  static func isVocabulary(_ name: String, _ content: Data) -> Bool {
    if vocabularyFiles.contains(name) { return true }
    // A message of Protocol Buffers whose first field is a piece, whose first field is text.
    let start = Array(content.prefix(startCount))
    return endings.contains(where: name.hasSuffix) && start.count == startCount
      && start[0] == 0x0A && start[2] == 0x0A
  }

  /// The starts of the vocabularies of the family that are in a folder, which tell them.
  static func starts(in folder: URL) -> [String: Data] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    var starts: [String: Data] = [:]
    for name in names where endings.contains(where: name.hasSuffix) {
      let path = folder.appendingPathComponent(name).path
      guard FileKind(path) == .file else { continue }
      let file = FileHandle(forReadingAtPath: path)
      let start = (try? file?.read(upToCount: startCount)) ?? Data()
      if isVocabulary(name, start) { starts[name] = start }
    }
    return starts
  }

  /// What to say of files that have a vocabulary of this family and none that is read; nil of others.
  static func refusal(of files: [String: Data], origin: String) -> TokenizerError? {
    guard let name = files.keys.sorted().first(where: { isVocabulary($0, files[$0] ?? Data()) })
    else { return nil }
    return .badContent(
      "\(origin): its tokenizer is SentencePiece's (\(name)), which this version does not read; take a "
        + "model whose tokenizer is byte-level BPE, as those of LUKE and RoBERTa, or WordPiece, as BERT's"
    )
  }
}
