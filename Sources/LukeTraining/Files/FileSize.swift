import Foundation

/// Sizes of files for people.
enum FileSize {
  /// Bytes in millions of them: `12.3 MB`.
  static func text(_ bytes: Int) -> String { NumberText.fixed(Double(bytes) / 1e6, 1) + " MB" }

  /// The bytes of a file; nil where there is none.
  static func bytes(of path: String) -> Int? {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : nil
  }

  /// What files have together; those that are not there have nothing.
  static func text(ofFiles paths: [String]) -> String {
    text(
      paths.reduce(0) { $0 + (bytes(of: $1) ?? 0) })
  }
}
