/// A batch of a run in the form that `ForwardArguments` reads, so that a step can be looked at again.
public struct TraceableBatch: Sendable {
  /// An argument of transformers' forward beside the tokens: labels, and where heads look.
  public enum Argument: Sendable {
    /// One number for each example.
    case perExample(String, [Int32])
    /// Some numbers of any kind for each example.
    case perExampleNumbers(String, [[Float]])
    /// The place of a word for each example, negative for none.
    case perExamplePlace(String, [Int32])
    /// One for each word of each example.
    case perWord(String, [[Int32]], padding: Int32)
    /// One for each entity of each example.
    case perEntity(String, [[Int32]], padding: Int32)
    /// One for each entity of each example but the first.
    case perCandidate(String, [[Int32]], padding: Int32)

    /// A label of each example; negative ones are none.
    public static func exampleLabels(_ labels: [Int32]) -> Self {
      .perExample("labels", labels.map(TraceableBatch.label))
    }

    /// For each example and class 1 or 0, or numbers to come near.
    public static func exampleNumbers(_ numbers: [[Float]]) -> Self {
      .perExampleNumbers("labels", numbers)
    }

    /// The first and the last words of answers; negative ones are none.
    ///
    /// Where examples differ in length, transformers seeks answers in the padding, too: a trace of the batch
    /// then has another loss than the step, whose examples stand alone.
    public static func answers(starts: [Int32], ends: [Int32]) -> [Self] {
      [.perExamplePlace("start_positions", starts), .perExamplePlace("end_positions", ends)]
    }

    /// A label of each entity; negative ones are none.
    public static func entityLabels(_ labels: [[Int32]], named name: String = "labels") -> Self {
      .perEntity(name, labels.map { $0.map(TraceableBatch.label) }, padding: TraceableBatch.none)
    }

    /// A label of each entity after the first, which is the placeholder of a cloze question; negative ones
    /// are none.
    public static func candidateLabels(_ labels: [[Int32]]) -> Self {
      .perCandidate(
        "labels", labels.map { $0.map(TraceableBatch.label) }, padding: TraceableBatch.none)
    }

    /// A label of each word; negative ones are none.
    public static func wordLabels(_ labels: [[Int32]]) -> Self {
      .perWord(
        "labels", labels.map { $0.map(TraceableBatch.label) }, padding: TraceableBatch.none)
    }
  }

  private let examples: [LukeExample]
  private let arguments: [Argument]
  /// How many examples are the choices of one; nil without an axis of choices.
  private let choiceCount: Int?

  /// What transformers takes for no label.
  private static let none: Int32 = -100

  /// Creates a batch; arguments have one element for each example.
  ///
  /// With `choiceCount` so many examples each are the choices of one question, and arguments that are per
  /// example are per question.
  public init(_ examples: [LukeExample], _ arguments: [Argument], choiceCount: Int? = nil) {
    precondition(
      examples.count.isMultiple(of: choiceCount ?? 1),
      "\(examples.count) examples cannot be choices of \(choiceCount ?? 1) each")
    (self.examples, self.arguments, self.choiceCount) = (examples, arguments, choiceCount)
  }

  /// The words of each example.
  package var wordIDs: [[Int32]] { examples.map(\.wordIDs) }

  /// Labels of some of `count` tokens, and none of the others.
  public static func labels(_ known: [(place: Int, id: Int32)], of count: Int) -> [Int32] {
    var labels = [Int32](repeating: none, count: count)
    for token in known { labels[token.place] = token.id }
    return labels
  }

  /// The arguments of the forward of a model of transformers as JSON, padded.
  public func json(for configuration: LukeConfiguration) -> String {
    json(
      paddingID: configuration.paddingID,
      firstPosition: configuration.paddingID + 1 - configuration.addedPositionCount)
  }

  /// The arguments of transformers' forward as JSON, padded; words count from `paddingID` + 1.
  public func json(paddingID: Int) -> String {
    json(paddingID: paddingID, firstPosition: paddingID + 1)
  }

  private func json(paddingID: Int, firstPosition: Int) -> String {
    let words = examples.map(\.wordIDs.count).max() ?? 0
    let entities = examples.map(\.entityIDs.count).max() ?? 0
    let first = Int32(firstPosition)
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
    members += arguments.map { member($0, words: words, entities: entities) }
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
      ("entity_position_ids", choices(positions)),
    ]
  }

  private func member(_ argument: Argument, words: Int, entities: Int) -> (String, String) {
    func rows(_ values: [[Int32]], _ count: Int, _ padding: Int32) -> String {
      choices(values.map { row($0, to: count, with: padding) })
    }
    switch argument {
    case .perExample(let name, let values): return (name, row(values, to: 0, with: 0))
    case .perExampleNumbers(let name, let values):
      return (name, list(values.map { list($0.map { "\($0)" }) }))
    // transformers takes what is below 0 for the first word, and what is beyond the last for none.
    case .perExamplePlace(let name, let values):
      return (name, row(values.map { $0 < 0 ? Int32(words) : $0 }, to: 0, with: 0))
    case .perWord(let name, let values, let padding): return (name, rows(values, words, padding))
    case .perEntity(let name, let values, let padding):
      return (name, rows(values, entities, padding))
    case .perCandidate(let name, let values, let padding):
      return (name, rows(values, max(0, entities - 1), padding))
    }
  }

  private static func label(_ label: Int32) -> Int32 { label < 0 ? none : label }

  private func table(
    _ values: (LukeExample) -> [Int32], to count: Int, with padding: Int32
  ) -> String {
    choices(examples.map { row(values($0), to: count, with: padding) })
  }

  /// A list of what examples have, in lists of their own where they are choices.
  private func choices(_ elements: [String]) -> String {
    guard let choiceCount else { return list(elements) }
    return list(
      stride(from: 0, to: elements.count, by: choiceCount).map {
        list(Array(elements[$0..<$0 + choiceCount]))
      })
  }

  private func row(_ values: [Int32], to count: Int, with padding: Int32) -> String {
    let padded = values + [Int32](repeating: padding, count: max(0, count - values.count))
    return list(padded.map(String.init))
  }

  private func list(_ elements: [String]) -> String { "[\(elements.joined(separator: ", "))]" }
}
