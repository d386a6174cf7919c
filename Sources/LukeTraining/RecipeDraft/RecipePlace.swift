import Foundation
import LukeSettings
import LukeSystem

/// The folder of a recipe, from which its paths start.
struct RecipePlace {
  let folder: String

  init(_ path: String) {
    folder = RealPath.folder(of: Self.absolute(path))
  }

  private static func absolute(_ path: String) -> String {
    SettingsReader.join(FileManager.default.currentDirectoryPath, path)
  }

  /// A path as a recipe in the folder names it: from there where it lies below, else from the root.
  func relative(_ path: String) -> String {
    let absolute = Self.absolute(path)
    return absolute.hasPrefix(folder + "/")
      ? String(absolute.dropFirst(folder.count + 1)) : absolute
  }
}
