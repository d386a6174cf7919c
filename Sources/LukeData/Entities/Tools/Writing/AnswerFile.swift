/// One of the files in which answers are written, where a form has several.
public struct AnswerFile: Hashable, Sendable {
  /// The name, without a folder.
  public var name: String
  /// The lines, without line breaks.
  public var lines: [String]
}
