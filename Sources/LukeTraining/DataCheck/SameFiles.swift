/// Two files of two splits with the same content, under whichever names.
package enum SameFiles: FindingKind {
  package static func findings(in data: CheckedData) -> [Finding] {
    var seen: [UInt32: (path: String, key: String)] = [:]
    var findings: [Finding] = []
    for split in data.splits {
      for file in split.files where file.isWhole {
        guard let other = seen[file.checksum] else {
          seen[file.checksum] = (file.path, split.key)
          continue
        }
        // The same path is told as what is given twice.
        if other.path == file.path { continue }
        findings.append(
          Finding(
            "same_file", .warning, file: file.path,
            "of \(split.key) has the same content as \(other.path) of \(other.key)",
            remedy: "name another file; scores on what is trained on say little about other text"))
      }
    }
    return findings
  }

  /// The files whose content an earlier split has, by split and place.
  static func repeated(in data: CheckedData) -> Set<[Int]> {
    var seen: [UInt32: Int] = [:]
    var repeated: Set<[Int]> = []
    for (number, split) in data.splits.enumerated() {
      for (place, file) in split.files.enumerated() where file.isWhole {
        if let first = seen[file.checksum], first < number { repeated.insert([number, place]) }
        seen[file.checksum] = seen[file.checksum] ?? number
      }
    }
    return repeated
  }
}
