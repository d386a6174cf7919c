import Foundation
import Testing

/// Places in the checkout.
enum PackageFolder {
  /// The root of the package.
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Compares a generated text with its committed file.
  ///
  /// With `LUKE_RECORD=1` the file is written; the test still fails, so that nobody takes the
  /// recording for a comparison.
  static func expect(
    _ text: String, equalsFile path: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = root.appending(path: path)
    if ProcessInfo.processInfo.environment["LUKE_RECORD"] == "1" {
      try text.write(to: file, atomically: true, encoding: .utf8)
      Issue.record(
        "recorded \(path); run again without LUKE_RECORD", sourceLocation: sourceLocation)
    }
    let committed = try? String(contentsOf: file, encoding: .utf8)
    #expect(
      committed == text, "\(path) differs from the code; LUKE_RECORD=1 swift test writes it",
      sourceLocation: sourceLocation)
  }
}

/// A folder of its own for one test, removed at the end.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "luke-train-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String = "") throws {
    try text.write(toFile: path + "/" + name, atomically: false, encoding: .utf8)
  }

  func read(_ name: String) throws -> String {
    try String(contentsOfFile: path + "/" + name, encoding: .utf8)
  }

  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }
}
