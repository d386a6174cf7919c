public import LukeAutodiff

/// A padded batch of transformers, packed, with the way back.
///
/// Rows whose attention mask is 0 are left out; in results they are zeros. Heads that read words which no
/// token attends to, as transformers does, take ``withMaskedWords()``.
public struct PaddedBatch: Sendable {
  /// The batch without padding.
  public let packed: PackedBatch
  /// For each kept word its place in the padded `[examples · words]`, and so for entities.
  let wordPlaces, entityPlaces: [Int]
  let wordShape: [Int]
  let entityShape: [Int]
  let arguments: ForwardArguments
  private let configuration: LukeConfiguration
  /// Places of the words that the attention mask leaves out.
  private let maskedPlaces: Set<Int>
  /// Rows of the packed words by their padded place.
  let wordRows: [Int: Int32]

  /// Packs the arguments of a forward call.
  /// - Throws: `ConfigurationError` when an id is outside its table or an example has no words.
  public init(_ arguments: ForwardArguments, configuration: LukeConfiguration) throws {
    try Self.check(arguments, configuration)
    let words = Self.keptPlaces(arguments, "attention_mask", shape: arguments.wordShape)
    if let empty = words.firstIndex(where: \.isEmpty) {
      throw ConfigurationError(
        origin: arguments.origin, faults: ["attention_mask: example \(empty) has no word"])
    }
    self.init(arguments, configuration, kept: words, includesMasked: false)
  }

  /// The batch with the words that the attention mask leaves out, after the others of each example: they
  /// attend to what is attended to, and in results they are zeros.
  public func withMaskedWords() -> PaddedBatch {
    if maskedPlaces.isEmpty { return self }
    let words = Self.keptPlaces(arguments, "attention_mask", shape: wordShape)
    return PaddedBatch(arguments, configuration, kept: words, includesMasked: true)
  }

  private init(
    _ arguments: ForwardArguments, _ configuration: LukeConfiguration, kept: [[Int]],
    includesMasked: Bool
  ) {
    (self.arguments, self.configuration) = (arguments, configuration)
    wordShape = arguments.wordShape
    entityShape = arguments.entityShape ?? [wordShape[0], 0]
    let entityLists = Self.keptPlaces(arguments, "entity_attention_mask", shape: entityShape)
    let masked = Set(0..<wordShape[0] * wordShape[1]).subtracting(kept.joined())
    maskedPlaces = masked
    let width = wordShape[1]
    let wordLists = kept.enumerated().map { example, kept in
      kept
        + (includesMasked
          ? (example * width..<(example + 1) * width).filter(masked.contains) : [])
    }
    let shift = Int32(configuration.addedPositionCount)
    let positions =
      arguments.arrays["position_ids"]?.values.map { $0 + shift }
      ?? Self.countedPositions(arguments, configuration)
    let examples = zip(wordLists, entityLists).map { words, entities in
      var example = LukeExample(
        wordIDs: arguments.pick("input_ids", words) ?? [],
        wordTypeIDs: arguments.pick("token_type_ids", words),
        wordPositions: words.map { positions[$0] },
        entityIDs: arguments.pick("entity_ids", entities) ?? [],
        entityTypeIDs: arguments.pick("entity_token_type_ids", entities),
        entityPositions: entities.map(arguments.mentionPositions))
      if includesMasked { example.unattendedWordCount = words.count(where: masked.contains) }
      return example
    }
    packed = PackedBatch(examples, paddingID: configuration.paddingID)
    wordPlaces = wordLists.flatMap { $0 }
    entityPlaces = entityLists.flatMap { $0 }
    wordRows = Dictionary(
      uniqueKeysWithValues: wordPlaces.enumerated().map { ($0.element, Int32($0.offset)) })
  }

  private static func keptPlaces(
    _ arguments: ForwardArguments, _ mask: String, shape: [Int]
  ) -> [[Int]] {
    let values = arguments.arrays[mask]?.values
    return (0..<shape[0]).map { example in
      (example * shape[1]..<(example + 1) * shape[1]).filter { values == nil || values?[$0] != 0 }
    }
  }

