/// The encoding of one text by a byte-level tokenizer.
struct BytePairRun {
  let model: BytePairModel
  let trimsOffsets: Bool
  let addsPrefixSpace: Bool
  let workspace: Workspace
  /// The number of tokens that were there before this text's.
  let first: Int

  private var scalars: UnsafeMutablePointer<UInt32> { workspace.scalars.base }

  init(
    model: BytePairModel, trimsOffsets: Bool, addsPrefixSpace: Bool, workspace: Workspace,
    first: Int
  ) {
    self.model = model
    self.trimsOffsets = trimsOffsets
    self.addsPrefixSpace = addsPrefixSpace
    self.workspace = workspace
    self.first = first
  }

  /// Appends the tokens of a stretch between added tokens.
  func encode(_ range: Range<Int>, spaces: [UInt32], into tokens: inout [Token]) {
    var start = range.lowerBound
    let saved = scalars[start - 1]
    if addsPrefixSpace, scalars[start] != 0x20 {
      // What stood there is encoded already.
      start -= 1
      scalars[start] = 0x20
    }
    defer { scalars[range.lowerBound - 1] = saved }
    let splitter = ByteLevelSplitter(scalars, end: range.upperBound)
    while start < range.upperBound {
      let end = splitter.endOfWord(from: start)
      let word = UnsafeBufferPointer(start: UnsafePointer(scalars + start), count: end - start)
      if word.count <= WordCache.maximumWordCount {
        workspace.cache.withTokens(of: word) { word, tokens in
          model.segment(word, into: &tokens)
        } body: { found in
          append(found, at: start, notBefore: range.lowerBound, spaces, to: &tokens)
        }
      } else {
        workspace.longWord.removeAll(keepingCapacity: true)
        model.segment(word, into: &workspace.longWord)
        workspace.longWord.withUnsafeBufferPointer { found in
          append(found, at: start, notBefore: range.lowerBound, spaces, to: &tokens)
        }
      }
      start = end
    }
  }

  @inline(__always)
  private func append(
    _ found: UnsafeBufferPointer<WordToken>, at start: Int, notBefore lowest: Int,
    _ spaces: [UInt32], to tokens: inout [Token]
  ) {
    for token in found {
      let count = spaces[Int(token.id)]
      append(
        token.id, max(start + Int(token.start), lowest), max(start + Int(token.end), lowest + 1),
        leading: Int(count & 0xFFFF), trailing: Int(count >> 16), to: &tokens)
    }
  }

  /// Appends an added token.
  func append(_ token: AddedToken, _ range: Range<Int>, to tokens: inout [Token]) {
    let isSpace = { (index: Int) in
      UnicodeProperties.shared.flags[Int(scalars[index])].contains(.whitespace)
        || scalars[index] == ByteAlphabet.space.value
    }
    append(
      token.id, range.lowerBound, range.upperBound, leading: range.prefix(while: isSpace).count,
      trailing: range.reversed().prefix(while: isSpace).count, to: &tokens)
  }

  /// Appends a token without the spaces at its ends.
  ///
  /// The rules, with their oddities when a prefix space is asked for, are those of the byte-level
  /// post-processor of Hugging Face's tokenizers, so that offsets are equal.
  @inline(__always)
  private func append(
    _ id: Int32, _ start: Int, _ end: Int, leading: Int, trailing: Int, to tokens: inout [Token]
  ) {
    var token = Token(id: id, start: start, end: end)
    if trimsOffsets, leading | trailing != 0 {
      let isFirst = tokens.count == first || start == 0
      // A single leading space is taken for the one that was put there.
      if leading > 0, !(isFirst && addsPrefixSpace && leading == 1) {
        token.start = min(start + leading, end)
      }
      if trailing > 0, end >= trailing { token.end = max(end - trailing, token.start) }
    }
    tokens.append(token)
  }
}
