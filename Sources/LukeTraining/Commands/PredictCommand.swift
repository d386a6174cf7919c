/// `luke-train predict MODEL [INPUT]`: entities or relations of new text.
public enum PredictCommand {
  /// Writes one JSON line for each input example.
  /// - Parameter input: a file, or `-` for standard input.
  public static func run(
    model: String, input: String, output: LineWriter, options: CommandOptions
  ) throws {
    throw TrainingError.internalFault("predict is not built yet")
  }
}
