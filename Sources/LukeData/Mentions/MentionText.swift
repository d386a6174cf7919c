/// A text, with the mentions in it whose types are known or asked.
public struct MentionText: Hashable, Sendable {
  /// A part of a text that names an entity, and what the entity is.
  public struct Mention: Hashable, Sendable {
    /// The Unicode scalars that it covers.
    public var span: Range<Int>
    /// The types, none of which may hold; nil where they are not known.
    public var labels: [String]?
    /// Why nobody can be asked for its types; nil where all is as it should be.
    ///
    /// A span that is none is empty then, and at the start of the text.
    public var fault: String?

    /// Creates a mention.
    public init(span: Range<Int>, labels: [String]? = nil) {
      (self.span, self.labels) = (span, labels)
    }

    /// Creates a mention that is none.
    init(fault: String, labels: [String]?) {
      (span, self.labels, self.fault) = (0..<0, labels, fault)
    }
  }

  /// The text.
  public var text: String
  /// The mentions in the order of the file.
  public var mentions: [Mention]
  /// The text's own name in the file.
  public var identifier: RecordIdentifier?
  /// Where the text starts.
  public var location: SourceLocation

  /// Creates a text.
  public init(
    text: String, mentions: [Mention], identifier: RecordIdentifier? = nil,
    location: SourceLocation
  ) {
    self.text = text
    self.mentions = mentions
    self.identifier = identifier
    self.location = location
  }

  /// The text of a mention.
  public func text(of mention: Mention) -> String { text.substring(scalars: mention.span) }

  /// How many Unicode scalars around a mention are shown.
  private static let shownCount = 40

  /// The first mention with its surroundings: `met [Ada Lovelace: person, woman] in`.
  package var excerpt: String {
    let scalars = Array(text.unicodeScalars)
    guard let mention = mentions.first else { return text.asShown }
    let from = max(0, mention.span.lowerBound - Self.shownCount)
    let to = min(scalars.count, mention.span.upperBound + Self.shownCount)
    func string(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }
    let labels = mention.labels.map { ": " + ($0.isEmpty ? "no type" : $0.joined(separator: ", ")) }
    return
      ((from > 0 ? "…" : "") + string(from..<mention.span.lowerBound) + "[" + string(mention.span)
      + (labels ?? "") + "]" + string(mention.span.upperBound..<to)
      + (to < scalars.count ? "…" : "")).asShown
  }
}
