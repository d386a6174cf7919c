/// What the user says about a file of mentions; the rest is found out.
public struct MentionDataOptions: Hashable, Sendable {
  /// The format; nil: found from the keys.
  public var format: MentionDataFormat?
  /// The types that are kept, all others being left out and counted; nil keeps all.
  public var keptLabels: [String]?
  /// What becomes of records that cannot be read.
  public var badRecords = BadRecords.stop
  /// Whether every mention must have a list of types, as training and evaluation need.
  public var requiresLabels = true

  /// Options that find out everything, and require types.
  public init() {}
}
