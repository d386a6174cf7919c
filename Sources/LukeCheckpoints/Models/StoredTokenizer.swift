public import Foundation
import LukeSystem
public import LukeText

/// A tokenizer as a model holds it: its files, which are written back as they are, and the tokenizer
/// that they make.
///
/// Files are read when the tokenizer is first asked for, and once: all copies give the same. A model
/// whose tokenizer cannot be read here, as XLM-R's of SentencePiece, can be converted and inspected.
public struct StoredTokenizer: Sendable {
  /// The files by name, as in a folder of Hugging Face; never empty.
  public let files: [String: Data]
  private let read: Once<Tokenizer>

  /// The tokenizer of some files; nil where there are none.
  /// - Parameters:
  ///   - files: the tokenizer files as they are, by name.
  ///   - origin: the file or folder that they come from, for messages.
  public init?(files: [String: Data], origin: String) {
    if files.isEmpty { return nil }
    self.files = files
    read = Once { try Tokenizer(files: files, origin: origin) }
  }

  /// A tokenizer, with all files that other readers need.
  public init(_ tokenizer: Tokenizer) {
    files = tokenizer.files
    read = Once(made: tokenizer)
  }

  /// The tokenizer.
  /// - Throws: `TokenizerError`, which names the file, for files that are damaged or cannot be read here.
  public var value: Tokenizer { get throws { try read.value } }
}
