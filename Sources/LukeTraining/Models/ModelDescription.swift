/// What is inside a model, for people.
public enum ModelDescription {
  /// Gives `emit` a line for each thing that a file or folder holds: sizes, configuration, labels, step, what it
  /// knows about itself.
  ///
  /// ``Inspection`` looks at other things as well, and has a short form.
  public static func write(of file: String, emit: (String) throws -> Void) throws {
    try InspectedModel(file).writeAll(emit: emit)
  }
}
