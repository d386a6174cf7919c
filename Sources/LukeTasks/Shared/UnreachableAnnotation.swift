import LukeData

/// Something the annotators marked that the model cannot answer with; scores count it as missed.
public struct UnreachableAnnotation: Hashable, Sendable, CustomStringConvertible {
  /// Where it is.
  public var location: SourceLocation
  /// The text that is marked.
  public var text: String
  /// What it is marked as.
  public var label: String
  /// Why no answer of the model can be equal to it.
  public var reason: String

  /// Creates a report.
  public init(location: SourceLocation, text: String, label: String, reason: String) {
    self.location = location
    self.text = text
    self.label = label
    self.reason = reason
  }

  /// `file:line: label "text": reason`.
  public var description: String { "\(location): \(label) \"\(text)\": \(reason)" }
}
