/// What becomes of records that cannot be read.
public enum BadRecords: String, Hashable, Sendable, Codable, CaseIterable {
  /// They end the work, all of them named.
  case stop
  /// They are left out, counted and named.
  case skip
}
