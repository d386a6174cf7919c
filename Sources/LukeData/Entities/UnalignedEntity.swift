/// An entity whose boundaries fall inside words, so that no span of words can stand for it.
public struct UnalignedEntity: Hashable, Sendable {
  /// The Unicode scalars it covers.
  public var scalars: Range<Int>
  /// The entity type.
  public var label: String
  /// The text it covers.
  public var text: String
  /// Which boundary is where.
  public var reason: String
  /// The line of the data file it stands on.
  public var line: Int
}
