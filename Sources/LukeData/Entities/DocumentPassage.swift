/// A part of a document as its file has it: BioC's passages, PubTator's title and abstract.
package struct DocumentPassage: Hashable, Sendable {
  /// The place of its first Unicode scalar in the document.
  package var offset: Int
  /// What the file says of it besides, such as its `type`.
  package var infons: [String: String]
}
