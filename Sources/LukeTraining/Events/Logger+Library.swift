import Logging

/// Details for whoever looks for the reason of something, all of the level `debug`: what computes, which
/// files were opened, what a cache had.
///
/// What a user should know is a ``RunEvent``. These come from places that know of no observer, and go
/// where the program that uses the library lets its log go; as long as it says nothing, nowhere.
extension Logger {
  /// What computes.
  static let engine = Logger(label: "luke-train.engine")
  /// What is read, written and kept.
  static let files = Logger(label: "luke-train.files")
}
