import LukeSystem

/// Answers that are kept in a file of their own until the file that they are for is whole.
public struct KeptAnswers: Sendable {
  /// The file that they are in.
  public let path: String
  /// What is kept, for whoever cannot write the file that they are for.
  public let summary: String
  private let identity: FileStatus.Identity

  /// Nil where nothing is there.
  init?(_ path: String, summary: String) {
    guard let identity = FileStatus(path)?.identity else { return nil }
    (self.path, self.summary, self.identity) = (path, summary, identity)
  }

  /// Removes them, once the file that they are for is whole; a file that took their place meanwhile stays.
  /// - Throws: a `UserError` where that fails.
  public func remove() throws {
    if FileStatus(path)?.identity == identity { try AtomicFile.remove(path) }
  }
}
