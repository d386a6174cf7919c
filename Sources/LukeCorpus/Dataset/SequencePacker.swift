import LukeData
import LukeText

/// Makes examples of documents: sentences one after the other, as many as fit.
///
/// Gives what the data set builder of LUKE's authors gives (`luke/pretraining/dataset.py`), word for
/// word. It works in memory of its own, which is kept from one document to the next: not `Sendable`,
/// every thread needs one for itself.
package final class SequencePacker {
  private let settings: PackingSettings
  private let entities: EntityLookup
  private let unknownID: Int32?
  private var links: ParagraphLinks
  private let splitter: SentenceSplitter
  private var pieces: TextPieces
  private var sentenceEnds: [Int] = []
  /// The sentences of the document that are taken: their words and mentions one after the other.
  private var words: [Int32] = []
  private var mentions: [EntityMention] = []
  private var sentences: [Sentence] = []
  /// What of the last document did not become examples.
  package private(set) var leftOut = LeftOutText()

  /// Where a sentence ends in `words` and `mentions`; it starts where the one before it ends.
  private struct Sentence {
    var wordEnd: Int
    var mentionEnd: Int
  }

  /// Creates a packer; throws `DataError` when the settings cannot be used.
  package init(
    tokenizer: Tokenizer, entities: EntityLookup, settings: PackingSettings
  ) throws(DataError) {
    if let fault = settings.fault {
      throw .unsuitable(file: "settings of the data set", reason: fault)
    }
    if settings.includesUnknownEntities, entities.unknownID == nil {
      throw .unsuitable(
        file: "entity vocabulary",
        reason: "it has no \(EntityVocabulary.unknownTitle) for links to entities outside of it; "
          + "leave those out, or add it")
    }
    self.settings = settings
    self.entities = entities
    unknownID = settings.includesUnknownEntities ? entities.unknownID : nil
    links = ParagraphLinks()
    splitter = try SentenceSplitter(settings.sentences)
    pieces = TextPieces(tokenizer)
  }

  /// The examples of a document, in its order; none if no sentence of it is taken.
  package func examples(of document: LinkedDocument) -> [PretrainingExample] {
    words.removeAll(keepingCapacity: true)
    mentions.removeAll(keepingCapacity: true)
    sentences.removeAll(keepingCapacity: true)
    leftOut = LeftOutText()
    for paragraph in document.paragraphs.prefix(settings.takesAbstractsOnly ? 1 : Int.max) {
      add(paragraph)
    }
    return pack(documentEntity: document.title.flatMap(entities.document))
  }

  private func add(_ paragraph: LinkedText) {
    var text = paragraph.text
    text.withUTF8 { text in
      links.take(paragraph.links, of: text, entities: entities, unknownID: unknownID)
      links.withText(text) { text in
        let kept = PythonWhitespace.countWithoutTrailing(text)
        splitter.findEnds(
          of: UnsafeBufferPointer(rebasing: text[..<kept]), into: &sentenceEnds)
        links.assign(toSentences: sentenceEnds)
        var start = 0
        for (number, end) in sentenceEnds.enumerated() {
          addSentence(text, start..<end, number)
          start = end
        }
      }
    }
  }

  /// Adds a sentence with its links, between which the text is cut and tokenized by itself.
  private func addSentence(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ number: Int
  ) {
    let (firstWord, firstMention) = (words.count, mentions.count)
    var current = range.lowerBound
    links.forEach(ofSentence: number) { link in
      let (start, end) = (link.range.lowerBound, link.range.upperBound)
      let followsSpace = current == 0 || text[current - 1] == 0x20
      pieces.append(text, from: current, to: start, addsSpace: followsSpace, to: &words)
      let mentionStart = words.count
      // Two links without text between them count as parted by a space, as they do for the authors.
      let isParted = current >= start || text[start - 1] == 0x20
      pieces.append(text, from: start, to: end, addsSpace: isParted, to: &words)
      let count = min(words.count - mentionStart, settings.maximumMentionLength)
      mentions.append(
        EntityMention(
          entity: link.entity, start: Int32(truncatingIfNeeded: mentionStart),
          end: Int32(truncatingIfNeeded: mentionStart + count)))
      current = end
    }
    let followsSpace = current == 0 || text[current - 1] == 0x20
    pieces.append(text, from: current, to: range.upperBound, addsSpace: followsSpace, to: &words)
    let count = words.count - firstWord
    if count < settings.minimumSentenceLength || count > settings.maximumSequenceLength - 2 {
      // What has no words at all is no sentence that could be missed.
      if count > settings.minimumSentenceLength {
        leftOut.longSentences += 1
      } else if count > 0 {
        leftOut.shortSentences += 1
      }
      words.removeLast(count)
      mentions.removeLast(mentions.count - firstMention)
    } else {
      sentences.append(Sentence(wordEnd: words.count, mentionEnd: mentions.count))
    }
  }

  private func pack(documentEntity: Int32?) -> [PretrainingExample] {
    var examples: [PretrainingExample] = []
    var (wordStart, mentionStart) = (0, 0)
    for (number, sentence) in sentences.enumerated() {
      let isLast = number == sentences.count - 1
      let room = settings.maximumSequenceLength - 2
      guard isLast || sentences[number + 1].wordEnd - wordStart > room else { continue }
      if mentionStart < sentence.mentionEnd || settings.includesSentencesWithoutEntities {
        let last = min(sentence.mentionEnd, mentionStart + settings.maximumEntityCount)
        let shift = Int32(truncatingIfNeeded: wordStart)
        examples.append(
          PretrainingExample(
            documentEntity: documentEntity, words: Array(words[wordStart..<sentence.wordEnd]),
            mentions: mentions[mentionStart..<last].map {
              EntityMention(entity: $0.entity, start: $0.start - shift, end: $0.end - shift)
            }))
      } else {
        leftOut.examplesWithoutEntities += 1
      }
      (wordStart, mentionStart) = (sentence.wordEnd, sentence.mentionEnd)
    }
    return examples
  }
}
