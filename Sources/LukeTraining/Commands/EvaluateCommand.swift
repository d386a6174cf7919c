/// `luke-train evaluate MODEL DATA`: scores a model on labelled data.
public enum EvaluateCommand {
  /// Prints the scores of the model on the data, as a table or as JSON.
  public static func run(
    model: String, data: String, asJSON: Bool, output: LineWriter, options: CommandOptions
  ) throws {
    throw TrainingError.internalFault("evaluate is not built yet")
  }
}
