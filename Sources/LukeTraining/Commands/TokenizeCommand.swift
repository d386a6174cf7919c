/// `luke-train tokenize MODEL [FILE]`: the subwords of lines of text.
public enum TokenizeCommand {
  /// Writes one JSON line for each line of text.
  /// - Parameter input: a file, or `-` for standard input.
  public static func run(
    model: String, input: String, addsSpecialTokens: Bool, output: LineWriter
  ) throws {
    throw TrainingError.internalFault("tokenize is not built yet")
  }
}
