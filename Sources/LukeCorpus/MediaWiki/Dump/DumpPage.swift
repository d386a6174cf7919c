/// A page of a dump as it stands there: what is to be read as an article.
package struct DumpPage: Hashable, Sendable {
  /// The title with its namespace, as the dump has it.
  package var title: String
  /// The number of the namespace; 0 is that of articles.
  package var namespace: Int
  /// The wikitext in UTF-8.
  package var text: [UInt8]
  /// Where the page begins, in bytes of the decompressed dump.
  package var offset: Int
  /// How many characters of it are replacements of damaged bytes.
  package var replacementCount = 0

  package init(title: String, namespace: Int = 0, text: [UInt8], offset: Int = 0) {
    self.title = title
    self.namespace = namespace
    self.text = text
    self.offset = offset
  }
}

/// All that a dump says about a page.
struct RawPage {
  var title = ""
  /// What stands in `<ns>`; nil in old dumps.
  var namespace: Int?
  /// The target in `<redirect>`.
  var redirect: String?
  /// What stands in `<model>`; nil in old dumps.
  var model: String?
  var text: [UInt8] = []
  /// Whether its text was too long to be kept, or its title.
  var isOversized = false
  var hasLongTitle = false
  /// In bytes of the repaired dump.
  var start = 0
  var end = 0
}
