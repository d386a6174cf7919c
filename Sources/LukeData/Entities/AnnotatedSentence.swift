/// A sentence in words, with its entities when they are known.
public struct AnnotatedSentence: Hashable, Sendable {
  /// The words, as the file or ``WordSplitter`` separates them.
  public var words: [String]
  /// The entities, in order of appearance.
  public var entities: [EntityAnnotation]
  /// Entities that no span of words can stand for.
  public var unalignedEntities: [UnalignedEntity]
  /// The tag of each word where tags mark no entities but stand for themselves; empty otherwise.
  public var tags: [String] = []
  /// The document the sentence belongs to.
  public var document: Int
  /// Where the sentence starts.
  public var location: SourceLocation
  /// The sentence's own name in the file.
  public var identifier: RecordIdentifier?
  /// The part of a document that it is, whose name is ``identifier`` then; nil where the file has none.
  package var passage: DocumentPassage?
  /// The running text the words come from; nil where the file gave words.
  public var text: String?
  /// The Unicode scalars of ``text`` that each word covers; empty where there is no text.
  public var wordRanges: [Range<Int>]
  /// How ``text`` was parted into words.
  private var splitting = WordSplitting.words

  /// Creates a sentence of given words.
  public init(
    words: [String], entities: [EntityAnnotation] = [], document: Int = 0,
    location: SourceLocation
  ) {
    self.words = words
    self.entities = entities
    unalignedEntities = []
    self.document = document
    self.location = location
    text = nil
    wordRanges = []
  }

  /// Creates a sentence of running text, parted into words.
  public init(
    text: String, document: Int = 0, splitting: WordSplitting = .words, location: SourceLocation
  ) {
    self.init(words: [], document: document, location: location)
    self.text = text
    self.splitting = splitting
    // Of a long text a list of words with their places beside these two would be large.
    splitting.forEachWord(of: text) { word, scalars in
      words.append(word)
      wordRanges.append(scalars)
    }
  }

  /// How many entities the annotators marked, whether or not words line up with them.
  public var entityCount: Int { entities.count + unalignedEntities.count }

  /// The text of some words: as it stands in ``text``, or the words with a space between them.
  public func text(of span: Range<Int>) -> String {
    guard let text, !span.isEmpty else { return words[span].joined(separator: " ") }
    return text.substring(scalars: scalars(of: span))
  }

  /// The Unicode scalars that some words cover in ``text``, or in the words joined by spaces.
  public func scalars(of span: Range<Int>) -> Range<Int> {
    if let first = span.first, let last = span.last, text != nil {
      return wordRanges[first].lowerBound..<wordRanges[last].upperBound
    }
    let before = words[..<span.lowerBound].reduce(0) { $0 + $1.unicodeScalars.count + 1 }
    return before..<before + words[span].joined(separator: " ").unicodeScalars.count
  }

  /// How many words of a sentence are shown.
  private static let shownWordCount = 20

  /// The first words with the entities in brackets.
  ///
  /// For example `[Ada Lovelace: PER] left [Oslo: LOC] .`
  var excerpt: String {
    let shown = words.prefix(Self.shownWordCount)
    var parts = shown.map { $0.isInvisible ? "\"\($0)\"" : $0 }
    // Of entities that end together the inner ones, which begin later, close first.
    let inside = entities.sorted { $0.words.lowerBound > $1.words.lowerBound }
    for entity in inside where entity.words.upperBound <= shown.count {
      parts[entity.words.lowerBound] = "[" + parts[entity.words.lowerBound]
      parts[entity.words.upperBound - 1] += ": \(entity.label)]"
    }
    return (parts + (shown.count < words.count ? ["…"] : [])).joined(separator: " ").asShown
  }

  /// Whether a word stands apart from the one before it; always so where the file gave words, and of characters,
  /// which are learned from such files as a rule.
  public func isPrecededBySpace(word index: Int) -> Bool {
    guard text != nil, splitting == .words, index > 0 else { return true }
    return wordRanges[index - 1].upperBound < wordRanges[index].lowerBound
  }
}

extension String {
  /// The part of the string between two offsets in Unicode scalars.
  package func substring(scalars: Range<Int>) -> String {
    let start = unicodeScalars.index(startIndex, offsetBy: scalars.lowerBound)
    let end = unicodeScalars.index(start, offsetBy: scalars.count)
    return String(unicodeScalars[start..<end])
  }
}
