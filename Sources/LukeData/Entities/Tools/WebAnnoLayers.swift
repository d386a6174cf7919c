/// The layers that the header of WebAnno's TSV names, and the column of entities among them.
struct WebAnnoLayers {
  /// The names of the layers, as the header has them.
  private(set) var names: [String] = []
  /// Where entities are, with what to say of it; nil where no layer marks spans.
  private(set) var entities: (column: Int, notes: [String])?

  /// Number, offsets and token come first.
  private static let firstColumn = 3
  private static let namedEntity = ".NamedEntity"

  init(_ source: SourceText) {
    var spans: [(name: String, column: Int)] = []
    var column = Self.firstColumn
    for line in source.firstLines(200).map(\.string) {
      guard line.hasPrefix("#T_"), let equals = line.firstIndex(of: "=") else {
        if line.hasPrefix("#Text=") { break }
        continue
      }
      let parts = line[line.index(after: equals)...].split(
        separator: "|", omittingEmptySubsequences: false
      ).map(String.init)
      names.append(parts[0])
      let features = Array(parts.dropFirst())
      if line.hasPrefix("#T_SP") {
        // An entity's identifier is that of a knowledge base.
        let value =
          features.firstIndex(of: "value") ?? features.firstIndex { $0 != "identifier" } ?? 0
        spans.append((parts[0], column + value))
      }
      column += max(1, features.count)
    }
    if let found = spans.first(where: { $0.name.hasSuffix(Self.namedEntity) }) {
      entities = (found.column, [])
    } else if let found = spans.first(where: { $0.name.hasPrefix("webanno.custom.") }) {
      entities = (found.column, ["the layer \(found.name) is taken for the one of entities"])
    }
  }
}
