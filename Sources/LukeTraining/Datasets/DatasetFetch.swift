import Foundation
import LukeSystem
import LukeTasks

/// Downloads a data set that others have published.
public enum DatasetFetch {
  /// Puts the files of a set into a folder; what is there and whole stays, and what was downloaded in part
  /// goes on from there.
  /// - Parameters:
  ///   - set: the set.
  ///   - folder: the place to write.
  ///   - isReplacing: whether files that are there and others are replaced.
  ///   - inputs: files that are read meanwhile, such as the catalogue, which are never written over.
  ///   - observer: is told what happens.
  /// - Throws: `TrainingError.usage` for a set that is not to be downloaded, with what to do; errors of the
  ///   connection and of files; an `Interruption` after a signal, which keeps what has come.
  public static func fetch(
    _ set: PublicDataset, into folder: String, isReplacing: Bool = false,
    reading inputs: [String] = [], observer: any RunObserver = RunObservers()
  ) throws {
    guard let address = set.address, set.request == nil else {
      throw TrainingError.usage("\(set.name): \(set.request ?? "") (\(set.page))")
    }
    try FileAccess.makeFolder(folder)
    InterruptFlag.current.heed(
      atStake: nil, within: .seconds(2), advice: "what has come is kept; start it again to go on")
    let missing = try set.files.filter { file in
      try !isWhole(file, folder + "/" + file.name, isReplacing, observer)
    }
    for file in missing {
      let path = folder + "/" + file.name
      for written in [path, PartialDownload.path(of: path)] {
        guard FileStatus(written)?.isFile == true else { continue }
        try OutputPlace(written, reading: inputs, isReplacing: true).checkFile()
      }
    }
    let total = missing.reduce(0) { $0 + $1.bytes }
    try observer.during(.fetching(set: set.name), in: .bytes) { progress in
      var done = 0
      for (index, file) in missing.enumerated() {
        let source = address + (address.hasSuffix("/") ? "" : "/") + file.path
        let details = missing.count > 1 ? "file \(index + 1) of \(missing.count)" : ""
        try fetch(file, from: source, to: folder + "/" + file.name) { count in
          try progress.update(done + count, of: total, details)
        }
        done += file.bytes
      }
    }
  }

  /// Whether a file is there as it should be.
  private static func isWhole(
    _ file: PublicDatasetFile, _ path: String, _ isReplacing: Bool, _ observer: any RunObserver
  ) throws -> Bool {
    if RealPath.isDanglingLink(path) || RealPath.ofLink(path).map({ $0 != path }) ?? false {
      throw TrainingError.inputOutput("\(path): is a link, and nothing is written through it")
    }
    guard let status = FileStatus(path) else { return false }
    if status.isFile, try DatasetFileCheck.fault(of: file, at: path, observer) == nil {
      try observer.note("\(path): is there already")
      return true
    }
    if !status.isFile { throw TrainingError.inputOutput("\(path): is no regular file") }
    if isReplacing { return false }
    throw TrainingError.usage(
      "\(path): is there and another file; name another folder, or add --replace")
  }

  private static func fetch(
    _ file: PublicDatasetFile, from address: String, to path: String,
    progress: (Int) throws -> Void
  ) throws {
    let partial = try PartialDownload(of: path)
    defer { partial.removeIfEmpty() }
    if partial.byteCount > file.bytes { try partial.clear() }
    let download = Download(address: address, byteCount: file.bytes)
    // What was there may be of another file; then all of it is fetched once.
    for attempt in 0..<2 {
      let offset = partial.byteCount
      do {
        if offset < file.bytes {
          try download.run(from: offset, check: { try progress(partial.byteCount) }) {
            try partial.append($0)
          }
        }
      } catch Download.Failure.noRanges where offset > 0 && attempt == 0 {
        try partial.clear()
        continue
      } catch Download.Failure.tooLong {
        try partial.clear()
        throw TrainingError.badData(
          "\(address): is more than the \(file.bytes) bytes that it should be: it is another file")
      } catch Download.Failure.other(let error) {
        throw error
      }
      // A connection that breaks is an error of its own: this was all.
      let count = partial.byteCount
      if count != file.bytes {
        try partial.clear()
        throw TrainingError.badData(
          "\(address): is whole with \(count) bytes, and should have \(file.bytes): it is another file, and "
            + "was not kept")
      }
      let found = try DatasetFileCheck.sha256(of: partial.path)
      if found == file.sha256 {
        try partial.finish(as: path)
        return try progress(file.bytes)
      }
      try partial.clear()
      if offset == 0 {
        throw TrainingError.badData(
          "\(address): has the SHA-256 \(found), and should have \(file.sha256): it is another file, and "
            + "was not kept")
      }
    }
    throw TrainingError.inputOutput("\(address): cannot be fetched whole")
  }
}
