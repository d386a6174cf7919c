/// The layers that the header of WebAnno's TSV names, and the column of entities among them.
struct WebAnnoLayers {
  /// A feature of a layer that marks spans.
  struct Feature {
    let layer: String
    /// Empty for a layer whose spans have no values.
    let name: String
    /// Its column, counted from 0.
    let column: Int

    /// As messages name it: `NamedEntity's value`.
    var title: String {
      let short = layer.split(separator: ".").last.map(String.init) ?? layer
      return name.isEmpty ? short : "\(short)'s \(name)"
    }
  }

  /// The names of the layers, as the header has them.
  private(set) var names: [String] = []
  /// The features of layers of spans that may be types of entities, in the order of their columns.
  private(set) var features: [Feature] = []
  /// Where entities are by the names of layers, with what to say of it; nil where no layer is known for them.
  private var usual: (feature: Feature, notes: [String])?
  private var columnCount: Int

  /// Number, offsets and token come first.
  private static let firstColumn = 3, tokenColumn = 2
  private static let namedEntity = ".NamedEntity"
  /// How many features a note lists.
  private static let shownCount = 6

  init(_ source: SourceText) {
    columnCount = Self.firstColumn
    var spans: [Feature] = []
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
        spans.append(
          Feature(
            layer: parts[0], name: features.indices.contains(value) ? features[value] : "",
            column: columnCount + value))
        // Slots and the layers in them are links to other spans.
        for (place, name) in features.enumerated()
        where name != "identifier" && !name.hasPrefix("ROLE_") && !name.contains(".") {
          self.features.append(
            Feature(layer: parts[0], name: name, column: columnCount + place))
        }
      }
      columnCount += max(1, features.count)
    }
    if let found = spans.first(where: { $0.layer.hasSuffix(Self.namedEntity) }) {
      usual = (found, [])
    } else if let found = spans.first(where: { $0.layer.hasPrefix("webanno.custom.") }) {
      usual = (found, ["the layer \(found.layer) is taken for the one of entities"])
    }
  }

  /// Where the types of entities are, with what to say of it.
  /// - Parameter columns: those that the recipe names; the column of the tokens tells that they are meant for such
  ///   a file, for the recipe of a model may name those of another format.
  /// - Returns: nil where no layer is known to mark entities, and labels are not needed.
  func entities(
    _ columns: ColumnSelection, _ file: String, requiresLabels: Bool
  ) throws(DataError) -> (feature: Feature, notes: [String])? {
    if columns.word == Self.tokenColumn, let given = columns.label {
      let column = ColumnSelection.index(given, of: columnCount)
      if let found = features.first(where: { $0.column == column }) { return (found, []) }
      if requiresLabels {
        throw .unsuitable(
          file: file,
          reason: "data.columns.label is \(given), where WebAnno's TSV has no values of spans; "
            + (features.isEmpty ? "it has none at all" : "column \(list(features, "has"))"))
      }
    }
    if let usual {
      let others = features.filter { $0.column != usual.feature.column }
      if others.isEmpty { return usual }
      let note =
        "entities are read from column \(usual.feature.column), \(usual.feature.title); \(way(others))"
      return (usual.feature, usual.notes + [note])
    }
    if !requiresLabels { return nil }
    let header = names.isEmpty ? "none" : names.joined(separator: ", ")
    throw .unsuitable(
      file: file,
      reason: "is WebAnno's TSV without a layer of entities; its header names \(header)"
        + (features.isEmpty
          ? "; export it with the layer of named entities, or with a custom one that marks spans"
          : "; \(way(features))"))
  }

  /// What takes other features for the types of entities.
  private func way(_ others: [Feature]) -> String {
    "data.columns with \"word\" \(Self.tokenColumn) and \"label\" \(list(others, "takes"))"
  }

  /// `3 takes NamedEntity's value, 4 Lemma's value`.
  private func list(_ features: [Feature], _ verb: String) -> String {
    let shown = features.prefix(Self.shownCount).enumerated().map { place, feature in
      "\(feature.column) \(place == 0 ? verb + " " : "")\(feature.title)"
    }
    return (shown + (features.count > Self.shownCount ? ["…"] : [])).joined(separator: ", ")
  }
}
