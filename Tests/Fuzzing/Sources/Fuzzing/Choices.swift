/// An input of which the first bytes choose how the others are read.
struct Choices {
  /// What is to be read.
  private(set) var rest: ArraySlice<UInt8>

  init(_ input: [UInt8]) { rest = input[...] }

  /// One of some values, as the next byte has it; the first where there is none.
  mutating func one<Value>(of values: [Value]) -> Value {
    let byte = rest.popFirst() ?? 0
    return values[Int(byte) % values.count]
  }

  /// Yes or no.
  mutating func flag() -> Bool { one(of: [false, true]) }

  /// What is left.
  var bytes: [UInt8] { Array(rest) }
}

extension [UInt8] {
  /// The parts of an input between zero bytes: several files in one.
  func parts(_ count: Int) -> [[UInt8]] {
    let found: [[UInt8]] = split(
      separator: 0, maxSplits: count - 1, omittingEmptySubsequences: false
    ).map { Array($0) }
    return found + [[UInt8]](repeating: [], count: count - found.count)
  }

  /// Inputs put together from several files.
  static func joined(_ parts: [String]) -> [UInt8] { Array(parts.joined(separator: "\0").utf8) }
}
