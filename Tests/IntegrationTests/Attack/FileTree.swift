import Foundation
import LukeCheckpoints

/// All files below a folder, by their paths there, without locks and without those that tell of times, which are
/// never the same.
struct FileTree: Equatable {
  var files: [String: Data] = [:]

  /// Reads the files below `folder`; none where there is no folder.
  init(_ folder: String) throws {
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      var isFolder: ObjCBool = false
      let path = folder + "/" + name
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
        !isFolder.boolValue, !name.hasSuffix(".lock"), !Self.tellsOfTimes(name)
      else { continue }
      files[name] = try Data(contentsOf: URL(filePath: path))
    }
  }

  /// Whether a file is one that no two runs have the same.
  static func tellsOfTimes(_ name: String) -> Bool {
    ["run.log", "timings.jsonl", "report.html"].contains { name == $0 || name.hasSuffix("/" + $0) }
  }

  /// The names of what no finished run may leave.
  static func partials(in folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder)
      .filter { $0.contains(".partial-") }
  }

  /// The same without what was not published, and what was kept of answers that are there.
  var withoutPartials: FileTree {
    var tree = self
    let kept = ".unfinished"
    tree.files = files.filter { name, _ in
      !name.contains(".partial-")
        && !(name.hasSuffix(kept) && files[String(name.dropLast(kept.count))] != nil)
    }
    return tree
  }

  /// The names of files that are in one of two trees alone, or differ.
  func differences(from other: FileTree) -> [String] {
    Set(files.keys).union(other.files.keys).filter { files[$0] != other.files[$0] }.sorted()
  }

  /// The names of model files below `folder` that are not whole.
  func damagedModels(in folder: String) -> [String] {
    files.keys.filter { name in
      guard name.hasSuffix(".h5"), !name.contains(".partial-") else { return false }
      return (try? ModelFile.verify(folder + "/" + name)) == nil
    }.sorted()
  }
}
