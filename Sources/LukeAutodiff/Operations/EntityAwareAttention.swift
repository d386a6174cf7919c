/// Where attention finds its queries, keys and values in the rows of a projection.
public struct AttentionColumns: Hashable, Sendable {
  /// First column of the queries that meet words.
  public var queryToWords: Int
  /// First column of the queries that meet entities.
  public var queryToEntities: Int
  /// First column of the keys.
  public var key: Int
  /// First column of the values.
  public var value: Int

  /// Creates a description of a projection's columns.
  public init(queryToWords: Int, queryToEntities: Int, key: Int, value: Int) {
    self.queryToWords = queryToWords
    self.queryToEntities = queryToEntities
    self.key = key
    self.value = value
  }
}

/// The rows of one example in a packed batch: its words in the word block, its entities in theirs.
public struct AttentionSegment: Hashable, Sendable {
  /// Rows of the example's words.
  public var words: Range<Int>
  /// Rows of the example's entities.
  public var entities: Range<Int>
  /// How many of the last words nobody attends to, themselves included; they attend to all others, as
  /// padding does in transformers.
  public var unattendedWordCount: Int

  /// Words and entities together.
  var length: Int { words.count + entities.count }

  /// Creates a segment.
  public init(words: Range<Int>, entities: Range<Int>, unattendedWordCount: Int = 0) {
    precondition(
      unattendedWordCount == 0 || (1..<words.count).contains(unattendedWordCount),
      "\(unattendedWordCount) of \(words.count) words cannot go without attention")
    self.words = words
    self.entities = entities
    self.unattendedWordCount = unattendedWordCount
  }
}

extension Tape {
  /// Multi-head self-attention over words and entities, each kind with its own queries for each kind
  /// (entity-aware self-attention, Yamada and others, 2020, section 3.2; `LukeSelfAttention`).
  ///
  /// For an example, softmax([Q_w→w K_wᵀ, Q_w→e K_eᵀ; Q_e→w K_wᵀ, Q_e→e K_eᵀ] / √d) · [V_w; V_e].
  ///
  /// - words: `[words, …]`, entities: `[entities, …]`, projected rows whose parts `wordColumns` and
  ///   `entityColumns` name; the result: `[words + entities, heads · headSize]`, words first.
  /// - Scores are never kept: only the log of each row's sum, from which backward makes them again.
  ///   Each (example, head) is one chunk of work with scratch of its own length squared.
  public func entityAwareAttention(
    words: Tensor, wordColumns: AttentionColumns, entities: Tensor,
    entityColumns: AttentionColumns, segments: [AttentionSegment], headCount: Int, headSize: Int,
    dropout probability: Float = 0
  ) -> Tensor {
    let output = Tensor(rows: words.rows + entities.rows, columns: headCount * headSize)
    let logSums = Tensor(rows: headCount, columns: max(1, output.rows))
    let input = AttentionInput(
      words: words, wordColumns: wordColumns, entities: entities, entityColumns: entityColumns,
      segments: segments, headCount: headCount, headSize: headSize,
      dropoutKey: nextDropoutKey(probability), probability: probability)
    Kernels.attention(input, into: output, logSums: logSums)
    return record(output, from: [words, entities]) { dOutput in
      let dWords = Tensor(rows: words.rows, columns: words.columns)
      let dEntities = Tensor(rows: entities.rows, columns: entities.columns)
      Kernels.attentionBackward(
        dOutput, input, output: output, logSums: logSums, dWords: dWords, dEntities: dEntities)
      words.accumulateGradient(dWords)
      entities.accumulateGradient(dEntities)
    }
  }
}
