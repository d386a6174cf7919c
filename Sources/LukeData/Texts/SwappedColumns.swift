/// Fields whose names are on the wrong column: labels under the name of the text, and texts under that of the label.
enum SwappedColumns {
  /// Of fewer examples nothing can be told.
  private static let fewest = 8
  /// The most scalars of what looks like a label.
  private static let mostScalars = 40

  /// What to say of such fields, after the file's name; nil where values are where they belong.
  static func note(on examples: [TextExample], _ layout: TextLayout) -> String? {
    guard let label = layout.label, layout.secondText == nil else { return nil }
    let rows = examples.compactMap { example in
      example.labels.flatMap { $0.count == 1 ? (text: example.text, label: $0[0]) : nil }
    }
    guard rows.count >= fewest, rows.count == examples.count else { return nil }
    let kinds = Set(rows.map(\.text))
    guard kinds.count * 4 <= rows.count,
      kinds.allSatisfy({ $0.unicodeScalars.count <= mostScalars }),
      Set(rows.map(\.label)).count * 2 > rows.count,
      rows.count(where: { $0.label.contains(" ") }) * 2 > rows.count,
      length(rows.map(\.label)) > 2 * length(rows.map(\.text))
    else { return nil }
    let shown = kinds.sorted().prefix(3).map { "\"\($0.asShown)\"" }.joined(separator: ", ")
    return
      "the texts, \(layout.text), are \(kinds.count == 1 ? "one value" : "\(kinds.count) values"), as "
      + "\(shown), and the labels, \(label), long ones that differ; where they are swapped, set "
      + "data.columns.text to \(label) and data.columns.label to \(layout.text)"
  }

  private static func length(_ texts: [String]) -> Int {
    texts.reduce(0) { $0 + $1.unicodeScalars.count }
  }
}
