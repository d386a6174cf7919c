public import LukeData

/// An example as it was understood, to be shown to a person.
public struct ShownExample: Hashable, Sendable {
  /// A part of it, such as the question.
  public struct Part: Hashable, Sendable {
    /// What it is.
    public var name: String
    /// What it says.
    public var text: String
  }

  /// Where it begins.
  public var location: SourceLocation
  /// Its words, where each has a tag; else empty.
  public var words: [String] = []
  /// The tags of the words: a row, or several where entities share words.
  public var tags: [[String]] = []
  /// Its parts, where it has no words with tags.
  public var parts: [Part] = []

  /// An example without anything.
  public init(at location: SourceLocation) { self.location = location }

  /// Takes a part; nil is none.
  public mutating func add(_ name: String, _ text: String?) {
    if let text { parts.append(Part(name: name, text: text)) }
  }
}

extension [String] {
  /// The texts with commas between them, each once.
  var listedOnce: String {
    reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }.joined(separator: ", ")
  }
}
