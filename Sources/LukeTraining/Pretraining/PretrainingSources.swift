import LukeCorpus
import LukeSystem
import LukeTasks

/// The files that data sets are made of, as they are before anything is made.
struct PretrainingSources {
  /// Of each text file its size and checksum, by its path; nil for those that can be read once only, and
  /// for corpora.
  private(set) var files: [String: CorpusManifest.File] = [:]
  /// The CRC-32 of every file that the sequences to train and to score on during training follow from, by
  /// its key; 0 for those that can be read once only.
  private(set) var checksums: [String: [UInt32]] = [:]

  /// Reads the files.
  init(_ data: CorpusDataSettings, _ observer: any RunObserver) throws {
    for (key, paths) in data.filesByKey where !paths.isEmpty {
      if paths.count == 1, CorpusFolder.isCorpus(paths[0]) {
        checksums[key] = [
          try FileDigest(file: paths[0] + "/" + CorpusManifest.fileName).checksum
        ]
        continue
      }
      for path in paths where FileAccess.isFolder(path) {
        throw TrainingError.usage(
          "\(path): is a folder; give files, or one folder that build-corpus has made")
      }
      let described = try CorpusMaker.describe(paths, observer)
      for (path, file) in zip(paths, described) { files[path] = file }
      checksums[key] = described.map { $0.flatMap { UInt32($0.crc32, radix: 16) } ?? 0 }
    }
    // Others may be given to a run that has begun.
    checksums["data.test"] = nil
  }

  /// Notes what else the sequences follow from.
  mutating func add(_ checksum: UInt32?, _ key: String) {
    if let checksum { checksums[key] = [checksum] }
  }
}
