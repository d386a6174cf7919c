/// The labelled examples of one file.
public protocol LabelledCorpus: Sendable {
  /// The file's path as the user gave it.
  var file: String { get }
  /// The CRC-32 of the file, by which a run that goes on knows it again.
  var checksum: UInt32 { get }
  /// What was guessed, left out or taken otherwise than it is written, one sentence each.
  var notes: [String] { get }
}
