/// Labels of whole examples, in the forms that transformers' losses take.
extension PaddedBatch {
  /// The number of axes that `labels` have; 0 without any.
  public var labelAxes: Int { arguments.labels?.shape.count ?? 0 }

  /// The number of choices of each question; 1 where there is no axis of them.
  public var choiceCount: Int { arguments.choiceCount ?? 1 }

  /// One class for each example, −100 for none; nil when there are no labels.
  /// - Throws: `ConfigurationError` where the labels are not of this form, and so below.
  public func classTargets(classes: Int) throws -> ClassificationTargets? {
    // What transformers flattens, `[examples, 1]`, is no more than `[examples]`.
    if arguments.arrays["labels"]?.shape != [wordShape[0], 1] {
      try checkLabels("labels", of: .example, classes: classes)
    } else {
      try checkClasses("labels", classes)
    }
    return exampleLabels().map { .classes($0.map { $0 < 0 ? -1 : $0 }) }
  }

  /// For each example and class a number from 0 to 1; nil when there are no labels.
  public func indicatorTargets(classes: Int) throws -> ClassificationTargets? {
    guard let labels = arguments.labels else { return nil }
    try checkShape(labels.shape, [[wordShape[0], classes]])
    if let wrong = labels.values.first(where: { !(0...1).contains($0) }) {
      throw fault("labels: \(wrong) is not from 0 (does not hold) to 1 (holds)")
    }
    return .indicators(labels.values.map { Float($0) })
  }

  /// For each example and column a number; nil when there are no labels.
  public func numberTargets(columns: Int) throws -> ClassificationTargets? {
    guard let labels = arguments.labels else { return nil }
    let whole = [wordShape[0], columns]
    try checkShape(labels.shape, columns == 1 ? [[wordShape[0]], whole] : [whole])
    return .numbers(labels.values.map { Float($0) })
  }

  /// The first and last words of answers; nil when there are none.
  public func answers() throws -> (starts: [Int32], ends: [Int32])? {
    let (starts, ends) = (arguments.arrays["start_positions"], arguments.arrays["end_positions"])
    guard let starts, let ends else {
      if starts != nil { throw fault("start_positions: needs end_positions") }
      if ends != nil { throw fault("end_positions: needs start_positions") }
      return nil
    }
    for (name, array) in [("start_positions", starts), ("end_positions", ends)]
    where array.shape != [wordShape[0]] {
      throw fault("\(name): has shape \(array.shape) and needs [\(wordShape[0])]")
    }
    return (starts.values, ends.values)
  }

  /// Places of words, one for each example, as rows of the packed example, −1 where there is none: as in
  /// transformers those below 0 are the first word, and those beyond the last are none.
  func placesInExamples(_ positions: [Int32]) -> [Int32] {
    let width = Int32(wordShape[1])
    return positions.enumerated().map { example, position in
      guard position < width else { return -1 }
      let place = example * wordShape[1] + Int(max(0, position))
      return (wordRows[place] ?? -1) - Int32(packed.segments[example].words.lowerBound)
    }
  }

  /// Labels of the kept entities after the first of each example; nil when there are none.
  func candidateLabels() -> [Int32]? {
    guard let labels = arguments.arrays["labels"]?.values else { return nil }
    let width = entityShape[1]
    return entityPlaces.filter { $0 % width > 0 }.map { labels[$0 - $0 / width - 1] }
  }

  private func checkShape(_ shape: [Int], _ expected: [[Int]]) throws {
    if !expected.contains(shape) {
      let needs = expected.map { "\($0)" }.joined(separator: " or ")
      throw fault("labels: has shape \(shape) and needs \(needs)")
    }
  }
}
