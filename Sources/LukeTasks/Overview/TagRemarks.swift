import LukeData

/// Tags that do not fit the scheme of their file.
enum MalformedTags {
  static func remark(on corpus: AnnotatedCorpus) -> CorpusOverview.Remark? {
    let (layout, count) = (corpus.layout, corpus.layout.malformedTagCount)
    guard let scheme = layout.tagScheme, scheme != .io, count > 0,
      let line = layout.firstMalformedLine
    else { return nil }
    let tags = counted(count, "tag does", plural: "tags do")
    return .init(
      kind: "malformed_tag", location: SourceLocation(file: corpus.file, line: line),
      what: "\(tags) not fit \(scheme.rawValue.uppercased()), the first in this line, and "
        + "\(count == 1 ? "is" : "are") read as conlleval reads \(count == 1 ? "it" : "them")",
      remedy: "mend \(count == 1 ? "it" : "them"), or name the scheme in data.tag_scheme")
  }
}

/// Words that are the numbers of words.
enum CountingWords {
  static func remark(on sentences: [AnnotatedSentence]) -> CorpusOverview.Remark? {
    var (total, count) = (0, 0)
    var first: AnnotatedSentence?
    for sentence in sentences where sentence.words.count > 2 {
      total += 1
      guard countsUp(sentence.words) else { continue }
      count += 1
      first = first ?? sentence
    }
    guard let first, count * 2 > total else { return nil }
    let shown = first.words.prefix(3).joined(separator: " ")
    return .init(
      kind: "counting_words", location: first.location,
      what: "the words of \(count) of \(counted(total, "sentence")) count up, as \"\(shown)\"",
      remedy: "set data.columns.word to the column of the words")
  }

  private static func countsUp(_ words: [String]) -> Bool {
    guard let start = Int(words[0]) else { return false }
    return words.enumerated().allSatisfy { Int($1) == start + $0 }
  }
}

/// Labels that look like tags that somebody has mistyped.
enum MistakenTags {
  /// - Parameter areTags: whether the labels are tags of words, or types of entities.
  static func remarks(
    on labels: [String: CorpusOverview.LabelUse], areTags: Bool
  ) -> [CorpusOverview.Remark] {
    let counts = labels.mapValues(\.count)
    let found = labels.sorted { $0.key < $1.key }.compactMap { label, use in
      areTags
        ? EntityTagging.correction(of: label, among: counts).map { (label, use, $0) }
        : EntityTagging.type(ofTag: label).map { (label, use, $0) }
    }
    // What ends on a hyphen and a letter may well be a part of speech; entities begin somewhere.
    if areTags, !found.contains(where: { $0.2.hasPrefix("B-") }) { return [] }
    return found.map { label, use, meant in
      .init(
        kind: "mistaken_tag", location: use.first,
        what: "the \(areTags ? "tag" : "label") \"\(label)\""
          + (use.count == 1 ? "" : " (\(use.count) times)")
          + (areTags ? " marks no entity" : " has the prefix of a tag, and spans have types alone"),
        remedy: "write \"\(meant)\", if that is meant")
    }
  }
}
