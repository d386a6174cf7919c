import Foundation

extension EntityVocabulary {
  /// Reads transformers' `entity_vocab.json` or the files of LUKE's own programs.
  ///
  /// The latter end in `.tsv` or `.jsonl`. Throws `TokenizerError`.
  public init(file: URL) throws {
    try self.init(data: TokenizerFiles.read(file), name: file.path)
  }

  /// Reads the bytes of such a file; `name` stands in error messages and its end tells the layout.
  ///
  /// Titles of transformers' layout are taken for those of languages when all of them, special ones
  /// aside, begin as `lang:`; ids may leave gaps there and in JSON Lines, as LUKE's programs make them.
  /// Throws `TokenizerError` for a title or id given twice, ids and counts that are no whole numbers
  /// from 0, and when `[PAD]`, `[UNK]` or `[MASK]` is missing.
  public init(data: Data, name: String) throws {
    let bytes = ContiguousArray(data)
    let table = try bytes.withUnsafeBufferPointer { bytes throws(TokenizerError) in
      switch EntityVocabularyLayout(fileName: name) {
      case .tabSeparated: try EntityVocabularyReader.tabSeparated(bytes, name)
      case .jsonLines: try EntityVocabularyReader.jsonLines(bytes, name)
      case .transformers: try EntityVocabularyReader.transformers(bytes, name)
      }
    }
    self.init(table: table)
    let missing = EntityVocabulary.specialTitles.dropLast().filter { id(title: $0) == nil }
    guard missing.isEmpty else {
      throw TokenizerError.badContent(
        "\(name): the entity vocabulary has no \(missing.joined(separator: ", "))")
    }
  }
}
