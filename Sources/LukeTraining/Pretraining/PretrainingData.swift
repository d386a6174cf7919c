import LukeCorpus

/// The sequences of a run.
struct PretrainingData {
  let train: PretrainingExamples
  let validation: PretrainingExamples?
  let test: PretrainingExamples?
  /// The CRC-32 of each data set, by the key of the recipe that it comes from.
  let checksums: [String: [UInt32]]
  /// The CRC-32 of each file that they are made of, by its key.
  let fileChecksums: [String: [UInt32]]
  /// The CRC-32 of the data set that is scored at the end.
  let testChecksums: [UInt32]
  /// Where they lie: as long as it is open nobody makes others in their place.
  let folder: PreparedFolder
}
