import LukeData
import LukeSettings
import LukeTasks

/// Lines `topic<TAB>text` of a file, or texts alone.
public struct Topics: LabelledCorpus {
  public struct Line: Sendable {
    public var topic: String?
    public var text: String
    public var number: Int
  }

  public var file: String
  public var checksum: UInt32
  public var notes: [String] = []
  public var lines: [Line] = []

  public init(_ source: SourceText, requiresLabels: Bool) throws {
    (file, checksum) = (source.file, source.checksum)
    source.forEachLine { number, bytes in
      let parts = String(decoding: bytes, as: UTF8.self).split(separator: "\t", maxSplits: 1)
      guard let text = parts.last else { return }
      let topic = parts.count > 1 ? String(parts[0]) : nil
      lines.append(Line(topic: topic, text: String(text), number: number))
    }
    if requiresLabels, let line = lines.first(where: { $0.topic == nil }) {
      throw DataError.unsuitable(file: file, reason: "line \(line.number) has no topic and tab")
    }
  }
}

/// What the section `task` of a recipe says.
public struct TopicSettings: Settings, Hashable, Sendable {
  public var maximumLength = 64

  public init() {}
  public static let summary = "The topic of a line of text."
  public static var fields: [SettingsField<TopicSettings>] {
    [
      SettingsField(
        "max_length", \.maximumLength, .integer(atLeast: 8, atMost: 512),
        "The most subwords of a text, special tokens included.")
    ]
  }
}

/// What the section `data` says.
public struct TopicData: TaskData {
  public var train: [String] = []
  public var validation: [String] = []
  public var test: [String] = []
  public var encoding: TextEncoding?

  public init() {}
  public static let summary = "Lines of a topic, a tab and a text."
  public static let formats: [String] = []
  public static var fields: [SettingsField<TopicData>] {
    fileFields() + [.encoding(\.encoding)]
  }
  public mutating func forgetFormat() {}
}
