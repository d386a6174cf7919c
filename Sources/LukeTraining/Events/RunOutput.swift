/// A file or folder that was written, whole.
public struct RunOutput: Hashable, Sendable {
  /// Where it is.
  public var path: String
  /// What it is, for people, in a few words; nil where a note says it.
  public var summary: String?
  /// What is in it, for people, one thing each.
  public var contents: [String]

  /// Creates a description of what was written.
  public init(_ path: String, _ summary: String? = nil, contents: [String] = []) {
    (self.path, self.summary, self.contents) = (path, summary, contents)
  }
}
