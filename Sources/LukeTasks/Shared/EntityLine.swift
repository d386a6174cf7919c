import LukeData

/// An entity in a line of predictions.
struct EntityLine: Encodable {
  let text: String
  let start: Int
  let end: Int
  let label: String
  let score: Float
  let startWord: Int
  let endWord: Int

  enum CodingKeys: String, CodingKey {
    case text, start, end, label, score
    case startWord = "start_word"
    case endWord = "end_word"
  }

  /// An entity of a sentence; `scalars` is its place in the text of the line.
  init(_ entity: PredictedEntity, of sentence: AnnotatedSentence, at scalars: Range<Int>) {
    text = sentence.text(of: entity.words)
    (start, end) = (scalars.lowerBound, scalars.upperBound)
    (label, score) = (entity.label, entity.score)
    (startWord, endWord) = (entity.words.lowerBound, entity.words.upperBound)
  }
}
