import Foundation
import LukeJSON
import LukeSystem

/// A kind of tokenizer, by its files.
protocol TokenizerFamily: Sendable {
  /// The class of transformers that reads its files.
  static var transformersClass: String { get }
  /// The type of its model in `tokenizer.json`.
  static var modelType: String { get }
  /// The names of the files that hold its vocabulary, where there is no `tokenizer.json`.
  static var vocabularyFiles: [String] { get }
  /// The one of them that no other family has.
  static var tellingFile: String { get }
}

/// A family whose files can be read; a value holds what its files say besides the vocabulary.
protocol ReadableTokenizerFamily: TokenizerFamily {
  /// Its model in `tokenizer.json`, in words.
  static var modelName: String { get }
  /// Its vocabulary files, in words.
  static var filesName: String { get }
  /// The tokens that have a role where no file names them.
  static var roles: TokenizerDefinition.Roles { get }
  /// Whether the mask takes the whitespace before it.
  static var maskStripsLeft: Bool { get }

  /// Whether a model in `tokenizer.json` that names no type is one of the family.
  static func isUntypedModel(_ model: JSONValue) -> Bool

  /// Reads a family's own files with the vocabulary; `nil` when they are not there.
  static func read(
    _ reader: TokenizerReader, configuration: JSONValue?
  ) throws(TokenizerError) -> (Self, vocabulary: ByteTable)?

  /// Reads the parts of `tokenizer.json`, whose model is one of the family.
  init(_ parts: TokenizerJSONReader, model: JSONValue) throws(TokenizerError)

  /// Takes over what `tokenizer_config.json` says.
  mutating func apply(_ configuration: JSONValue?)

  /// Makes the parts of the tokenizer.
  func pipeline(
    _ definition: TokenizerDefinition, _ ids: SpecialIDs
  ) throws(TokenizerError) -> TokenizerPipeline

  /// Adds the vocabulary files that are not there and that the definition can be written as.
  func addVocabularyFiles(of definition: TokenizerDefinition, to files: inout [String: Data])

  /// Writes into `tokenizer_config.json` what `apply` reads.
  func write(to configuration: inout JSONValue)
}
