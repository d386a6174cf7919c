import Testing

/// Expects two lists of values to be equal within a tolerance and names the worst element if not.
///
/// Values that are not numbers are never close. A tolerance relative to the largest is relative to
/// the largest absolute value of `expected`.
@discardableResult
public func expectClose(
  _ actual: [Float], _ expected: [Float], tolerance: Tolerance, shape: [Int]? = nil,
  _ name: String = "values", sourceLocation: SourceLocation = #_sourceLocation
) -> Bool {
  let expected = RecordedTensor(shape: shape ?? [expected.count], values: expected)
  let fault = difference(of: actual, from: expected, tolerance: tolerance, name: name)
  if let fault { Issue.record(Comment(rawValue: fault), sourceLocation: sourceLocation) }
  return fault == nil
}

/// Expects values to equal a recorded tensor within a tolerance.
@discardableResult
public func expectClose(
  _ actual: [Float], _ expected: RecordedTensor, tolerance: Tolerance, _ name: String = "values",
  sourceLocation: SourceLocation = #_sourceLocation
) -> Bool {
  expectClose(
    actual, expected.values, tolerance: tolerance, shape: expected.shape, name,
    sourceLocation: sourceLocation)
}

/// Expects two lists of values to differ by no more than `tolerance` anywhere.
@discardableResult
public func expectClose(
  _ actual: [Float], _ expected: [Float], tolerance: Float, _ name: String = "values",
  sourceLocation: SourceLocation = #_sourceLocation
) -> Bool {
  expectClose(
    actual, expected, tolerance: Tolerance(absolute: tolerance), name,
    sourceLocation: sourceLocation)
}

/// Expects two lists of values to differ by no more than `relativeToLargest` times the largest
/// absolute value expected.
@discardableResult
public func expectClose(
  _ actual: [Float], _ expected: [Float], relativeToLargest: Float, _ name: String = "values",
  sourceLocation: SourceLocation = #_sourceLocation
) -> Bool {
  expectClose(
    actual, expected, tolerance: Tolerance(relativeToLargest: relativeToLargest), name,
    sourceLocation: sourceLocation)
}

/// Says how `actual` fails to be `expected`, with its worst element; nil if it is close.
public func difference(
  of actual: [Float], from expected: RecordedTensor, tolerance: Tolerance, name: String
) -> String? {
  guard actual.count == expected.values.count else {
    return "\(name): \(actual.count) values, expected \(expected.values.count) \(expected.shape)"
  }
  let limit = tolerance.limit(largest: expected.largest)
  let distances = zip(actual, expected.values).map { $0 == $1 ? 0 : abs($0 - $1) }
  let ranked = distances.map { $0.isNaN ? .infinity : $0 }
  guard let worst = ranked.indices.max(by: { ranked[$0] < ranked[$1] }), !(ranked[worst] <= limit)
  else { return nil }
  let count = ranked.count { !($0 <= limit) }
  return """
    \(name): \(count) of \(actual.count) differ by more than \(limit); worst at \
    \(expected.index(of: worst)): \(actual[worst]), expected \(expected.values[worst]) \
    (difference \(distances[worst]))
    """
}
