import Foundation
import LukeProtocolBuffers
import LukeSystem

/// A file of events that TensorBoard reads while it grows.
///
/// Each event is a record as TFRecord has it: its length, a checksum of that, the event, and a checksum of it. A
/// record is added in one write, and one that is cut short is not read.
final class EventFile {
  private let path: String

  /// Begins the file of a process whose steps come after step `step`.
  /// - Throws: `TrainingError.inputOutput` where it cannot be written.
  init(_ path: String, after step: Int, at time: Double) throws {
    self.path = path
    var version = TensorBoardEvent()
    (version.wallTime, version.fileVersion) = (time, "brain.Event:2")
    try append(version)
    if step == 0 { return }
    // Steps that a broken-off process took after the checkpoint come again.
    var start = TensorBoardEvent()
    (start.wallTime, start.step) = (time, Int64(step + 1))
    start.sessionLog.status = .start
    try append(start)
  }

  /// Adds numbers of a step, by their names.
  func add(_ values: [(tag: String, value: Double)], step: Int, at time: Double) throws {
    if values.isEmpty { return }
    var event = TensorBoardEvent()
    (event.wallTime, event.step) = (time, Int64(step))
    event.summary.value = values.map { tag, number in
      var value = TensorBoardSummary.Value()
      (value.tag, value.simpleValue) = (tag, Float(number))
      return value
    }
    try append(event)
  }

  private func append(_ event: TensorBoardEvent) throws {
    try Appending.add(Self.record(event.bytes()), to: path)
  }

  /// A record with this content.
  static func record(_ content: [UInt8]) -> [UInt8] {
    let length = bytes(UInt64(content.count))
    return length + bytes(masked(length)) + content + bytes(masked(content))
  }

  /// A checksum as records have it: turned and moved, so that a record within a record does not check itself.
  private static func masked(_ content: [UInt8]) -> UInt32 {
    let checksum = CastagnoliChecksum.value(of: content)
    return (checksum >> 15 | checksum << 17) &+ 0xa282_ead8
  }

  private static func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}
