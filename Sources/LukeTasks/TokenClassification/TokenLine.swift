import LukeData

/// A line of predictions: a sentence with the tags of its words, and its entities.
struct TokenLine: Encodable {
  struct Word: Encodable {
    let text: String
    let start: Int
    let end: Int
    let tag: String
    let score: Float
  }

  struct Entity: Encodable {
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
  }

  let id: RecordIdentifier?
  let text: String
  let words: [Word]
  let entities: [Entity]?

  init(_ sentence: AnnotatedSentence, _ answer: TaggedWords) {
    id = sentence.identifier
    text = sentence.text ?? sentence.words.joined(separator: " ")
    var words: [Word] = []
    var position = 0
    for (index, (word, tag)) in zip(sentence.words, answer.tags).enumerated() {
      let length = word.unicodeScalars.count
      let place =
        sentence.text == nil ? position..<position + length : sentence.wordRanges[index]
      position += length + 1
      words.append(
        Word(
          text: word, start: place.lowerBound, end: place.upperBound, tag: tag.name,
          score: tag.score))
    }
    self.words = words
    entities = answer.entities?.map { entity in
      Entity(
        text: sentence.text(of: entity.words), start: words[entity.words.lowerBound].start,
        end: words[entity.words.upperBound - 1].end, label: entity.label, score: entity.score,
        startWord: entity.words.lowerBound, endWord: entity.words.upperBound)
    }
  }
}
