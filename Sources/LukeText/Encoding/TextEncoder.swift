/// Turns text into tokens: added tokens first, then words, then subwords.
struct TextEncoder: Sendable {
  private enum Family: Sendable {
    case bytePair(BytePairModel, trimsOffsets: Bool, addsPrefixSpace: Bool)
    case wordPiece(WordPieceModel, BertNormalizer)
  }

  private let family: Family
  /// Added tokens that are found in the original text, and those found in the normalized one.
  private let matcher: AddedTokenMatcher
  private let normalizedMatcher: AddedTokenMatcher
  /// How many spaces each token starts and ends with, the latter in the high half.
  private let spaces: [UInt32]

  init(_ definition: TokenizerDefinition, bytePair: BytePairModel, spaces: [UInt32]) {
    guard case .bytePair(let options) = definition.model else {
      preconditionFailure("a byte-pair model needs a byte-pair definition")
    }
    family = .bytePair(
      bytePair, trimsOffsets: options.trimsOffsets, addsPrefixSpace: options.addsPrefixSpace)
    self.spaces = spaces
    let added = definition.addedTokens
    matcher = AddedTokenMatcher(added.filter { !$0.isNormalized }, spelling: TextEncoder.scalars)
    normalizedMatcher = AddedTokenMatcher(
      added.filter(\.isNormalized), spelling: TextEncoder.scalars)
  }

  init(_ definition: TokenizerDefinition, wordPiece: WordPieceModel, normalizer: BertNormalizer) {
    family = .wordPiece(wordPiece, normalizer)
    spaces = []
    let added = definition.addedTokens
    matcher = AddedTokenMatcher(added.filter { !$0.isNormalized }, spelling: TextEncoder.scalars)
    normalizedMatcher = AddedTokenMatcher(added.filter(\.isNormalized)) {
      normalizer.normalized($0.content)
    }
  }

  /// The model of a byte-level tokenizer; nil for others.
  var bytePairModel: BytePairModel? {
    if case .bytePair(let model, _, _) = family { model } else { nil }
  }

  private static func scalars(of token: AddedToken) -> [UInt32] {
    token.content.unicodeScalars.map(\.value)
  }

  /// Appends the tokens of a text.
  func encode(
    _ text: UnsafeBufferPointer<UInt8>, prefixSpace: PrefixSpace, in workspace: Workspace,
    into tokens: inout [Token]
  ) {
    let count = workspace.load(text)
    let scalars = workspace.scalars.base
    switch family {
    case .bytePair(let model, let trimsOffsets, let addsPrefixSpace):
      let run = BytePairRun(
        model: model, trimsOffsets: trimsOffsets,
        addsPrefixSpace: prefixSpace == .always || prefixSpace == .asConfigured && addsPrefixSpace,
        workspace: workspace,
        first: tokens.count)
      matcher.split(scalars, 0..<count) { range in
        normalizedMatcher.split(scalars, range) { range in
          run.encode(range, spaces: spaces, into: &tokens)
        } token: {
          run.append($0, $1, to: &tokens)
        }
      } token: {
        run.append($0, $1, to: &tokens)
      }
    case .wordPiece(let model, let normalizer):
      let run = WordPieceRun(model: model, workspace: workspace)
      matcher.split(scalars, 0..<count) { range in
        normalizer.normalize(scalars, range, into: &workspace.normalized)
        let normalized = workspace.normalized
        normalizedMatcher.split(normalized.scalars.base, 0..<normalized.count) { range in
          run.encode(range, into: &tokens)
        } token: { token, range in
          run.append(token, range, to: &tokens)
        }
      } token: { token, range in
        tokens.append(Token(id: token.id, start: range.lowerBound, end: range.upperBound))
      }
    }
  }
}
