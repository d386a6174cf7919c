/// Puts the special tokens around one sequence, or around and between two.
///
/// What Hugging Face's tokenizers call a post-processor.
protocol Template: Sendable {
  /// The ids of the special tokens.
  var specialIDs: SpecialIDs { get }
  /// The ids between two sequences.
  var idsBetween: [Int32] { get }
  /// The type of the second of two sequences and of the separator behind it; that of all else is 0.
  var secondTypeID: Int32 { get }
  /// Whether offsets leave out the whitespace that tokens start and end with.
  var trimsOffsets: Bool { get }
}

extension Template {
  /// One sequence, or two, as the model reads them.
  func sequence(_ first: [Int32], _ second: [Int32]?) -> TokenSequence {
    var ids = [specialIDs.classification] + first
    let firstRange = 1..<ids.count
    guard let second else {
      ids.append(specialIDs.separator)
      return TokenSequence(
        ids: ids, typeIDs: Array(repeating: 0, count: ids.count), first: firstRange, second: nil)
    }
    ids += idsBetween
    let start = ids.count
    ids += second
    let secondRange = start..<ids.count
    ids.append(specialIDs.separator)
    let types =
      Array(repeating: 0, count: start)
      + Array(repeating: secondTypeID, count: ids.count - start)
    return TokenSequence(ids: ids, typeIDs: types, first: firstRange, second: secondRange)
  }
}

/// The ids of one or two sequences with the special tokens around them.
public struct TokenSequence: Hashable, Sendable {
  /// The ids, special ones included.
  public var ids: [Int32]
  /// The type of each id: 1 for what belongs to a second sequence, where the model tells them apart.
  public var typeIDs: [Int32]
  /// Where in `ids` those of the first sequence stand.
  public var first: Range<Int>
  /// Where in `ids` those of the second sequence stand; `nil` without one.
  public var second: Range<Int>?
}
