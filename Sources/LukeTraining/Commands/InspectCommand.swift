/// `luke-train inspect FILE`: what is inside a model file.
public enum InspectCommand {
  /// Prints what the file holds: sizes, configuration, labels, step.
  public static func run(file: String, output: LineWriter) throws {
    throw TrainingError.internalFault("inspect is not built yet")
  }
}
