import LukeModel
import LukeTasks
import LukeText

/// Makes of a line what the model reads.
struct TopicEncoder: Sendable {
  let settings: TopicSettings
  let vocabulary: TaskVocabulary

  /// The subwords of a line between the special tokens, and an entity over those of each name.
  func example(of line: TopicLine) -> (example: LukeExample, isCut: Bool) {
    let tokenizer = vocabulary.tokenizer
    let all = tokenizer.encode(line.text)
    let tokens = all.prefix(settings.maximumLength - 2)
    var example = LukeExample(wordIDs: tokenizer.sequence(tokens.map(\.id)).ids)
    for name in line.names where settings.readsNames {
      // The first token of the sequence is none of the text.
      let places = tokens.indices.filter {
        tokens[$0].start < name.upperBound && name.lowerBound < tokens[$0].end
      }.map { Int32($0 + 1) }
      guard !places.isEmpty else { continue }
      example.entityIDs.append(vocabulary.maskEntityID)
      example.entityPositions.append(places)
    }
    return (example, all.count > tokens.count)
  }
}
