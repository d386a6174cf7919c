import LukeSystem
import LukeTasks

/// Files that are nearly those of a public data set: cut off, or read otherwise than they should be.
package enum KnownSizes: FindingKind {
  /// Counts that differ by less are nearly the same.
  private static let nearness = 0.01

  package static func findings(in data: CheckedData) -> [Finding] {
    guard let catalog = try? DatasetCatalog.read() else { return [] }
    return findings(in: data, catalog)
  }

  package static func findings(in data: CheckedData, _ catalog: DatasetCatalog) -> [Finding] {
    let sets = catalog.sets.filter { $0.task == data.kind }
    return data.splits.flatMap { split in
      split.files.filter(\.isWhole).compactMap { finding($0, of: split, sets) }
    }
  }

  private static func finding(
    _ file: CheckedData.File, of split: CheckedData.Split, _ sets: [PublicDataset]
  ) -> Finding? {
    let found = CountsInLine.parts(of: file.description)
    let known = sets.flatMap { set in set.parts.map { (set, $0) } }.filter { !$1.counts.isEmpty }
    if let (set, own) = known.first(where: { $1.counts.allSatisfy(found.contains) }) {
      guard own.split == .test, split.key == CheckedData.trainKey else { return nil }
      return Finding(
        "known_size", .warning, file: file.path,
        "has the size of \(own.name), the test data of \(set.name), and is trained on",
        remedy: "name other training data, if it is that file")
    }
    guard
      let (set, own) = known.first(where: { isNamed(file.path, $1, of: $0) })
        ?? known.first(where: { isNear(found, $1.counts) })
    else { return nil }
    let isSame = file.byteCount == own.bytes
    let counts = own.counts.compactMap { count in
      found.first { CountsInLine.unit(of: $0) == CountsInLine.unit(of: count) }
    }
    return Finding(
      "known_size", .warning, file: file.path,
      "looks like \(own.name) of \(set.name), which has \(own.counts.joined(separator: " and ")), not "
        + counts.joined(separator: " and "),
      remedy: isSame
        ? "see which keys of data read it otherwise"
        : "it may be cut off or changed; luke-train datasets verify \(set.name) checks it")
  }

  /// Whether a path names a file of a set: by a name that no other file has, or by one with the set before it.
  private static func isNamed(_ path: String, _ file: PublicDatasetPart, of set: PublicDataset)
    -> Bool
  {
    guard RealPath.name(of: path) == file.name else { return false }
    let folders = RealPath.folder(of: path).lowercased()
    return set.name.split(separator: "-").allSatisfy { folders.contains($0) }
      || file.name.lowercased().contains(set.name.prefix { $0 != "-" })
  }

  private static func isNear(_ found: [String], _ known: [String]) -> Bool {
    guard known.count > 1 else { return false }
    return known.allSatisfy { count in
      let unit = CountsInLine.unit(of: count)
      guard let number = CountsInLine.number(of: count),
        let own = found.first(where: { CountsInLine.unit(of: $0) == unit })
          .flatMap(CountsInLine.number)
      else { return false }
      return Double(abs(own - number)) <= nearness * Double(number)
    }
  }
}
