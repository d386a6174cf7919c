/// A batch of a run in the form that `ForwardArguments` reads, so that a step can be looked at again.
public struct TraceableBatch: Sendable {
  /// What a model is to say of the examples.
  public enum Labels: Sendable {
    /// One class for each example.
    case examples([Int32])
    /// One class for each entity, with its first and last word.
    case spans(starts: [[Int32]], ends: [[Int32]], labels: [[Int32]])
    /// Hidden words and entities by example: places and ids.
    case hidden(words: [[(place: Int, id: Int32)]], entities: [[(place: Int, id: Int32)]])
  }

  private let examples: [LukeExample]
  private let labels: Labels

  /// What transformers takes for no label.
  private static let none: Int32 = -100

  /// Creates a batch; `labels` has one element for each example.
  public init(_ examples: [LukeExample], labels: Labels) {
    (self.examples, self.labels) = (examples, labels)
  }

  /// The arguments of transformers' forward as JSON, padded; words count from `paddingID` + 1.
  public func json(paddingID: Int) -> String {
    let words = examples.map(\.wordIDs.count).max() ?? 0
    let entities = examples.map(\.entityIDs.count).max() ?? 0
    let first = Int32(paddingID) + 1
    var members: [(String, String)] = [
      ("input_ids", table(\.wordIDs, to: words, with: Int32(paddingID))),
      ("attention_mask", table({ $0.wordIDs.map { _ in 1 } }, to: words, with: 0)),
      ("token_type_ids", table({ $0.wordTypeIDs ?? [] }, to: words, with: 0)),
      (
        "position_ids",
        table(
          { $0.wordPositions ?? $0.wordIDs.indices.map { first + Int32($0) } }, to: words,
          with: Int32(paddingID))
      ),
    ]
    if entities > 0 { members += entityMembers(entities) }
    members += labelMembers(words: words, entities: entities)
    return "{\(members.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ",\n "))}\n"
  }

  private func entityMembers(_ count: Int) -> [(String, String)] {
    let width = examples.flatMap(\.entityPositions).map(\.count).max() ?? 1
    let positions = examples.map { example in
      list(
        (0..<count).map { index in
          let known = index < example.entityPositions.count ? example.entityPositions[index] : []
          return row(known, to: width, with: -1)
        })
    }
    return [
      ("entity_ids", table(\.entityIDs, to: count, with: 0)),
      ("entity_attention_mask", table({ $0.entityIDs.map { _ in 1 } }, to: count, with: 0)),
      ("entity_token_type_ids", table({ $0.entityTypeIDs ?? [] }, to: count, with: 0)),
      ("entity_position_ids", list(positions)),
    ]
  }

  private func labelMembers(words: Int, entities: Int) -> [(String, String)] {
    switch labels {
    case .examples(let labels): return [("labels", row(labels.map(known), to: 0, with: 0))]
    case .spans(let starts, let ends, let labels):
      return [
        ("entity_start_positions", list(starts.map { row($0, to: entities, with: 0) })),
        ("entity_end_positions", list(ends.map { row($0, to: entities, with: 0) })),
        ("labels", list(labels.map { row($0.map(known), to: entities, with: Self.none) })),
      ]
    case .hidden(let hiddenWords, let hiddenEntities):
      func rows(_ hidden: [[(place: Int, id: Int32)]], _ count: Int) -> String {
        list(
          hidden.map { tokens in
            var labels = [Int32](repeating: Self.none, count: count)
            for token in tokens { labels[token.place] = token.id }
            return row(labels, to: count, with: Self.none)
          })
      }
      let labels = [("labels", rows(hiddenWords, words))]
      return entities == 0 ? labels : labels + [("entity_labels", rows(hiddenEntities, entities))]
    }
  }

  private func known(_ label: Int32) -> Int32 { label < 0 ? Self.none : label }

  private func table(
    _ values: (LukeExample) -> [Int32], to count: Int, with padding: Int32
  ) -> String {
    list(examples.map { row(values($0), to: count, with: padding) })
  }

  private func row(_ values: [Int32], to count: Int, with padding: Int32) -> String {
    let padded = values + [Int32](repeating: padding, count: max(0, count - values.count))
    return list(padded.map(String.init))
  }

  private func list(_ elements: [String]) -> String { "[\(elements.joined(separator: ", "))]" }
}
