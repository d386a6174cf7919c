/// Turns stretches of text into vocabulary ids as they stand: for text that comes in bytes, in large
/// amounts.
///
/// It works in memory of its own: not `Sendable`, every thread needs one for itself.
package final class WordIDEncoder {
  private let encoder: TextEncoder
  private let workspace: Workspace

  /// Creates an encoder of its own for a thread.
  package init(_ tokenizer: Tokenizer) {
    encoder = tokenizer.encoder
    workspace = Workspace(encoder.pipeline.model)
  }

  /// Appends the ids of a text, which is valid UTF-8.
  ///
  /// No space is put before it, whatever the tokenizer's files say: one that is wanted must be in the
  /// text. Special and added tokens in it are found as such. These are the ids of transformers' slow
  /// tokenizers, with `add_prefix_space=False` for RoBERTa's.
  package func append(_ text: UnsafeBufferPointer<UInt8>, to ids: inout [Int32]) {
    encoder.appendIDs(text, prefixSpace: .never, in: workspace, to: &ids)
  }
}
