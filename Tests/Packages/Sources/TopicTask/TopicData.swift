import LukeData
import LukeSettings
import LukeTasks

/// What the section `data` says.
public struct TopicData: TaskData {
  public var train: [String] = []
  public var validation: [String] = []
  public var test: [String] = []
  public var encoding: TextEncoding?

  public init() {}
  public static let summary = "Lines of a topic, a tab and a text."
  public static var fields: [SettingsField<TopicData>] {
    fileFields() + [.encoding(\.encoding)]
  }
}