  /// `create_position_ids_from_input_ids`: tokens that are not padding are counted from the padding id,
  /// padding tokens stay at it, whatever the attention mask says.
  ///
  /// BERT counts all tokens.
  private static func countedPositions(
    _ arguments: ForwardArguments, _ configuration: LukeConfiguration
  ) -> [Int32] {
    let (shape, paddingID) = (arguments.wordShape, configuration.paddingID)
    guard let ids = arguments.arrays["input_ids"]?.values else { return [] }
    if configuration.family.countsFromZero {
      let first = Int32(configuration.addedPositionCount)
      return (0..<shape[0]).flatMap { _ in first..<first + Int32(shape[1]) }
    }
    return (0..<shape[0]).flatMap { example in
      var count = Int32(paddingID)
      return ids[example * shape[1]..<(example + 1) * shape[1]].map { id -> Int32 in
        guard id != Int32(paddingID) else { return Int32(paddingID) }
        count += 1
        return count
      }
    }
  }

  private static func check(
    _ arguments: ForwardArguments, _ configuration: LukeConfiguration
  ) throws {
    try checkChoices(arguments, configuration)
    let words = arguments.wordShape[1]
    let positionCount = configuration.maximumPositionCount - configuration.addedPositionCount
    var limits: [(String, ClosedRange<Int>, String)] = [
      ("input_ids", 0...configuration.vocabularySize - 1, "vocab_size"),
      ("token_type_ids", 0...configuration.typeVocabularySize - 1, "type_vocab_size"),
      ("position_ids", 0...positionCount - 1, "max_position_embeddings"),
    ]
    if configuration.usesEntities {
      limits += [
        ("entity_ids", 0...configuration.entityVocabularySize - 1, "entity_vocab_size"),
        ("entity_token_type_ids", 0...configuration.typeVocabularySize - 1, "type_vocab_size"),
        ("entity_position_ids", -1...positionCount - 1, "max_position_embeddings"),
        ("entity_start_positions", 0...max(0, words - 1), "the number of words"),
        ("entity_end_positions", 0...max(0, words - 1), "the number of words"),
      ]
    } else if let name = arguments.arrays.keys.filter({ $0.hasPrefix("entity_") }).min() {
      throw ConfigurationError(
        origin: arguments.origin,
        faults: ["\(name): a \(configuration.family.rawValue) model has no entities"])
    }
    var faults = limits.compactMap { name, range, limit -> String? in
      guard let worst = arguments.arrays[name]?.values.first(where: { !range.contains(Int($0)) })
      else { return nil }
      return "\(name): \(worst) is outside \(range.lowerBound) to \(range.upperBound) (\(limit))"
    }
    let positions = countedPositions(arguments, configuration)
    if arguments.arrays["position_ids"] == nil, let last = positions.max(),
      last >= Int32(configuration.maximumPositionCount)
    {
      faults.append(
        "input_ids: \(words) words are too many; max_position_embeddings leaves room for "
          + "\(configuration.maximumWordCount)")
    }
    if !faults.isEmpty { throw ConfigurationError(origin: arguments.origin, faults: faults) }
  }
}

extension PaddedBatch {
  /// Whether a word is one that the attention mask leaves out.
  func isMasked(_ place: Int) -> Bool { maskedPlaces.contains(place) }

  /// Throws where words have an axis of choices and the head reads none, or the other way round.
  private static func checkChoices(
    _ arguments: ForwardArguments, _ configuration: LukeConfiguration
  ) throws {
    let head = configuration.architectures?.first.flatMap(LukeHeads.head(named:))
    let needed = head?.readsChoices ?? false
    guard needed != (arguments.choiceCount != nil) else { return }
    let fault =
      needed
      ? "has 2 axes and needs 3, [examples, choices, words]" : "has 3 axes and needs 2"
    throw ConfigurationError(
      origin: arguments.origin,
      faults: [
        "input_ids: \(fault), for \(head?.architecture(of: configuration.family) ?? "a LUKE")"
      ])
  }
}

extension ForwardArguments {
  func pick(_ name: String, _ places: [Int]) -> [Int32]? {
    guard let values = arrays[name]?.values else { return nil }
    return places.map { values[$0] }
  }

  /// The mention of the entity at a padded place, −1 left out.
  fileprivate func mentionPositions(_ place: Int) -> [Int32] {
    guard let array = arrays["entity_position_ids"], let width = array.shape.last else { return [] }
    return array.values[place * width..<(place + 1) * width].filter { $0 >= 0 }
  }
}

// MARK: - Between padded and packed

