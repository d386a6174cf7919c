/// One sequence of words and entities as LUKE reads it (Yamada and others, 2020, section 3).
///
/// There is no padding.
public struct LukeExample: Hashable, Sendable {
  /// Word (subword) ids, special tokens included.
  public var wordIDs: [Int32]
  /// Token types of the words; nil means all 0.
  public var wordTypeIDs: [Int32]?
  /// Absolute positions of the words in the position table; nil means RoBERTa's, which begin after
  /// `pad_token_id`.
  public var wordPositions: [Int32]?
  /// Entity ids.
  public var entityIDs: [Int32]
  /// Token types of the entities; nil means all 0.
  public var entityTypeIDs: [Int32]?
  /// For each entity, the indices of the words of its mention (positions into `wordIDs`).
  public var entityPositions: [[Int32]]
  /// How many of the last words no token attends to, while they attend to all others.
  ///
  /// transformers computes padding so; training has none.
  public var unattendedWordCount = 0

  /// Creates an example; type ids and word positions default to what LUKE uses for one segment.
  public init(
    wordIDs: [Int32], wordTypeIDs: [Int32]? = nil, wordPositions: [Int32]? = nil,
    entityIDs: [Int32] = [], entityTypeIDs: [Int32]? = nil, entityPositions: [[Int32]] = []
  ) {
    self.wordIDs = wordIDs
    self.wordTypeIDs = wordTypeIDs
    self.wordPositions = wordPositions
    self.entityIDs = entityIDs
    self.entityTypeIDs = entityTypeIDs
    self.entityPositions = entityPositions
  }
}
