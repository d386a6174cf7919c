import Foundation
import LukeText

/// The subwords of some training examples, counted.
package struct TokenSample: Hashable {
  /// The examples that were looked at.
  package var exampleCount = 0
  /// Their subwords, without those that begin and end sequences.
  package var subwordCount = 0
  /// How many of them stand for text that the tokenizer does not know.
  package var unknownCount = 0
  /// The words between spaces; 0 for text whose script puts no spaces between words.
  package var wordCount = 0

  /// The most examples that are looked at.
  static let mostExamples = 500

  package init() {}

  /// Counts the ids of examples.
  package init(_ examples: [[Int32]], _ tokenizer: Tokenizer) {
    let special = Set([tokenizer.classificationID, tokenizer.separatorID, tokenizer.paddingID])
    var (letters, unspaced) = (0, 0)
    for ids in examples {
      let ids = ids.filter { !special.contains($0) }
      exampleCount += 1
      subwordCount += ids.count
      unknownCount += ids.count { $0 == tokenizer.unknownID }
      let text = tokenizer.decode(ids)
      wordCount += text.split(whereSeparator: \.isWhitespace).count
      for scalar in text.unicodeScalars where scalar.properties.isAlphabetic {
        letters += 1
        if Self.isUnspaced(scalar) { unspaced += 1 }
      }
    }
    if 10 * unspaced > letters { wordCount = 0 }
  }

  /// Whether a letter is of a script that puts no spaces between words.
  private static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // Thai, Lao; Tibetan, Myanmar; Khmer; kana; Han.
    case 0x0E00...0x0EFF, 0x0F00...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x3400...0x9FFF,
      0xF900...0xFAFF, 0x20000...0x3FFFF:
      true
    default: false
    }
  }
}
