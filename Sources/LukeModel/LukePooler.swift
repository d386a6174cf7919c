/// What becomes of the pooler of an encoder below a head.
public enum LukePooler: Hashable, Sendable {
  /// The head reads it: files of the head have it.
  case read
  /// It is there and no one reads it: files may lack it.
  case unread
  /// The head's class has none (`add_pooling_layer=False` in transformers).
  case absent
}
