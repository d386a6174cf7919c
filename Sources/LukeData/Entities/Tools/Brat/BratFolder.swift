import LukeSystem

/// A folder of texts, `NAME.txt`, each with its annotations beside it, `NAME.ann`.
struct BratFolder: Hashable, Sendable {
  let path: String
  /// The names of the pairs without their endings, in the order of their bytes.
  let names: [String]
  /// Those that lack one of the two.
  let textless, unannotated: Set<String>
  /// Texts and annotations that are no files, each with what it is.
  private let others: [String]
  /// Those whose names are not UTF-8, so that no path leads to them.
  private let unreadable: [String]
  /// How many folders are within, which are not looked into.
  private let folderCount: Int

  /// Nil where the folder holds no texts and no annotations.
  init?(_ path: String) {
    let path = RealPath.withoutSlashesAtEnd(path)
    self.path = path
    let all = FolderNames(path)
    let visible = all.names.filter { !$0.hasPrefix(".") }
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
    let kinds = visible.map { (name: $0, kind: FileKind(path + "/" + $0)) }
    func isPart(_ name: String) -> Bool { name.hasSuffix(".txt") || name.hasSuffix(".ann") }
    others = kinds.filter { isPart($0.name) && $0.kind != .file }.map {
      "\($0.name) (\($0.kind.name))"
    }
    unreadable = all.unreadable.filter { isPart($0) && !$0.hasPrefix(".") }
    folderCount = kinds.count { $0.kind == .folder }
  }

  /// What of the folder is not read, parts of sentences after its name.
  var notes: [String] {
    var notes: [String] = []
    if folderCount > 0 {
      let isOne = folderCount == 1
      notes.append(
        "\(folderCount) \(isOne ? "folder" : "folders") within \(isOne ? "is" : "are") not looked into"
      )
    }
    if !unreadable.isEmpty {
      let (isOne, more) = (unreadable.count == 1, unreadable.count - Self.shownCount)
      notes.append(
        "\(unreadable.count) \(isOne ? "file whose name is" : "files whose names are") not UTF-8 "
          + "\(isOne ? "is" : "are") left out: "
          + unreadable.prefix(Self.shownCount).joined(separator: ", ")
          + (more > 0 ? " and \(more) more" : "") + "; rename \(isOne ? "it" : "them")")
    }
    return notes
  }

  func text(_ name: String) -> String { "\(path)/\(name).txt" }

  func annotations(_ name: String) -> String { "\(path)/\(name).ann" }

  /// How many missing files are named.
  private static let shownCount = 5

  /// Throws where a text or, where they are needed, annotations are missing.
  func check(requiresLabels: Bool) throws(DataError) {
    if !others.isEmpty {
      let more = others.count - Self.shownCount
      throw .unsuitable(
        file: path,
        reason: "holds what is no file: \(others.prefix(Self.shownCount).joined(separator: ", "))"
          + (more > 0 ? " and \(more) more" : "") + "; take it out of the folder")
    }
    if requiresLabels, unannotated.count == names.count {
      throw .unreadable(
        file: path,
        reason:
          "\(DataError.isFolder) without annotations of brat's (.ann); name its files, as \(path)/*.txt"
      )
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
