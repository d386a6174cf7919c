import LukeSystem
import LukeText

/// How often each text is a link to each title: what a mention dictionary is made of.
///
/// Pairs of text and title are kept as bytes in one block. Threads count into a value each, which are then
/// merged; what comes out does not depend on how the corpus was cut.
package struct LinkTexts: Sendable {
  private let settings: MentionDictionarySettings
  /// Text, a byte that is in no UTF-8, title.
  private(set) var pairs = ByteCounts()
  /// Documents and links that were read.
  package private(set) var documentCount = 0, linkCount = 0
  /// Links whose text has more words than is allowed.
  package private(set) var longCount = 0

  static let separator: UInt8 = 0xFF

  /// Starts with no links.
  package init(_ settings: MentionDictionarySettings) { self.settings = settings }

  /// Counts the links of documents.
  package mutating func add(_ documents: [LinkedDocument]) {
    documentCount += documents.count
    for paragraph in documents.lazy.flatMap(\.paragraphs) where !paragraph.links.isEmpty {
      for link in paragraph.links { add(link, in: paragraph.text) }
    }
  }

  private mutating func add(_ link: EntityLink, in text: String) {
    linkCount += 1
    let mention = WordedText(text.substring(utf8: link.range), settings.normalization)
    if mention.wordCount == 0 { return }
    if mention.wordCount > settings.maximumWordCount {
      longCount += 1
      return
    }
    let key = mention.bytes + [Self.separator] + link.title.utf8
    key.withUnsafeBufferPointer { pairs.add(1, to: $0) }
  }

  /// Adds the counts of other documents.
  package mutating func merge(_ other: LinkTexts) {
    pairs.merge(other.pairs)
    documentCount += other.documentCount
    linkCount += other.linkCount
    longCount += other.longCount
  }
}

extension String {
  /// A part of the text, by its bytes.
  fileprivate func substring(utf8 range: Range<Int>) -> String {
    let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
    return String(self[start..<utf8.index(start, offsetBy: range.count)])
  }
}
