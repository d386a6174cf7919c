/// Texts, or pairs of texts, of one file.
public struct TextCorpus: LabelledCorpus {
  /// The file's path as the user gave it.
  public let file: String
  /// The CRC-32 of the file.
  public let checksum: UInt32
  /// The examples, in the order of the file.
  public var examples: [TextExample]
  /// What was found out of the file: its format and which fields were taken.
  public let layout: String
  /// Whether labels are lists.
  public let hasLists: Bool
  /// What was guessed or left out, one sentence each.
  public var notes: [String]

  /// The labels of all examples, each as often as it is given.
  public var labels: [String] { examples.flatMap { $0.labels ?? [] } }
}
