/// Two files of two splits with the same content, under whichever names.
package enum SameFiles: FindingKind {
  package static func findings(in data: CheckedData) -> [Finding] {
    repetitions(in: data).compactMap { place, first in
      let (split, other) = (data.splits[place.split], data.splits[first.split])
      let (path, otherPath) = (split.files[place.file].path, other.files[first.file].path)
      // The same path is told as what is given twice.
      if path == otherPath { return nil }
      return Finding(
        "same_file", .warning, file: path,
        "of \(split.key) has the same content as \(otherPath) of \(other.key)",
        remedy: "name another file; scores on what is trained on say little about other text")
    }
  }

  /// A split by its number, and a file of it.
  private typealias Place = (split: Int, file: Int)

  /// Each file whose content another one has before it, with the first of them.
  private static func repetitions(in data: CheckedData) -> [(place: Place, first: Place)] {
    var seen: [UInt32: Place] = [:]
    var repetitions: [(place: Place, first: Place)] = []
    for (number, split) in data.splits.enumerated() {
      for (index, file) in split.files.enumerated() where file.isWhole {
        if let first = seen[file.checksum] {
          repetitions.append(((number, index), first))
        } else {
          seen[file.checksum] = (number, index)
        }
      }
    }
    return repetitions
  }

  /// The files whose content an earlier split has, by split and place.
  static func repeated(in data: CheckedData) -> Set<[Int]> {
    Set(
      repetitions(in: data).filter { $0.first.split < $0.place.split }
        .map { [$0.place.split, $0.place.file] })
  }
}
