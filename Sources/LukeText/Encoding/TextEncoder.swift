/// Turns text into tokens: added tokens first, then words, then subwords.
///
/// One way for all tokenizers, over UTF-8, that gives ids alone or ids with offsets. A class, since
/// it is asked word by word: to copy a value of so many parts takes longer than to encode a word.
final class TextEncoder: Sendable {
  let pipeline: TokenizerPipeline
  private let normalizer: (any Normalizer)?
  private let preTokenizer: any PreTokenizer
  private let marksSpaces: Bool
  private let addsConfiguredSpace: Bool
  /// Added tokens that are found in the original text, and those found in the normalized one.
  private let matcher: AddedTokenMatcher
  private let normalizedMatcher: AddedTokenMatcher
  private let trimming: OffsetTrimming?

  init(
    _ definition: TokenizerDefinition, _ vocabulary: TokenVocabulary,
    _ pipeline: TokenizerPipeline
  ) {
    self.pipeline = pipeline
    normalizer = pipeline.normalizer
    preTokenizer = pipeline.preTokenizer
    marksSpaces = preTokenizer.marksSpaces
    addsConfiguredSpace = preTokenizer.addsPrefixSpace
    trimming = pipeline.template.trimsOffsets ? OffsetTrimming(vocabulary) : nil
    let added = definition.addedTokens
    matcher = AddedTokenMatcher(added.filter { !$0.isNormalized }) { Array($0.content.utf8) }
    normalizedMatcher = AddedTokenMatcher(added.filter(\.isNormalized)) {
      pipeline.normalizer?.normalized($0.content) ?? Array($0.content.utf8)
    }
  }

  /// Appends the ids of a text of valid UTF-8.
  func appendIDs(
    _ text: UnsafeBufferPointer<UInt8>, prefixSpace: PrefixSpace, in workspace: Workspace,
    to ids: inout [Int32]
  ) {
    let base = workspace.load(text)
    let addsSpace = addsSpace(prefixSpace)
    matcher.split(base, 0..<text.count) { stretch in
      let source = source(base, stretch, firstScalar: 0, in: workspace)
      normalizedMatcher.split(source.text, source.range) { piece in
        withWords(of: piece, in: source.text, addsSpace: addsSpace, workspace) { _ in
          appendIDsOfWords(source.text, workspace, to: &ids)
        }
      } token: { token, range in
        if normalizer == nil || !range.isEmpty { ids.append(token.id) }
      }
    } token: { token, _ in
      ids.append(token.id)
    }
  }

  /// Appends the tokens of a text of valid UTF-8.
  func encode(
    _ text: UnsafeBufferPointer<UInt8>, prefixSpace: PrefixSpace, in workspace: Workspace,
    into tokens: inout [Token]
  ) {
    let base = workspace.load(text)
    var output = TokenOutput(
      trimming: trimming, addsPrefixSpace: addsSpace(prefixSpace), first: tokens.count)
    var cursor = ScalarCursor(base, byte: 0, scalar: 0)
    matcher.split(base, 0..<text.count) { stretch in
      let first = cursor.scalar(at: stretch.lowerBound)
      let source = source(base, stretch, firstScalar: first, in: workspace)
      output.origins = source.origins
      var pieces = ScalarCursor(
        source.text, byte: source.range.lowerBound, scalar: source.origins == nil ? first : 0)
      normalizedMatcher.split(source.text, source.range) { piece in
        output.lowest = pieces.scalar(at: piece.lowerBound)
        withWords(
          of: piece, in: source.text, addsSpace: output.addsPrefixSpace, workspace
        ) { start in
          output.appendWords(source.text, start: start, piece.lowerBound, workspace, to: &tokens)
        }
      } token: { token, range in
        let start = pieces.scalar(at: range.lowerBound)
        output.append(token, source.text, range, scalar: start, to: &tokens)
      }
    } token: { token, range in
      output.origins = nil
      output.append(
        token, base, range, scalar: cursor.scalar(at: range.lowerBound), to: &tokens)
    }
  }

  private func addsSpace(_ prefixSpace: PrefixSpace) -> Bool {
    switch prefixSpace {
    case .always: marksSpaces
    case .asConfigured: marksSpaces && addsConfiguredSpace
    case .never: false
    }
  }

  /// A stretch of text, normalized where the tokenizer does so.
  private struct Source {
    var text: UnsafeMutablePointer<UInt8>
    var range: Range<Int>
    /// The original scalar of each scalar; `nil` where they are the same.
    var origins: UnsafePointer<UInt32>?
  }

  private func source(
    _ text: UnsafeMutablePointer<UInt8>, _ stretch: Range<Int>, firstScalar: Int,
    in workspace: Workspace
  ) -> Source {
    guard let normalizer else { return Source(text: text, range: stretch) }
    let normalized = workspace.normalized
    normalizer.normalize(text, stretch, firstScalar: firstScalar, into: normalized)
    return Source(
      text: normalized.bytes.base, range: 0..<normalized.byteCount,
      origins: UnsafePointer(normalized.origins.base))
  }

  /// Cuts a piece into the workspace's words; tells where the first begins.
  ///
  /// A space that is put before the piece overwrites what stands there, which is encoded already, and
  /// is taken away again behind `body`.
  private func withWords(
    of piece: Range<Int>, in text: UnsafeMutablePointer<UInt8>, addsSpace: Bool,
    _ workspace: Workspace, _ body: (_ start: Int) -> Void
  ) {
    let isSpaceAdded = addsSpace && text[piece.lowerBound] != 0x20
    let start = isSpaceAdded ? piece.lowerBound - 1 : piece.lowerBound
    let saved = text[piece.lowerBound - 1]
    if isSpaceAdded { text[start] = 0x20 }
    workspace.words.removeAll()
    preTokenizer.split(text, start..<piece.upperBound, into: workspace.words)
    body(start)
    if isSpaceAdded { text[start] = saved }
  }

  private func appendIDsOfWords(
    _ text: UnsafePointer<UInt8>, _ workspace: Workspace, to ids: inout [Int32]
  ) {
    let (words, subwords) = (workspace.words, workspace.subwords)
    guard words.count > 0 else { return }
    let byteCount = words[words.count - 1].end - words[0].start
    workspace.ids.reserve(byteCount + ShortWordCache.maximumSubwordCount)
    let output = workspace.ids.base
    var count = 0
    for index in 0..<words.count {
      let (start, end) = words[index]
      count += subwords.writeIDs(of: text + start, byteCount: end - start, to: output + count)
    }
    ids.append(contentsOf: UnsafeBufferPointer(start: output, count: count))
  }
}
