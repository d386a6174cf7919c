import LukeModel
import LukeText

/// A text as tokens, and as words where mentions are sought in it.
struct MentionSource {
  /// The ids of the tokens.
  let ids: [Int32]
  private let tokens: [Token]
  private let text: WordedText?

  init(_ text: String, _ tokenizer: Tokenizer, _ linker: MentionLinker?) {
    tokens = linker == nil ? [] : tokenizer.encode(text)
    ids = linker == nil ? tokenizer.ids(of: text) : tokens.map(\.id)
    self.text = linker?.worded(text)
  }

  /// A text whose tokens are known.
  init(_ text: String, _ tokens: [Token], _ linker: MentionLinker?) {
    (ids, self.tokens, self.text) = (tokens.map(\.id), tokens, linker?.worded(text))
  }

  /// What a sequence has of the text, from a token on; nil where no mentions are sought.
  func part(at place: Range<Int>, from first: Int = 0) -> MentionLinker.Part? {
    text.map {
      MentionLinker.Part(
        text: $0, tokens: tokens[first..<first + place.count], start: place.lowerBound)
    }
  }
}

extension LukeExample {
  /// The words of a text, or of two, whose tokens begin with those of the sequence, and the entities that a
  /// linker finds.
  /// - Parameter secondStart: the first token of the second text that the sequence has.
  init(
    _ sequence: TokenSequence, _ first: MentionSource, _ second: MentionSource? = nil,
    from secondStart: Int = 0, linker: MentionLinker?, _ tally: inout MentionTally
  ) {
    self.init(sequence)
    guard let linker else { return }
    let parts = [
      first.part(at: sequence.first),
      sequence.second.flatMap { second?.part(at: $0, from: secondStart) },
    ]
    linker.addEntities(to: &self, parts.compactMap(\.self), &tally)
  }
}
