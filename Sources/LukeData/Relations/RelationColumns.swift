/// Which fields of a record of relations hold what; nil finds them out.
public struct RelationColumns: Hashable, Sendable, Codable {
  /// The text, perhaps with `<e1>`, `</e1>`, `<e2>` and `</e2>` around its two spans.
  public var text: RecordField?
  /// The words of the first argument, as they stand in the text.
  public var head: RecordField?
  /// The words of the second argument.
  public var tail: RecordField?
  /// Where the first argument starts and ends in the text: Unicode scalars, the end exclusive.
  public var headStart, headEnd: RecordField?
  /// Where the second argument starts and ends.
  public var tailStart, tailEnd: RecordField?
  /// The relation.
  public var relation: RecordField?
  /// The example's own name, which answers carry on.
  public var identifier: RecordField?

  /// Creates a choice that finds out everything.
  public init() {}

  /// The fields that are named, with their keys in a recipe.
  var named: [(key: String, field: RecordField)] {
    let all = [
      ("text", text), ("head", head), ("tail", tail), ("head_start", headStart),
      ("head_end", headEnd), ("tail_start", tailStart), ("tail_end", tailEnd),
      ("relation", relation), ("id", identifier),
    ]
    return all.compactMap { key, field in field.map { (key, $0) } }
  }
}
