/// BERT's way to cut: `BertPreTokenizer` in `tokenizer.json`.
///
/// Words stand between whitespace; every punctuation mark is a word of its own. (Ideographs are set
/// apart by the normalizer, with spaces.)
struct BertPreTokenizer: PreTokenizer {
  var marksSpaces: Bool { false }

  func split(_ text: UnsafePointer<UInt8>, _ range: Range<Int>, into words: WordList) {
    let flags = UnicodeProperties.shared.flags
    let separators: ScalarProperties = [.whitespace, .punctuation]
    var start = range.lowerBound
    while start < range.upperBound {
      let (first, next) = UTF8Scalars.scalar(at: start, of: text)
      let properties = flags[Int(first)]
      var end = next
      if properties.isDisjoint(with: separators) {
        while end < range.upperBound {
          let (scalar, next) = UTF8Scalars.scalar(at: end, of: text)
          guard flags[Int(scalar)].isDisjoint(with: separators) else { break }
          end = next
        }
      }
      end = min(end, range.upperBound)
      if !properties.contains(.whitespace) { words.append(start, end) }
      start = end
    }
  }
}
