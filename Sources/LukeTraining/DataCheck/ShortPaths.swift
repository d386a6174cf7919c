import LukeTasks

/// Paths as a person in a folder would write them: those below it from there.
struct ShortPaths {
  private let prefix: String

  init(from folder: String) { prefix = folder.hasSuffix("/") ? folder : folder + "/" }

  /// A text with the paths in it.
  func shortened(_ text: String) -> String {
    // All paths are below the root.
    prefix == "/" ? text : text.replacing(prefix, with: "")
  }

  func shortened(_ finding: Finding) -> Finding {
    var finding = finding
    finding.file = finding.file.map(shortened)
    finding.what = shortened(finding.what)
    for place in finding.others.indices {
      finding.others[place].file = shortened(finding.others[place].file)
    }
    return finding
  }

  func shortened(_ data: CheckedData) -> CheckedData {
    var data = data
    for split in data.splits.indices {
      for file in data.splits[split].files.indices {
        let path = data.splits[split].files[file].path
        data.splits[split].files[file].path = shortened(path)
        data.splits[split].files[file].overview.first?.location.file = shortened(path)
      }
    }
    return data
  }
}
