import Foundation
import Testing

/// Compares a generated text with its committed file; `path` starts from the folder of the package.
///
/// With `LUKE_RECORD=1` the file is written; the test still fails, so that nobody takes the
/// recording for a comparison.
public func expectRecorded(
  _ text: String, in path: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = packageFolder.appending(path: path)
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
