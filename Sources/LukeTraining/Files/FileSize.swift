import Foundation

/// Sizes of files for people.
enum FileSize {
  /// Bytes in millions of them: `12.3 MB`.
  static func text(_ bytes: Int) -> String { NumberText.fixed(Double(bytes) / 1e6, 1) + " MB" }

  /// What files have together; those that are not there have nothing.
  static func text(ofFiles paths: [String]) -> String {
    text(
      paths.reduce(0) { sum, path in
        var status = stat()
        return stat(path, &status) == 0 ? sum + Int(status.st_size) : sum
      })
  }
}
