import LukeSettings

/// What the section `task` of a recipe says.
public struct TopicSettings: Settings, Hashable, Sendable {
  public var maximumLength = 64
  public var readsNames = true

  public init() {}
  public static let summary = "The topic of a line of text."
  public static var fields: [SettingsField<TopicSettings>] {
    [
      SettingsField(
        "max_length", \.maximumLength, .integer(atLeast: 8, atMost: 512),
        "The most subwords of a text, special tokens included."),
      SettingsField(
        "names", \.readsNames, .bool,
        "Whether names in double square brackets are given to the model as entities."),
    ]
  }
}
