import Foundation

@testable import LukeText

/// Small tokenizers that text is fed to.
enum SampleTokenizers {
  /// Learned from a few words, with a token that is added.
  static let bytePair: Tokenizer = {
    do {
      return try Tokenizer(files: bytePairFiles(), origin: "sample")
    } catch { fatalError("the sample cannot be learned: \(error)") }
  }()

  /// A few pieces of words.
  static let wordPiece: Tokenizer = {
    do {
      return try Tokenizer(files: ["vocab.txt": Data(wordPieces.utf8)], origin: "sample")
    } catch { fatalError("the sample cannot be read: \(error)") }
  }()

  /// The other way to encode, which is for one thread.
  nonisolated(unsafe) static let bytePairEncoder = WordIDEncoder(bytePair)
  nonisolated(unsafe) static let wordPieceEncoder = WordIDEncoder(wordPiece)

  static let wordPieces =
    "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\nb\n##a\n##b\nada\n##s\nrome\n東\n!\n,\nzoe\n##é\n"

  /// `vocab.json`, `merges.txt` and what goes with them.
  static func bytePairFiles() throws -> [String: Data] {
    var counts = WordCounts(addsPrefixSpace: false)
    counts.add("Ada went to Rome, and Ada saw the sea; the sea saw Ada. Zoë 東京 12 12 ...")
    let trainer = try BytePairTrainer(vocabularySize: 270, minimumCount: 1)
    return try trainer.train(on: counts) { _, _ in }.files()
  }
}
