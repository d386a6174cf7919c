import Testing

/// Expects two lists of values to be the same to the bit and names the first element that is not.
///
/// `#expect(a == b)` would look for the smallest difference of the lists, which takes minutes for
/// long ones. Nil equals nil alone.
@discardableResult
public func expectSameBits(
  _ actual: [Float]?, _ expected: [Float]?, _ name: String = "values",
  sourceLocation: SourceLocation = #_sourceLocation
) -> Bool {
  let fault = bitDifference(of: actual, from: expected)
  if let fault {
    Issue.record(Comment(rawValue: "\(name): \(fault)"), sourceLocation: sourceLocation)
  }
  return fault == nil
}

private func bitDifference(of actual: [Float]?, from expected: [Float]?) -> String? {
  guard let actual, let expected else {
    return actual == nil && expected == nil ? nil : actual == nil ? "none" : "expected none"
  }
  guard actual.count == expected.count else {
    return "\(actual.count) values, expected \(expected.count)"
  }
  let different = actual.indices.filter { actual[$0].bitPattern != expected[$0].bitPattern }
  guard let first = different.first else { return nil }
  return """
    \(different.count) of \(actual.count) differ; first at \(first): \(actual[first]), expected \
    \(expected[first])
    """
}
