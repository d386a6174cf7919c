import Foundation
import LukeCheckpoints
import LukeFiles
import LukeModel
import LukeTestSupport
import Testing

/// A byte that changed on the disk is found when a model file is verified, or changes nothing of what
/// is read.
///
/// What may change unseen: room that HDF5 keeps free in its structures, bytes that it reserves, and of
/// compressed chunks those that decompress to the same.
@Suite struct FlippedByteTests {
  @Test(arguments: HDF5Compression.allCases)
  func everyChangedByteIsFoundOrWithoutMeaning(_ compression: HDF5Compression) throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "step-1.h5").path
      try write(to: path, compression)
      let original = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
      let expected = try content(path)
      // All bytes in the attack; elsewhere every 23rd, and all of the beginning, where most meaning is.
      let places = original.indices.filter { AttackTable.isWhole || $0 < 300 || $0 % 23 == 0 }
      var (found, unused) = (0, [Int]())
      let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
      for place in places {
        try file.seek(toOffset: UInt64(place))
        try file.write(contentsOf: [original[place] ^ (place % 2 == 0 ? 0xFF : 0x01)])
        do {
          try ModelFile.verify(path)
          #expect(try content(path) == expected, "byte \(place) changes what is read, unseen")
          unused.append(place)
        } catch {
          found += 1
        }
        try file.seek(toOffset: UInt64(place))
        try file.write(contentsOf: [original[place]])
      }
      // Of a file this small much is room that HDF5 keeps for more.
      #expect(found > places.count / 4)
      AttackTable.add(
        "a checkpoint, \(compression.rawValue)",
        "\(places.count) of \(original.count) bytes changed: \(found) found, \(unused.count) without "
          + "meaning", lost: 0)
    }
  }

  /// A checkpoint with some of everything, in few bytes.
  private func write(to path: String, _ compression: HDF5Compression) throws {
    let (store, optimizer) = try trainedModel()
    var archive = try exampleArchive()
    archive.weights = ModelWeights(store)
    try ModelFile.write(
      archive,
      training: TrainingState(document: #"{"step": 3}"#, arrays: ModelWeights(optimizer)),
      to: path, compression: compression)
  }

  /// All that is read of a checkpoint, as one text.
  private func content(_ path: String) throws -> String {
    let archive = try ModelFile.read(path)
    let training = try ModelFile.readTrainingState(path)
    return [
      "\(archive.configuration)",
      "\(archive.storedTokenizer?.files.sorted { $0.key < $1.key } ?? [])",
      "\(String(describing: archive.storedEntityVocabulary?.data))", "\(archive.task ?? "")",
      "\(archive.recipe ?? "")", "\(training?.document ?? "")",
      "\(try everything(archive.weights).sorted { $0.key < $1.key })",
      "\(try training.map { try everything($0.arrays).sorted { $0.key < $1.key } } ?? [])",
    ].joined(separator: "\n")
  }
}
