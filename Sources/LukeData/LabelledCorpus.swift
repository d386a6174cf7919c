/// The labelled examples of one file.
public protocol LabelledCorpus: Sendable {
  /// The file's path as the user gave it.
  var file: String { get }
  /// The CRC-32 of the file, by which a run that goes on knows it again.
  var checksum: UInt32 { get }
  /// What was guessed, left out or taken otherwise than it is written, one sentence each.
  var notes: [String] { get }

  /// What of each example decides whether it is held back for validation; nil, the default, where nothing
  /// can be.
  var divisibleExamples: [DivisibleExample]? { get }
  /// Which part of the file's examples it holds, in words; nil, the default, for all of them.
  var part: String? { get }
  /// The corpus with some of its examples, by their numbers in ascending order.
  func keeping(_ examples: [Int], as part: String) -> Self
  /// The line of the file in which each example begins that is answered in a line of its own; nil, the default,
  /// where answers and lines do not go side by side.
  var answeredLines: [Int]? { get }
  /// What answers call that which was read of records of JSON, by its key there: `text` for `sentence1`.
  ///
  /// Empty, the default, where both have one name.
  var answeredKeys: [String: String] { get }
}

extension LabelledCorpus {
  /// Unknown.
  public var divisibleExamples: [DivisibleExample]? { nil }

  /// All.
  public var part: String? { nil }

  /// Not known.
  public var answeredLines: [Int]? { nil }

  /// None.
  public var answeredKeys: [String: String] { [:] }

  /// All of them: nobody asks where nothing can be held back.
  public func keeping(_ examples: [Int], as part: String) -> Self { self }
}
