import Foundation
import LukeSystem

/// A folder of texts, `NAME.txt`, each with its annotations beside it, `NAME.ann`.
struct BratFolder: Hashable, Sendable {
  let path: String
  /// The names of the pairs without their endings, in the order of their bytes.
  let names: [String]
  /// Those that lack one of the two.
  let textless, unannotated: Set<String>
  /// How many folders are within, which are not looked into.
  let folderCount: Int

  /// Nil where the folder holds no texts and no annotations.
  init?(_ path: String) {
    let path = RealPath.withoutSlashesAtEnd(path)
    self.path = path
    let all = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let visible = all.filter { !$0.hasPrefix(".") }
    func names(_ ending: String) -> Set<String> {
      Set(visible.filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) })
    }
    let (texts, annotations) = (names(".txt"), names(".ann"))
    if texts.isEmpty, annotations.isEmpty { return nil }
    self.names = texts.union(annotations).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    textless = annotations.subtracting(texts)
    unannotated = texts.subtracting(annotations)
    folderCount = visible.count { name in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isFolder)
        && isFolder.boolValue
    }
  }

  func text(_ name: String) -> String { "\(path)/\(name).txt" }

  func annotations(_ name: String) -> String { "\(path)/\(name).ann" }

  /// How many missing files are named.
  private static let shownCount = 5

  /// Throws where a text or, where they are needed, annotations are missing.
  func check(requiresLabels: Bool) throws(DataError) {
    if requiresLabels, unannotated.count == names.count {
      throw .unreadable(
        file: path,
        reason: "it is a folder without annotations of brat's (.ann); name its files, as "
          + "\(path)/*.txt")
    }
    var missing = names.filter(textless.contains).map { "\($0).txt beside \($0).ann" }
    if requiresLabels {
      missing += names.filter(unannotated.contains).map { "\($0).ann beside \($0).txt" }
    }
    if missing.isEmpty { return }
    let more =
      missing.count > Self.shownCount ? " and \(missing.count - Self.shownCount) more" : ""
    throw .unsuitable(
      file: path,
      reason: "lacks \(missing.prefix(Self.shownCount).joined(separator: ", "))\(more); brat keeps "
        + "texts and annotations side by side, and a text without any has an empty file of them")
  }
}
