import Foundation

/// Turns stretches of text into vocabulary ids as they stand: for text that comes in bytes, in large
/// amounts.
///
/// It works in memory of its own: not `Sendable`, every thread needs one for itself.
package final class WordIDEncoder {
  private let encoder: TextEncoder
  private let workspace = Workspace()
  private var tokens: [Token] = []
  /// The way for text without added tokens; nil for families that have none.
  private let bytePairRun: BytePairIDRun?
  /// The bytes that added tokens start with.
  private let addedTokenStarts: [UInt8]

  /// Creates an encoder of its own for a thread.
  package init(_ tokenizer: Tokenizer) {
    encoder = tokenizer.encoder
    bytePairRun = encoder.bytePairModel.map { [workspace] in
      BytePairIDRun(model: $0, workspace: workspace)
    }
    let starts = tokenizer.definition.addedTokens.compactMap(\.content.utf8.first)
    addedTokenStarts = Set(starts).sorted()
  }

  /// Appends the ids of a text, which is valid UTF-8.
  ///
  /// No space is put before it, whatever the tokenizer's files say: one that is wanted must be in the
  /// text. Special and added tokens in it are found as such. These are the ids of transformers' slow
  /// tokenizers, with `add_prefix_space=False` for RoBERTa's.
  package func append(_ text: UnsafeBufferPointer<UInt8>, to ids: inout [Int32]) {
    if let bytePairRun, !mayHaveAddedToken(text) { return bytePairRun.append(text, to: &ids) }
    tokens.removeAll(keepingCapacity: true)
    encoder.encode(text, prefixSpace: .never, in: workspace, into: &tokens)
    for token in tokens { ids.append(token.id) }
  }

  private func mayHaveAddedToken(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = text.baseAddress else { return false }
    return addedTokenStarts.contains { memchr(base, Int32($0), text.count) != nil }
  }
}