extension PaddedBatch {
  /// For each kept entity, the packed row of the word that `entity_start_positions` (or end) names.
  ///
  /// - Throws: `ConfigurationError` when the argument is missing or names a masked word.
  public func wordRows(_ name: String) throws -> [Int32] {
    guard let values = arguments.arrays[name]?.values else {
      throw ConfigurationError(origin: arguments.origin, faults: ["\(name): is missing"])
    }
    return try entityPlaces.map { place in
      let example = place / entityShape[1]
      guard let row = wordRows[example * wordShape[1] + Int(values[place])] else {
        throw ConfigurationError(
          origin: arguments.origin,
          faults: ["\(name): names word \(values[place]) of example \(example), which is masked"])
      }
      return row
    }
  }

  /// Labels of the words; nil when there are none.
  public func wordLabels() -> [Int32]? { arguments.pick("labels", wordPlaces) }

  /// Labels of the kept entities; nil when there are none.
  public func entityLabels() -> [Int32]? { arguments.pick("labels", entityPlaces) }

  /// Labels of the examples; nil when there are none.
  public func exampleLabels() -> [Int32]? { arguments.arrays["labels"]?.values }

  /// The kept words that have a label; nil when there are no labels.
  public func wordTargets() -> LukeForMaskedLM.Targets? { targets("labels", wordPlaces) }

  /// The kept entities that have a label; nil when there are no labels.
  public func entityTargets() -> LukeForMaskedLM.Targets? {
    targets("entity_labels", entityPlaces)
  }

  private func targets(_ name: String, _ places: [Int]) -> LukeForMaskedLM.Targets? {
    guard let labels = arguments.pick(name, places) else { return nil }
    let rows = labels.indices.filter { labels[$0] >= 0 }
    return .init(rows: rows.map(Int32.init), labels: rows.map { labels[$0] })
  }

  /// What labels stand for, which decides their shape.
  public enum LabelPlace: Sendable {
    /// One label for each example.
    case example
    /// One for each question, which has several choices.
    case question
    /// One for each word.
    case word
    /// One for each entity.
    case entity
    /// One for each entity after the first.
    case candidate
  }

  /// Checks labels against the shape of what they stand for and the number of classes.
  public func checkLabels(_ name: String, of place: LabelPlace, classes: Int) throws {
    if name == "labels" { try checkWholeLabels() }
    guard let labels = arguments.arrays[name] else { return }
    let expected =
      switch place {
      case .example: [wordShape[0]]
      case .question: [wordShape[0] / choiceCount]
      case .word: wordShape
      case .entity: entityShape
      case .candidate: [entityShape[0], max(0, entityShape[1] - 1)]
      }
    if labels.shape != expected {
      throw ConfigurationError(
        origin: arguments.origin,
        faults: ["\(name): has shape \(labels.shape) and needs \(expected)"])
    }
    try checkClasses(name, classes)
  }

  /// Checks that each example has the two entities that a pair needs.
  public func checkPairs() throws {
    if let short = packed.segments.firstIndex(where: { $0.entities.count < 2 }) {
      throw fault("entity_ids: example \(short) has fewer than two entities")
    }
    try checkFirstEntities(2)
  }

  /// Packed word rows in their padded places, `[examples, words, columns]`, zeros elsewhere.
  public func paddedWords(_ rows: Tensor) -> (shape: [Int], values: [Float]) {
    padded(rows, wordPlaces, wordShape, isWords: true)
  }

  /// Packed entity rows in their padded places, `[examples, entities, columns]`, zeros elsewhere.
  public func paddedEntities(_ rows: Tensor) -> (shape: [Int], values: [Float]) {
    padded(rows, entityPlaces, entityShape, isWords: false)
  }

  private func padded(
    _ rows: Tensor, _ places: [Int], _ shape: [Int], isWords: Bool
  ) -> (shape: [Int], values: [Float]) {
    var values = [Float](repeating: 0, count: shape[0] * shape[1] * rows.columns)
    let source = rows.values
    for (row, place) in places.enumerated() where !(isWords && maskedPlaces.contains(place)) {
      let target = place * rows.columns
      values.replaceSubrange(
        target..<target + rows.columns,
        with: source[row * rows.columns..<(row + 1) * rows.columns])
    }
    return (shape + [rows.columns], values)
  }
}
