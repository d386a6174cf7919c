/// How a file of records is to be read; what is nil is found out from the file.
public struct RecordOptions: Hashable, Sendable {
  /// The format.
  public var format: RecordFormat?
  /// Whether quotes around the fields of a table are its own and not text; nil for CSV alone.
  public var quoting: Bool?
  /// Whether the first row of a table names the columns.
  public var header: Bool?

  /// Options that find out everything.
  public init(format: RecordFormat? = nil, quoting: Bool? = nil, header: Bool? = nil) {
    (self.format, self.quoting, self.header) = (format, quoting, header)
  }
}
