import Foundation
import LukeSystem

/// Finds added tokens in UTF-8: leftmost first, the longest of those that start at a place.
final class AddedTokenMatcher: Sendable {
  private let tokens: [AddedToken]
  /// (node, byte) → node of a tree of the tokens' bytes.
  private let edges: IntegerMap
  /// The token that ends at a node of the tree, -1 for none.
  private let endings: [Int32]
  /// Which bytes start a token.
  private let starts: [Bool]
  /// The same bytes, where they are few.
  private let fewStarts: [UInt8]?

  /// Creates a matcher; `spelling` gives the bytes to find for a token.
  init(_ tokens: [AddedToken], spelling: (AddedToken) -> [UInt8]) {
    let spelled = tokens.map { ($0, spelling($0)) }.filter { !$0.1.isEmpty }
    self.tokens = spelled.map(\.0)
    var edges = IntegerMap(minimumCapacity: spelled.reduce(0) { $0 + $1.1.count })
    var endings: [Int32] = [-1]
    var starts = [Bool](repeating: false, count: 256)
    for (index, (_, bytes)) in spelled.enumerated() {
      starts[Int(bytes[0])] = true
      var node: UInt32 = 0
      for byte in bytes {
        if let next = edges[node, UInt32(byte)] {
          node = UInt32(next)
        } else {
          edges.set(UInt64(endings.count), first: node, second: UInt32(byte))
          node = UInt32(endings.count)
          endings.append(-1)
        }
      }
      endings[Int(node)] = Int32(index)
    }
    (self.edges, self.endings, self.starts) = (edges, endings, starts)
    let bytes = (0...UInt8.max).filter { starts[Int($0)] }
    fewStarts = bytes.count <= 4 ? bytes : nil
  }

  /// Calls `text` for each stretch between tokens and `token` for each token found, in order.
  ///
  /// The bytes are valid UTF-8. Up to three behind the range may be read.
  @inline(__always)
  func split(
    _ bytes: UnsafePointer<UInt8>, _ range: Range<Int>,
    text: (Range<Int>) -> Void, token: (AddedToken, Range<Int>) -> Void
  ) {
    var done = range.lowerBound
    if mayStart(in: bytes, range) {
      var position = range.lowerBound
      while let (found, match) = next(bytes, position..<range.upperBound) {
        position = match.upperBound
        guard let taken = extent(of: found, match, in: bytes, range, after: done) else { continue }
        if done < taken.lowerBound { text(done..<taken.lowerBound) }
        token(found, taken)
        done = taken.upperBound
      }
    }
    if done < range.upperBound { text(done..<range.upperBound) }
  }

  /// Whether a byte that starts a token is there at all, which mostly none is.
  private func mayStart(in bytes: UnsafePointer<UInt8>, _ range: Range<Int>) -> Bool {
    guard let fewStarts else { return true }
    return fewStarts.contains {
      memchr(bytes + range.lowerBound, Int32($0), range.count) != nil
    }
  }

  private func next(
    _ bytes: UnsafePointer<UInt8>, _ range: Range<Int>
  ) -> (AddedToken, Range<Int>)? {
    starts.withUnsafeBufferPointer { starts in
      for start in range where starts[Int(bytes[start])] {
        if let (token, end) = longest(bytes, start..<range.upperBound) {
          return (token, start..<end)
        }
      }
      return nil
    }
  }

  private func longest(
    _ bytes: UnsafePointer<UInt8>, _ range: Range<Int>
  ) -> (AddedToken, Int)? {
    var node: UInt32 = 0
    var found: (AddedToken, Int)?
    for position in range {
      guard let next = edges[node, UInt32(bytes[position])] else { break }
      node = UInt32(next)
      if endings[Int(node)] >= 0 { found = (tokens[Int(endings[Int(node)])], position + 1) }
    }
    return found
  }

  /// The match with the whitespace that the token takes; `nil` when it must be a word and is not.
  private func extent(
    of token: AddedToken, _ match: Range<Int>, in bytes: UnsafePointer<UInt8>,
    _ range: Range<Int>, after done: Int
  ) -> Range<Int>? {
    let flags = UnicodeProperties.shared.flags
    var (start, end) = (match.lowerBound, match.upperBound)
    if token.isSingleWord {
      if start > range.lowerBound, isWordScalar(UTF8Scalars.scalar(before: start, of: bytes).value)
      {
        return nil
      }
      if end < range.upperBound, isWordScalar(UTF8Scalars.scalar(at: end, of: bytes).value) {
        return nil
      }
    }
    if token.stripsLeft {
      while start > done {
        let (scalar, place) = UTF8Scalars.scalar(before: start, of: bytes)
        guard flags[Int(scalar)].contains(.whitespace) else { break }
        start = place
      }
    }
    if token.stripsRight {
      while end < range.upperBound {
        let (scalar, next) = UTF8Scalars.scalar(at: end, of: bytes)
        guard flags[Int(scalar)].contains(.whitespace) else { break }
        end = next
      }
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
