import LukeData
import LukeJSON
import LukeSystem

/// The first objects of JSON of a file of which the first bytes are known, however they lie in it.
struct FirstObjects {
  /// The first objects that are whole: one a line, over several lines, or of an array.
  let whole: [JSONValue]
  /// What there is of the first object, where none is whole.
  let cutOff: JSONValue?

  init(_ sample: FileSample) {
    whole = sample.source?.firstRecords ?? []
    let hasMark = sample.bytes.starts(with: ByteOrderMark.utf8)
    let start = hasMark ? Array(sample.bytes.dropFirst(3)) : sample.bytes
    cutOff = whole.isEmpty ? JSONStart.value(start).flatMap { $0.elements?.first ?? $0 } : nil
  }
}
