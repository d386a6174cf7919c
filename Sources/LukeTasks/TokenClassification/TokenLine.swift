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

  let id: RecordIdentifier?
  let text: String
  let words: [Word]
  let entities: [EntityLine]?

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
      let place =
        words[entity.words.lowerBound].start..<words[entity.words.upperBound - 1].end
      return EntityLine(entity, of: sentence, at: place)
    }
  }
}
