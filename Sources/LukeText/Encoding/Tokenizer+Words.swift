import Foundation

extension Tokenizer {
  /// Whether words carry the space before them, so that a word reads differently after a space.
  public var marksSpaces: Bool { encoder.pipeline.preTokenizer.marksSpaces }

  /// Whether the token of an id begins a word, for hiding whole words as LUKE's authors do.
  ///
  /// In byte-level vocabularies a token that begins with a space or with punctuation, in WordPiece one
  /// that continues nothing. Ids without a token begin one.
  public func beginsWord(id: Int32) -> Bool {
    token(id: id).map(encoder.pipeline.model.beginsWord) ?? true
  }

  /// The ids of one sequence, or two, with the special tokens that belong around and between them.
  public func sequence(_ first: [Int32], _ second: [Int32]? = nil) -> TokenSequence {
    encoder.pipeline.template.sequence(first, second)
  }

  /// The class of transformers that reads a tokenizer of this kind, such as `RobertaTokenizer`.
  public var transformersClass: String { type(of: definition.family).transformersClass }

  /// The class of transformers that reads files, by name; `nil` where none of them tells.
  ///
  /// Also for files that are known by name alone. Throws where one that would tell is damaged.
  package static func transformersClass(
    ofFiles files: [String: Data], origin: String
  ) throws(TokenizerError) -> String? {
    try TokenizerFamilies.family(of: TokenizerReader(files: files, origin: origin))?
      .transformersClass
  }

  /// The names of all files that tokenizers are made of, those that cannot be read yet included.
  package static let fileNames = TokenizerFiles.all
}
