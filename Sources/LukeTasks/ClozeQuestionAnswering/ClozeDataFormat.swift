import LukeData

/// A file format for passages with cloze questions; in both a passage is an object of `passage` and `qas`.
public enum ClozeDataFormat: String, Hashable, Sendable, Codable, CaseIterable {
  /// As SuperGLUE gives ReCoRD: a passage a line.
  case jsonLines = "jsonl"
  /// As ReCoRD's authors give it: one object whose `data` are the passages; or an array of them.
  case json

  /// The format of records that this is.
  var records: RecordFormat { self == .json ? .json : .jsonLines }

  /// The name people know the format by.
  var title: String {
    switch self {
    case .jsonLines: "ReCoRD as SuperGLUE has it"
    case .json: "ReCoRD"
    }
  }
}
