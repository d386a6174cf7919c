/// Lines and records, documents in JSON among them, that are longer are not read: time and memory would
/// grow with them.
package enum LongestRecord {
  /// In bytes.
  package static let byteCount = 1 << 26
  /// The same in words, for messages.
  package static let name = "64 MiB"
  /// What is said of a line that is refused for its length.
  package static let tooLongLine = "is longer than \(name), the most that is read of a line"
}
