import Foundation
import LukeCheckpoints
import LukeCorpus
import LukeSystem

/// What is read where a command is given a path: beside a file what belongs to it, of a folder what lies in it.
enum InputFiles {
  /// The two files of brat's that are read together.
  private static let pair = (text: ".txt", annotations: ".ann")
  /// What says of numbered tags of a folder what they are called.
  private static let tagNames = ["dataset_infos.json", "dataset_info.json"]

  /// A path and those of what is read with it, which may not be there.
  static func all(of path: String) -> [String] {
    guard FileStatus(path)?.isFolder == true else { return [path] + companions(of: path) }
    return [path] + annotated(in: path).map { path + "/" + $0 }
  }

  /// Whether a file of this name would be read as a part of a folder that is read.
  static func reads(_ name: String, in folder: String) -> Bool {
    ReadFolders.read(name) || isAnnotated(name) && holdsTexts(folder)
  }

  private static func companions(of file: String) -> [String] {
    let (folder, name) = (RealPath.folder(of: file), RealPath.name(of: file))
    let beside = file.contains("/") ? (folder == "/" ? "/" : folder + "/") : ""
    let other: String? =
      if name.hasSuffix(pair.text) {
        String(name.dropLast(pair.text.count)) + pair.annotations
      } else if name.hasSuffix(pair.annotations) {
        String(name.dropLast(pair.annotations.count)) + pair.text
      } else {
        nil
      }
    return ([other].compactMap(\.self) + tagNames).map { beside + $0 }
  }

  private static func annotated(in folder: String) -> [String] {
    guard holdsTexts(folder) else { return [] }
    return ((try? RunFiles.list(folder)) ?? []).filter(isAnnotated)
  }

  private static func isAnnotated(_ name: String) -> Bool {
    !name.hasPrefix(".") && (name.hasSuffix(pair.text) || name.hasSuffix(pair.annotations))
  }

  /// Whether a folder may be one of texts: what holds a model or a corpus is read as that.
  private static func holdsTexts(_ folder: String) -> Bool {
    !CorpusFolder.isCorpus(folder)
      && FileStatus(folder + "/" + HuggingFaceFolder.configurationName) == nil
  }
}
