import Foundation
import LukeJSON
import LukeSystem

extension RunFolder {
  /// Adds one line to the run log.
  /// - Parameter line: a JSON object with a `step`, without a line break.
  public func appendMetrics(_ line: String) throws {
    try Appending.add(line: line, to: metricsPath)
  }

  /// Makes the run log durable: a checkpoint that is on the disk has its lines there, too.
  public func synchronizeMetrics() throws {
    let descriptor = Foundation.open(metricsPath, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    if descriptor < 0 {
      // A run of a few steps has no line yet.
      if errno == ENOENT { return }
      throw FileAccess.failure("cannot write", metricsPath)
    }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 || errno == EINVAL else {
      throw FileAccess.failure("cannot write to disk", metricsPath)
    }
  }

  /// Removes the lines of steps after `step`, the scores on test files and what was noticed of the final model,
  /// which the end of the run writes anew, and a last line cut short, so that a resumed run logs everything
  /// once.
  /// - Parameters:
  ///   - step: the last step whose lines stay.
  ///   - withScoresOfLastStep: whether the scores of `step` itself stay; without, its evaluation is
  ///     done again.
  ///   - withLossOfLastStep: whether the loss of `step` itself stays; without, it goes into that of the next
  ///     line.
  public func truncateMetrics(
    toStep step: Int, withScoresOfLastStep: Bool = true, withLossOfLastStep: Bool = true
  ) throws {
    guard FileManager.default.fileExists(atPath: metricsPath) else { return }
    let bytes = try FileAccess.read(metricsPath, named: metricsPath, what: "run log")
    var kept: [UInt8] = []
    for line in ByteLines.places(in: bytes).map({ bytes[$0] }) {
      guard let entry = try? JSONParser.parse(line),
        let logged = entry["step"]?.wholeNumber, logged <= step,
        entry["split"]?.string != "test", !entry.isNoticed(at: .end),
        withScoresOfLastStep || logged < step
          || entry["split"] == nil && !entry.isNoticed(at: .evaluation),
        withLossOfLastStep || logged < step || entry["learning_rate"] == nil
      else { continue }
      kept += line
      kept.append(0x0A)
    }
    if kept != bytes { try AtomicFile.write(kept, to: metricsPath) }
  }

  /// Whether the run log has scores of the model of a step on test files, with these checksums if any are
  /// given.
  func hasTestScores(ofStep step: Int, checksums: [UInt32]? = nil) -> Bool {
    guard let bytes = try? FileAccess.read(metricsPath, named: metricsPath, what: "run log")
    else { return false }
    return ByteLines.places(in: bytes).contains { line in
      guard let entry = try? JSONParser.parse(bytes[line]),
        entry["split"]?.string == "test"
      else { return false }
      let files = entry[MetricsLog.checksumsKey]?.elements ?? []
      return entry["step"]?.wholeNumber == step
        && (checksums.map { files.map(\.wholeNumber) == $0.map { Int($0) } } ?? true)
    }
  }
}

extension JSONValue {
  /// Whether a line of the run log is of what was noticed at some moment.
  fileprivate func isNoticed(at moment: RunNotice.Moment) -> Bool {
    self[MetricsLog.momentKey]?.string == moment.rawValue
  }
}
