/// A file format for texts with mentions and their types.
public enum MentionDataFormat: String, Hashable, Sendable, Codable, CaseIterable {
  /// Objects with `text`, and `entities` of `start`, `end` and `labels`, or one mention's beside `text`;
  /// offsets count Unicode scalars, ends are exclusive.
  case jsonLines = "jsonl"
  /// Open Entity as ERNIE's authors give it: `sent`, `start`, `end` and `labels`, mostly in one array.
  case ernie
  /// Open Entity as its authors give it, one mention a line between the words before and after it:
  /// `left_context_token`, `mention_span`, `right_context_token` and `y_str`.
  case ultraFine = "ultra-fine"
  /// FIGER's: `tokens`, and `mentions` of `start`, `end` and `labels`, in words, ends exclusive.
  case figer

  /// The name people know the format by.
  var title: String {
    switch self {
    case .jsonLines: "JSON of texts with mentions"
    case .ernie: "Open Entity as ERNIE has it"
    case .ultraFine: "Open Entity"
    case .figer: "FIGER"
    }
  }
}
