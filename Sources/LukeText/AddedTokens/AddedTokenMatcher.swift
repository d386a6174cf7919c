/// Finds added tokens in text: leftmost first, the longest of those that start at a place.
struct AddedTokenMatcher: Sendable {
  private let tokens: [AddedToken]
  private var edges: PairTable
  /// The token that ends at a node of the tree, -1 for none.
  private var endings: [Int32] = [-1]
  /// Which scalars below 128 start a token; index 128 stands for all others.
  private var starts = [Bool](repeating: false, count: 129)

  var isEmpty: Bool { tokens.isEmpty }

  /// Creates a matcher; `spelling` gives the scalars to find for a token.
  init(_ tokens: [AddedToken], spelling: (AddedToken) -> [UInt32]) {
    let spelled = tokens.map { ($0, spelling($0)) }.filter { !$0.1.isEmpty }
    self.tokens = spelled.map(\.0)
    edges = PairTable(minimumCapacity: spelled.reduce(0) { $0 + $1.1.count })
    for (index, (_, scalars)) in spelled.enumerated() {
      starts[Int(min(scalars[0], 128))] = true
      endings[insert(scalars)] = Int32(index)
    }
  }

  private mutating func insert(_ scalars: [UInt32]) -> Int {
    var node = 0
    for scalar in scalars {
      if let next = edges[UInt32(node), scalar] {
        node = Int(next)
      } else {
        endings.append(-1)
        edges.set(UInt64(endings.count - 1), first: UInt32(node), second: scalar)
        node = endings.count - 1
      }
    }
    return node
  }

  /// Calls `text` for each stretch between tokens and `token` for each token found, in order.
  func split(
    _ scalars: UnsafePointer<UInt32>, _ range: Range<Int>,
    text: (Range<Int>) -> Void, token: (AddedToken, Range<Int>) -> Void
  ) {
    var done = range.lowerBound
    var position = range.lowerBound
    while let (found, match) = next(scalars, position..<range.upperBound) {
      position = match.upperBound
      guard let taken = extent(of: found, match, in: scalars, range, after: done) else { continue }
      if done < taken.lowerBound { text(done..<taken.lowerBound) }
      token(found, taken)
      done = taken.upperBound
    }
    if done < range.upperBound { text(done..<range.upperBound) }
  }

  private func next(
    _ scalars: UnsafePointer<UInt32>, _ range: Range<Int>
  ) -> (AddedToken, Range<Int>)? {
    guard !tokens.isEmpty else { return nil }
    return starts.withUnsafeBufferPointer { starts in
      for start in range where starts[Int(min(scalars[start], 128))] {
        if let (token, end) = longest(scalars, start..<range.upperBound) {
          return (token, start..<end)
        }
      }
      return nil
    }
  }

  private func longest(
    _ scalars: UnsafePointer<UInt32>, _ range: Range<Int>
  ) -> (AddedToken, Int)? {
    var node: UInt32 = 0
    var found: (AddedToken, Int)?
    for position in range {
      guard let next = edges[node, scalars[position]] else { break }
      node = UInt32(next)
      if endings[Int(node)] >= 0 { found = (tokens[Int(endings[Int(node)])], position + 1) }
    }
    return found
  }

  /// The match with the whitespace that the token takes; `nil` when it must be a word and is not.
  private func extent(
    of token: AddedToken, _ match: Range<Int>, in scalars: UnsafePointer<UInt32>,
    _ range: Range<Int>, after done: Int
  ) -> Range<Int>? {
    let flags = UnicodeProperties.shared.flags
    var (start, end) = (match.lowerBound, match.upperBound)
    if token.isSingleWord {
      if start > range.lowerBound, isWordScalar(scalars[start - 1]) { return nil }
      if end < range.upperBound, isWordScalar(scalars[end]) { return nil }
    }
    if token.stripsLeft {
      while start > done, flags[Int(scalars[start - 1])].contains(.whitespace) { start -= 1 }
    }
    if token.stripsRight {
      while end < range.upperBound, flags[Int(scalars[end])].contains(.whitespace) { end += 1 }
    }
    return max(start, done)..<max(end, done)
  }

  private func isWordScalar(_ value: UInt32) -> Bool {
    guard let properties = Unicode.Scalar(value)?.properties else { return false }
    return properties.isAlphabetic || properties.isJoinControl
      || [.nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .connectorPunctuation]
        .contains(properties.generalCategory)
  }
}
