import LukeAutodiff
import LukeCorpus
import LukeModel
import LukeSystem
import LukeText

/// Finds mentions of a dictionary in texts and links them to entities that a model knows.
///
/// At each word the longest text of the dictionary is taken that ends at a word and whose borders are borders
/// of subwords; the next is sought behind it, also where the entity is not known. Source: `_detect_mentions`
/// of LUKE's examples/legacy/reading_comprehension/utils/feature.py, where the texts are those of the links
/// of one article.
public struct MentionLinker: Sendable {
  private let settings: MentionSettings
  private let dictionary: MentionDictionary
  /// What to say of the dictionary; nil where it is the one that the model was trained with.
  private let note: String?

  /// Opens the dictionary; nil where no settings ask for one.
  /// - Throws: ``MentionError`` for a file that is not there; `DataError` and `FileError` for its content.
  public init?(_ settings: MentionSettings?, _ vocabulary: TaskVocabulary) throws {
    guard let settings else { return nil }
    self.settings = settings
    let (entities, rowCount) = (vocabulary.entities, vocabulary.entityRowCount)
    let hasLanguages = entities.languages.contains { $0 != nil }
    let language = settings.language
    let digest = try settings.digest()
    note = settings.checksum.flatMap { wanted in
      wanted == Checksum.digits(digest)
        ? nil
        : "task.entities.dictionary: \(settings.dictionary): is not the dictionary that the model was trained "
          + "with (CRC-32 \(Checksum.digits(digest)), not \(wanted)); other mentions may be linked"
    }
    dictionary = try MentionDictionary(
      file: settings.dictionary, threads: WorkerPool.shared.threadCount,
      choosing: .init(
        minimumLinkProbability: settings.minimumLinkProbability,
        minimumProbability: settings.minimumProbability,
        takesKnownTitles: settings.candidate == .mostProbableKnown
      ) { title, own in
        if EntityVocabulary.isSpecial(title) { return nil }
        let id = entities.id(title: title, language: hasLanguages ? language ?? own : nil)
        return id.flatMap { $0 < rowCount ? $0 : nil }
      })
    if hasLanguages, language == nil, dictionary.header.language == nil {
      throw MentionError.noLanguage(settings.dictionary)
    }
  }

  /// What to say once of a dictionary and of a corpus whose mentions were linked.
  func notes(_ tally: MentionTally, of file: String) -> [String] {
    let counts = dictionary.counts
    let advice =
      counts.known == 0 ? ": the dictionary and the model do not belong together" : ""
    var notes = [
      "\(settings.dictionary): \(counted(counts.mentions, "text")) to be found, \(counts.known) of them with an "
        + "entity that the model has\(advice)", "\(file): \(tally.note)",
    ]
    if dictionary.equivalentCount > 0 {
      let texts = counted(dictionary.equivalentCount, "text differs", plural: "texts differ")
      notes.append(
        "\(settings.dictionary): \(texts) from one above in Unicode's normal form alone, and "
          + "\(dictionary.equivalentCount == 1 ? "is" : "are") passed over; build-mention-dictionary makes one of "
          + "both")
    }
    if let note { notes.insert(note, at: 0) }
    return notes
  }

  /// A text cut into the words between which mentions are sought.
  func worded(_ text: String) -> WordedText { WordedText(text, dictionary.header.normalization) }

  /// A part of a text within a sequence.
  struct Part {
    /// The whole text.
    let text: WordedText
    /// The tokens of it that the sequence has.
    let tokens: ArraySlice<Token>
    /// Where in the sequence the first of them stands.
    let start: Int
  }

  /// Feeds the mentions of texts as entities: ids, the positions of their subwords, and the type of the
  /// first of these.
  func addEntities(
    to example: inout LukeExample, _ parts: [Part], _ tally: inout MentionTally
  ) {
    tally.passes += 1
    var types: [Int32] = []
    for part in parts {
      for mention in mentions(part) {
        tally.found += 1
        guard let id = mention.id else { continue }
        guard example.entityIDs.count < settings.maximumEntityCount else {
          tally.excess += 1
          continue
        }
        tally.linked += 1
        let places = mention.tokens.map { Int32(part.start + $0) }
        example.entityIDs.append(id)
        example.entityPositions.append(Array(places.prefix(settings.maximumMentionLength)))
        types.append(example.wordTypeIDs?[Int(places[0])] ?? 0)
      }
    }
    if example.entityIDs.isEmpty { return }
    tally.passesWithEntities += 1
    if example.wordTypeIDs != nil { example.entityTypeIDs = types }
  }

  /// A mention by its tokens, counted from the first of a part; `id` is nil where the model has no such
  /// entity.
  private typealias Mention = (id: Int32?, tokens: Range<Int>)

  private func mentions(_ part: Part) -> [Mention] {
    guard let first = part.tokens.first, let last = part.tokens.last else { return [] }
    let borders = TokenBorders(part.tokens)
    let words = part.text.words(within: first.start..<max(first.start, last.end))
    var (found, word) = ([Mention](), words.lowerBound)
    while word < words.upperBound {
      var next = word + 1
      dictionary.index.forEachMatch(in: part.text, at: word, limit: words.upperBound) {
        number, end in
        guard let tokens = borders.tokens(of: part.text.scalars(ofWords: word..<end)) else {
          return true
        }
        found.append((dictionary.entity(ofText: number), tokens))
        next = end
        return false
      }
      word = next
    }
    return found
  }
}

/// Where tokens begin and end in their text.
private struct TokenBorders {
  private var starts: [Int: Int] = [:]
  private var ends: [Int: Int] = [:]

  /// Numbers tokens from 0; those that cover nothing are passed over.
  init(_ tokens: ArraySlice<Token>) {
    for (index, token) in tokens.enumerated() where token.start < token.end {
      // One character may be several tokens.
      if starts[token.start] == nil { starts[token.start] = index }
      ends[token.end] = index
    }
  }

  /// The tokens that cover some scalars and no more; nil where there are none such.
  func tokens(of scalars: Range<Int>) -> Range<Int>? {
    guard let first = starts[scalars.lowerBound], let last = ends[scalars.upperBound],
      first <= last
    else { return nil }
    return first..<last + 1
  }
}
