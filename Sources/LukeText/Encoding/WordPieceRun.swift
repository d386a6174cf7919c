/// The encoding of one text by a WordPiece tokenizer.
struct WordPieceRun {
  let model: WordPieceModel
  let workspace: Workspace

  /// Appends the tokens of a stretch of the normalized text: words between whitespace, every
  /// punctuation mark a word of its own.
  func encode(_ range: Range<Int>, into tokens: inout [Token]) {
    let scalars = UnsafePointer(workspace.normalized.scalars.base)
    let flags = UnicodeProperties.shared.flags
    let separators: ScalarProperties = [.whitespace, .punctuation]
    var start = range.lowerBound
    while start < range.upperBound {
      let properties = flags[Int(scalars[start])]
      var end = start + 1
      if properties.isDisjoint(with: separators) {
        while end < range.upperBound, flags[Int(scalars[end])].isDisjoint(with: separators) {
          end += 1
        }
      }
      if !properties.contains(.whitespace) { encodeWord(start..<end, into: &tokens) }
      start = end
    }
  }

  @inline(__always)
  private func encodeWord(_ range: Range<Int>, into tokens: inout [Token]) {
    let start = range.lowerBound
    let scalars = UnsafePointer(workspace.normalized.scalars.base)
    let word = UnsafeBufferPointer(start: scalars + start, count: range.count)
    if word.count <= WordCache.maximumWordCount {
      workspace.cache.withTokens(of: word) { word, tokens in
        model.segment(word, into: &tokens)
      } body: {
        append($0, at: start, to: &tokens)
      }
    } else {
      workspace.longWord.removeAll(keepingCapacity: true)
      model.segment(word, into: &workspace.longWord)
      workspace.longWord.withUnsafeBufferPointer { append($0, at: start, to: &tokens) }
    }
  }

  @inline(__always)
  private func append(
    _ found: UnsafeBufferPointer<WordToken>, at start: Int, to tokens: inout [Token]
  ) {
    let origins = workspace.normalized.origins.base
    for token in found {
      tokens.append(
        Token(
          id: token.id, start: Int(origins[start + Int(token.start)]),
          end: Int(origins[start + Int(token.end) - 1]) + 1))
    }
  }

  /// Appends an added token found in the normalized text.
  func append(_ token: AddedToken, _ range: Range<Int>, to tokens: inout [Token]) {
    guard !range.isEmpty else { return }
    let origins = workspace.normalized.origins.base
    tokens.append(
      Token(
        id: token.id, start: Int(origins[range.lowerBound]),
        end: Int(origins[range.upperBound - 1]) + 1))
  }
}
