/// A part of a model that is loaded, trained or left out as one; a model says which it has.
public struct ParameterPart: Hashable, Sendable {
  /// What people call it.
  public let name: String

  /// Creates a part.
  public init(_ name: String) {
    self.name = name
  }
}
