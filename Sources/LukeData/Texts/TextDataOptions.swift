/// How texts with labels are to be read; what is nil is found out from the file.
public struct TextDataOptions: Hashable, Sendable {
  /// How records are written.
  public var records = RecordOptions()
  /// Which fields hold what.
  public var columns = TextColumns()
  /// What becomes of records that cannot be read.
  public var badRecords = BadRecords.stop
  /// Labels that mean the same as another one, each with the one it is taken for.
  public var sameLabels: [String: String] = [:]
  /// Whether each line is a text, or two with a tab between them.
  public var isPlainText = false
  /// Whether a tab in a line that is text parts two texts; it is a part of the text otherwise.
  public var partsLinesAtTabs = true
  /// Whether every example must have a label.
  public var requiresLabels = true

  /// Options that find out everything.
  public init() {}
}
