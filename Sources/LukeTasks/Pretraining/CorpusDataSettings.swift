public import LukeCorpus
public import LukeData
import LukeJSON
import LukeSettings

/// Where the text to pretrain on is and how it is written.
public struct CorpusDataSettings: TaskData {
  /// The training files, or one folder that build-corpus has made.
  public var train: [String] = []
  /// The files scored during training; empty for none.
  public var validation: [String] = []
  /// The files scored once at the end; empty for none.
  public var test: [String] = []
  /// The file format; nil finds it out from the files.
  public var format: CorpusFormat?
  /// The encoding; nil and UTF-8 alike read UTF-8, and dumps in the encoding that they name.
  public var encoding: TextEncoding?

  /// Settings with every default.
  public init() {}

  /// Forgets the format.
  public mutating func forgetFormat() { format = nil }
}

extension CorpusDataSettings: Settings {
  /// The names of all formats.
  public static var formats: [String] { CorpusFormat.allCases.map(\.rawValue) }

  /// The keys.
  public static var fields: [SettingsField<CorpusDataSettings>] {
    fileFields(
      "The training files; * and ? stand for all that fit, data.zip:name for a file in an archive; for pretraining also a folder that build-corpus has made, and no archive."
    ) + [
      .format(\.format, .choice), .encoding(\.encoding),
    ]
  }

  /// Notes an encoding that no text to pretrain on is read in.
  public func check(at keyPath: String, origin: JSONOrigin, reader: inout SettingsReader) {
    guard let encoding, encoding != .utf8 else { return }
    reader.fault(
      "pretraining reads UTF-8, and dumps in the encoding that they name; convert the files",
      at: Self.place("encoding", in: keyPath), origin: .none)
  }
}
