import Foundation
import LukeAutodiff

/// The arguments of a call of `entityAwareAttention` but its inputs.
struct AttentionCall: Sendable {
  static let mode = Tape.Mode.training(seed: 21, step: 4)

  let segments: [AttentionSegment]
  let headCount: Int
  let headSize: Int
  let isEntityAware: Bool
  let dropout: Float

  init(
    _ segments: [AttentionSegment], _ headCount: Int, _ headSize: Int, isEntityAware: Bool,
    dropout: Float = 0
  ) {
    (self.segments, self.headCount, self.headSize) = (segments, headCount, headSize)
    (self.isEntityAware, self.dropout) = (isEntityAware, dropout)
  }

  var width: Int { headCount * headSize }
  var wordCount: Int { segments.map(\.words.upperBound).max() ?? 0 }
  var entityCount: Int { segments.map(\.entities.upperBound).max() ?? 0 }

  /// Query to words, query to entities, key, value; without own queries: query, key, value.
  var wordColumns: AttentionColumns {
    isEntityAware
      ? .init(queryToWords: 0, queryToEntities: width, key: 2 * width, value: 3 * width)
      : .init(queryToWords: 0, queryToEntities: 0, key: width, value: 2 * width)
  }

  /// Key, value, query to words, query to entities: another order than that of words.
  var entityColumns: AttentionColumns {
    isEntityAware
      ? .init(queryToWords: 2 * width, queryToEntities: 3 * width, key: 0, value: width)
      : wordColumns
  }

  func run(on tape: Tape, words: Tensor, entities: Tensor) -> Tensor {
    tape.entityAwareAttention(
      words: words, wordColumns: wordColumns, entities: entities, entityColumns: entityColumns,
      segments: segments, headCount: headCount, headSize: headSize, dropout: dropout)
  }

  /// What each probability is multiplied by, 0 or 1 / (1 − p), `[example][head][query, key]`, read
  /// off the operation's own results: with queries of zeros all probabilities are 1 / length, and with
  /// values that are rows of the identity the output holds them.
  func masks(mode: Tape.Mode = mode) -> [[Matrix]] {
    let size = segments.map { $0.words.count + $0.entities.count }.max() ?? 0
    let call = AttentionCall(
      segments, headCount, size, isEntityAware: false, dropout: dropout)
    var words = Matrix(rows: wordCount, columns: 3 * call.width)
    var entities = Matrix(rows: entityCount, columns: 3 * call.width)
    for segment in segments {
      for (place, row) in segment.words.enumerated() { call.mark(&words, row, place) }
      for (place, row) in segment.entities.enumerated() {
        call.mark(&entities, row, segment.words.count + place)
      }
    }
    let output = Matrix(
      call.run(on: Tape(mode), words: words.tensor(), entities: entities.tensor()))
    return segments.map { segment in
      let rows = outputRows(segment)
      return (0..<headCount).map { head in
        Matrix(rows: rows.count, columns: rows.count) { query, key in
          output[rows[query], head * size + key] > 0 ? 1 / (1 - Double(dropout)) : 0
        }
      }
    }
  }

  /// Gives a row, in each head, the value that is 1 in column `place`.
  private func mark(_ rows: inout Matrix, _ row: Int, _ place: Int) {
    for head in 0..<headCount { rows[row, 2 * width + head * headSize + place] = 1 }
  }

  /// Rows of the output that belong to an example.
  func outputRows(_ segment: AttentionSegment) -> [Int] {
    Array(segment.words) + segment.entities.map { wordCount + $0 }
  }
}

/// Attention one query at a time.
func referenceAttention(
  _ call: AttentionCall, words: Matrix, entities: Matrix, masks: [[Matrix]]?
) -> Matrix {
  var output = Matrix(rows: words.rows + entities.rows, columns: call.width)
  for (example, segment) in call.segments.enumerated() {
    let tokens =
      segment.words.map { ReferenceToken(words.row($0), call.wordColumns, isWord: true) }
      + segment.entities.map { ReferenceToken(entities.row($0), call.entityColumns, isWord: false) }
    for head in 0..<call.headCount {
      let columns = head * call.headSize..<(head + 1) * call.headSize
      for (query, row) in call.outputRows(segment).enumerated() {
        let scores = tokens.map { key in
          columns.reduce(0) { $0 + tokens[query].query(to: key, $1) * key.key($1) }
            / Double(call.headSize).squareRoot()
        }
        let hidden =
          segment.words.count - segment.unattendedWordCount..<segment.words.count
        let attended = scores.indices.filter { !hidden.contains($0) }
        let largest = attended.map { scores[$0] }.max() ?? 0
        let sum = attended.reduce(0) { $0 + exp(scores[$1] - largest) }
        for (key, token) in tokens.enumerated() where !hidden.contains(key) {
          let probability = exp(scores[key] - largest) / sum
          let factor = masks?[example][head][query, key] ?? 1
          for column in columns {
            output[row, column] += probability * factor * token.value(column)
          }
        }
      }
    }
  }
  return output
}

/// A projected row of a word or an entity, for the reference.
private struct ReferenceToken {
  let row: [Double]
  let columns: AttentionColumns
  let isWord: Bool

  init(_ row: [Double], _ columns: AttentionColumns, isWord: Bool) {
    (self.row, self.columns, self.isWord) = (row, columns, isWord)
  }

  func query(to key: ReferenceToken, _ column: Int) -> Double {
    row[(key.isWord ? columns.queryToWords : columns.queryToEntities) + column]
  }

  func key(_ column: Int) -> Double { row[columns.key + column] }
  func value(_ column: Int) -> Double { row[columns.value + column] }
}
