/// Finds spans that begin or end inside words, which offsets of another kind make: counted in bytes,
/// in UTF-16, from 1, or with ends included.
struct CutWords {
  private var count = 0
  private var first: (line: Int, span: String, word: String)?

  init(_ examples: [RelationExample]) {
    for example in examples {
      let words = WordSplitter.split(example.text)
      for span in [example.head, example.tail] where !span.isEmpty {
        let word = words.first { word in
          [span.lowerBound, span.upperBound].contains {
            word.scalars.lowerBound < $0 && $0 < word.scalars.upperBound
          }
        }
        guard let word else { continue }
        count += 1
        if first == nil {
          first = (example.location.line, example.text.substring(scalars: span), word.text)
        }
      }
    }
  }

  var notes: [String] {
    guard let first else { return [] }
    let spans = count == 1 ? "1 span begins or ends" : "\(count) spans begin or end"
    return [
      "\(spans) inside a word, such as \"\(first.span)\" in \"\(first.word)\" of line "
        + "\(first.line); offsets count Unicode code points from 0, ends excluded"
    ]
  }
}
