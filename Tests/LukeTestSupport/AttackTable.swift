import Foundation

/// Whether the tests are the whole attack of `make attack` or its short form, and the table that the
/// whole writes.
public enum AttackTable {
  /// The file that the environment variable LUKE_ATTACK names; nil in the short form.
  private static let file = ProcessInfo.processInfo.environment["LUKE_ATTACK"].flatMap {
    $0.isEmpty ? nil : $0
  }

  /// Whether all is tried, and not a few.
  public static var isWhole: Bool { file != nil }

  /// Adds a row: what was attacked, how it was and how often, and what of it was lost.
  public static func add(_ subject: String, _ tried: String, lost: Int) {
    guard let file, let handle = FileHandle(forWritingAtPath: file) else { return }
    defer { try? handle.close() }
    _ = try? handle.seekToEnd()
    // In one write: tests run beside each other.
    try? handle.write(contentsOf: Data("\(subject) | \(tried) | \(lost)\n".utf8))
  }
}
