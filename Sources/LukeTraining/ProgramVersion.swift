/// The version of this package, which the program has as well.
public enum ProgramVersion {
  /// By semantic versioning.
  public static let current = "0.1.0"
}
