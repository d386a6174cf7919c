import LukeSystem
import LukeText

/// The texts of links with the titles that they link to, redirects followed: a mention dictionary before it is
/// known how often the texts are no links.
package struct MentionCandidates: Sendable {
  /// What a text links to.
  struct Text: Sendable {
    /// How often it is a link, also to titles that are left out.
    var linkCount: Int64
    /// Its titles among those of all texts.
    var titles: Range<Int>
  }

  private(set) var index = MentionIndex()
  private(set) var texts: [Text] = []
  private var titles = InternedBytes()
  private var links: [(title: UInt32, count: Int64)] = []
  /// Links from a text to a title that are too rare, or too many for a text.
  package private(set) var leftOutCount: Int64 = 0

  /// The number of texts.
  package var count: Int { texts.count }

  /// Groups the links of a corpus by their texts.
  ///
  /// Titles are kept in Unicode's normal form C, in which wikis have them.
  /// - Parameter resolve: the title that a title stands for.
  package init(
    _ found: LinkTexts, _ settings: MentionDictionarySettings, resolve: (String) -> String
  ) {
    let strings = found.pairs.strings
    // In the order of bytes those of a text follow one another.
    let order = (0..<found.pairs.count).sorted(by: strings.precedes)
    var start = 0
    while start < order.count {
      let text = Self.parts(strings[order[start]]).text
      var counts: [[UInt8]: Int64] = [:]
      var end = start
      while end < order.count, case let (other, title) = Self.parts(strings[order[end]]),
        other.elementsEqual(text)
      {
        let page = resolve(resolve(String(decoding: title, as: UTF8.self)).composed).composed
        counts[Array(page.utf8), default: 0] += found.pairs.counts[order[end]]
        end += 1
      }
      add(String(decoding: text, as: UTF8.self), counts, settings)
      start = end
    }
  }

  private static func parts(
    _ pair: ArraySlice<UInt8>
  ) -> (text: ArraySlice<UInt8>, title: ArraySlice<UInt8>) {
    let place = pair.firstIndex(of: LinkTexts.separator) ?? pair.endIndex
    return (pair[..<place], pair[min(place + 1, pair.endIndex)...])
  }

  private mutating func add(
    _ text: String, _ counts: [[UInt8]: Int64], _ settings: MentionDictionarySettings
  ) {
    let kept = counts.filter {
      $0.value >= settings.minimumCount
        && !EntityVocabulary.isSpecial(String(decoding: $0.key, as: UTF8.self))
    }.sorted { first, second in
      first.value != second.value
        ? first.value > second.value : first.key.lexicographicallyPrecedes(second.key)
    }.prefix(settings.maximumTitleCount)
    let total = counts.values.reduce(Int64(0)) { $0.addingSaturated($1) }
    leftOutCount += total - kept.reduce(Int64(0)) { $0.addingSaturated($1.value) }
    if kept.isEmpty { return }
    let first = links.count
    for (title, count) in kept {
      let number = title.withUnsafeBufferPointer { titles.intern($0).number }
      links.append((UInt32(truncatingIfNeeded: number), count))
    }
    _ = index.add(WordedText(text, settings.normalization))
    texts.append(Text(linkCount: total, titles: first..<links.count))
  }

  /// The titles of a text with how often it links to them, the most frequent first.
  package func titles(of number: Int) -> [(title: String, count: Int64)] {
    links[texts[number].titles].map { (titles.string(at: Int($0.title)), $0.count) }
  }
}
