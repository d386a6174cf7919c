import LukeJSON
import LukeSettings

/// The settings of cloze question answering as a recipe gives them.
///
/// The defaults are those LUKE's authors used for ReCoRD.
public struct ClozeQuestionAnsweringSettings: Hashable, Sendable {
  /// The most subwords of a query with a part of its passage, special tokens and markers included.
  public var maximumLength = 512
  /// The most subwords of a query.
  public var maximumQueryLength = 90
  /// How many subwords the parts of a longer passage begin after one another.
  public var documentStride = 128
  /// The most subwords of a candidate, markers included, that its entity's position is the mean of.
  public var maximumMentionLength = 30
  /// Whether text that goes on from a word is read a second time where a highlight stands in it.
  public var repeatsHighlights = true

  /// Settings with every default.
  public init() {}
}

extension ClozeQuestionAnsweringSettings: Settings {
  /// What the section is about.
  public static var summary: String { "Which of the entities of a passage fills a gap." }

  /// The keys.
  public static var fields: [SettingsField<ClozeQuestionAnsweringSettings>] {
    [
      SettingsField(
        "max_length", \.maximumLength, .integer(atLeast: 16, atMost: 1_000_000),
        "The most subwords of a query with a part of its passage, special tokens and markers included."
      ),
      SettingsField(
        "max_query_length", \.maximumQueryLength, .integer(atLeast: 1, atMost: 1_000_000),
        "The most subwords of a query; longer ones lose words at the end, or before the gap where it would be "
          + "lost."),
      SettingsField(
        "doc_stride", \.documentStride, .integer(atLeast: 1, atMost: 1_000_000),
        "How many subwords the parts of a passage that does not fit begin after one another."),
      SettingsField(
        "max_mention_length", \.maximumMentionLength, .integer(atLeast: 1, atMost: 1_000_000),
        "The most subwords of a candidate, markers included, that give its entity its position."),
      SettingsField(
        "repeat_highlights", \.repeatsHighlights, .bool,
        "Whether the text between two candidates is read a second time where it goes on from a word and has "
          + "@highlight in it, as the official code does, by which published models were trained."),
    ]
  }

  /// The special tokens, and the fewest subwords of a candidate with its markers.
  private static let leastRest = 7

  /// Notes a query that leaves no room for the passage.
  public func check(at keyPath: String, origin: JSONOrigin, reader: inout SettingsReader) {
    guard reader.areSound("max_query_length", "max_length", in: keyPath),
      maximumQueryLength + Self.leastRest > maximumLength
    else { return }
    reader.fault(
      "max_query_length \(maximumQueryLength) leaves no room for a passage in max_length \(maximumLength)",
      at: keyPath, origin: origin)
  }
}
