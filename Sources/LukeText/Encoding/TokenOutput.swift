/// Where the tokens of one text are put, with offsets in its scalars.
struct TokenOutput {
  let trimming: OffsetTrimming?
  let addsPrefixSpace: Bool
  /// The number of tokens that were there before this text's.
  let first: Int
  /// The original scalar of each normalized scalar; `nil` where there is no normalized text.
  var origins: UnsafePointer<UInt32>?
  /// The first scalar of the piece that is encoded; a space put before it is covered by no token.
  var lowest = 0

  init(trimming: OffsetTrimming?, addsPrefixSpace: Bool, first: Int) {
    (self.trimming, self.addsPrefixSpace, self.first) = (trimming, addsPrefixSpace, first)
  }

  /// Appends the tokens of the workspace's words.
  /// - Parameters:
  ///   - start: where the first word may start: a byte before `place` when a space was put there.
  ///   - place: where the scalar `lowest` stands.
  func appendWords(
    _ text: UnsafePointer<UInt8>, start: Int, _ place: Int, _ workspace: Workspace,
    to tokens: inout [Token]
  ) {
    let (words, subwords) = (workspace.words, workspace.subwords)
    var cursor = ScalarCursor(text, byte: start, scalar: lowest - (place - start))
    for index in 0..<words.count {
      let (start, end) = words[index]
      let scalar = cursor.scalar(at: start)
      subwords.forEachSubword(of: text + start, byteCount: end - start) { subword in
        append(subword, scalar, to: &tokens)
      }
    }
  }

  @inline(__always)
  private func append(_ subword: Subword, _ scalar: Int, to tokens: inout [Token]) {
    var token = Token(
      id: subword.id, start: max(scalar + Int(subword.start), lowest),
      end: max(scalar + Int(subword.end), lowest + 1))
    if let origins {
      token.start = Int(origins[token.start])
      token.end = Int(origins[token.end - 1]) + 1
    }
    trimming?.trim(
      &token, isFirst: tokens.count == first, addsPrefixSpace: addsPrefixSpace)
    tokens.append(token)
  }

  /// Appends an added token found at a range of bytes, of which `scalar` is the first.
  func append(
    _ added: AddedToken, _ text: UnsafePointer<UInt8>, _ range: Range<Int>, scalar: Int,
    to tokens: inout [Token]
  ) {
    let count = UTF8Scalars.count(text + range.lowerBound, byteCount: range.count)
    var token = Token(id: added.id, start: scalar, end: scalar + count)
    if let origins {
      guard !range.isEmpty else { return }
      token.start = Int(origins[scalar])
      token.end = Int(origins[scalar + count - 1]) + 1
    }
    trimming?.trim(
      &token, text, range, isFirst: tokens.count == first, addsPrefixSpace: addsPrefixSpace)
    tokens.append(token)
  }
}
