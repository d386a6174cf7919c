import Foundation
import LukeFiles
import LukeTasks

extension RunFolder {
  /// Adds one line to the run log, in one write, so that no reader sees half of it.
  /// - Parameter line: a JSON object with a `step`, without a line break.
  public func appendMetrics(_ line: String) throws {
    let descriptor = Foundation.open(metricsPath, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    if descriptor < 0 { throw FileAccess.failure("cannot write", metricsPath) }
    defer { close(descriptor) }
    let bytes = Array((line + "\n").utf8)
    let written = write(descriptor, bytes, bytes.count)
    if written != bytes.count {
      throw FileAccess.failure("cannot write", metricsPath, reason: written < 0 ? errno : ENOSPC)
    }
  }

  /// Removes the lines of steps after `step`, the scores on test files, which the end of the run
  /// writes anew, and a last line cut short, so that a resumed run logs everything once.
  /// - Parameter withScoresOfLastStep: whether the scores of `step` itself stay; without, its
  ///   evaluation is done again.
  public func truncateMetrics(toStep step: Int, withScoresOfLastStep: Bool = true) throws {
    guard FileManager.default.fileExists(atPath: metricsPath) else { return }
    let bytes = try FileAccess.read(metricsPath, named: metricsPath, what: "run log")
    var kept: [UInt8] = []
    for line in bytes.split(separator: 0x0A) {
      guard let node = try? JSONReader.read(Array(line)),
        let logged = node.value["step"]?.value.integerValue, logged <= step,
        node.value["split"]?.value.stringValue != "test",
        withScoresOfLastStep || logged < step || node.value["split"] == nil
      else { continue }
      kept += line
      kept.append(0x0A)
    }
    if kept != bytes { try AtomicFile.write(kept, to: metricsPath) }
  }
}
