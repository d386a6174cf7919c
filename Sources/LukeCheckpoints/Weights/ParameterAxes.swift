/// What the axes of parameters are, as model files name them.
enum ParameterAxes {
  /// The names of the axes of a parameter, in order.
  static func names(of parameter: String, rank: Int) -> [String] {
    let parts = parameter.split(separator: ".").map(String.init)
    let (module, kind) = (parts.dropLast().last ?? "", parts.last ?? "")
    if rank == 2 {
      if let table = tables[module] { return [table.row, table.column] }
      if module == "classifier" || module == "qa_outputs" { return ["class", "input"] }
      return kind == "weight" ? ["output", "input"] : ["row", "column"]
    }
    if rank != 1 { return (0..<rank).map { "axis \($0)" } }
    switch module {
    case "LayerNorm", "layer_norm": return ["hidden"]
    case "classifier", "qa_outputs": return ["class"]
    default: return ["output"]
    }
  }

  /// Tables of rows, by the names of their modules.
  private static let tables: [String: (row: String, column: String)] = [
    "word_embeddings": ("word", "hidden"), "position_embeddings": ("position", "hidden"),
    "token_type_embeddings": ("token_type", "hidden"),
    "entity_embeddings": ("entity", "entity_embedding"),
    "entity_embedding_dense": ("hidden", "entity_embedding"),
  ]
}
