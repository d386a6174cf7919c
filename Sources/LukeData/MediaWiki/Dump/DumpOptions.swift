/// Which pages of a dump are read.
package struct DumpOptions: Hashable, Sendable {
  /// Numbers of the namespaces whose pages are read; 0 is that of articles.
  package var namespaces: Set<Int> = [0]
  /// Whether pages are left out that only say which articles a word may mean.
  ///
  /// The reference keeps them, and so do LUKE's pretraining data.
  package var leavesOutDisambiguations = false
  /// Whether pages are left out that are lists by their title.
  package var leavesOutLists = false
  /// How wikitext is read.
  package var wikitext = WikitextParser.Options()

  /// The options by default.
  package init() {}
}
