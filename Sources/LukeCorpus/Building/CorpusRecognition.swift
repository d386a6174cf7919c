import LukeData
import LukeFiles
import LukeSystem

/// Finds out what a file of text is, of its first bytes.
///
/// One answer for all commands. Plain text is what nothing speaks against: what is known to be
/// something else gets its name, and is not learned as words.
struct CorpusRecognition {
  /// What a file is.
  enum Finding: Hashable, Sendable {
    /// Something that is read.
    case readable(CorpusFormat)
    /// Something that is not: what it is, and what would do.
    case other(String, advice: String)
    /// The same for what is no text at all, or not yet.
    case noText(String, advice: String)
  }

  private let start: FileSample
  private let sample: [UInt8]
  /// Whether the sample is all there is.
  private let isWhole: Bool

  /// Takes the first bytes of a file, or all of them.
  init(_ start: FileSample) {
    self.start = start
    (sample, isWhole) = (start.bytes, start.isWhole)
  }

  var finding: Finding {
    if let name = packing {
      return .noText(name, advice: "unpack it once before")
    }
    if let name = FileSignature.name(of: sample) {
      return .noText(name, advice: "take the text out of it first")
    }
    if TarHeader.begins(sample) {
      return .noText("a tar archive", advice: "unpack it and give the files that are in it")
    }
    // In UTF-16 there is a zero beside every letter.
    let letters = isUTF16 ? sample.filter { $0 != 0 && $0 < 0xFE } : sample
    if let found = markup(letters) { return found }
    if isUTF16 {
      return .noText(
        "text in UTF-16", advice: "convert it to UTF-8, for example with iconv -f UTF-16 -t UTF-8")
    }
    if JSONLayout(sample, isWhole: isWhole) != nil {
      return otherTask ?? knownRecord ?? foreignRecords ?? .readable(.jsonLines)
    }
    if let whole = WholeJSON(sample, isWhole: isWhole) {
      return .other(whole.name, advice: WholeJSON.advice)
    }
    if TextSequence.begins(sample) {
      return .other(TextSequence.name, advice: TextSequence.advice)
    }
    if let found = binary { return found }
    let lines = wholeLines
    if lines.prefix(40).contains(where: MarkedSentenceReader.isMarked) {
      return .other(
        "a file of sentences with marked relations, as SemEval-2010 task 8 has",
        advice: "fine-tune on it; pretraining reads text")
    }
    let texts = lines.map { String(decoding: $0, as: UTF8.self) }
    if let found = KnownMarkup(texts) { return .other(found.name, advice: found.advice) }
    if WikitextSigns(texts).areWikitext { return TextLayout.wikitext }
    return TextLayout(withoutComments, isWhole: isWhole).finding ?? knownElsewhere
      ?? .readable(.plainText)
  }

  /// The lines of the sample that are neither blank nor cut off, without blanks at their ends.
  private var wholeLines: [ArraySlice<UInt8>] {
    let start = sample.starts(with: ByteOrderMark.utf8) ? 3 : 0
    var lines = sample[start...].split(omittingEmptySubsequences: false) { $0 == 10 || $0 == 13 }
    if !isWhole { lines.removeLast() }
    return lines.compactMap { line in
      let end = line.lastIndex { !$0.isBlank }
      return end.map { line[...$0] }
    }
  }

  /// The sample without the rows of comments that stand among columns.
  private var withoutComments: [UInt8] {
    guard sample.contains(UInt8(ascii: "#")) else { return sample }
    let lines = sample.split(separator: 10, omittingEmptySubsequences: false)
    return Array(lines.filter { $0.first != UInt8(ascii: "#") }.joined(separator: [10]))
  }

  /// JSON that is labelled data of another task.
  private var otherTask: Finding? {
    guard let source = start.source,
      source.firstRecords.contains(where: { !LinkedDocumentLine.canRead($0) }),
      // Their name says how texts are made of them.
      !source.firstRecords.contains(where: { KnownRecord($0)?.isWholeFile == true })
    else { return nil }
    return TaskRecord.reason(source, givenTo: .linkedText).map(Self.other)
  }

  /// JSON of data sets and tools by name, of which one object may be the whole file.
  private var knownRecord: Finding? {
    let objects = FirstObjects(start)
    if objects.whole.contains(where: LinkedDocumentLine.hasText) { return nil }
    let cutOff = objects.cutOff.flatMap { KnownRecord($0) }
    let known =
      objects.whole.lazy.compactMap { KnownRecord($0) }.first
      ?? cutOff.flatMap { $0.isWholeFile ? $0 : nil }
    return known.map { .other($0.name, advice: $0.textAdvice) }
  }

  /// JSON without any text where text is read.
  private var foreignRecords: Finding? {
    LinkedDocumentLine.reasonAgainst(FirstObjects(start).whole).map(Self.other)
  }

  /// What a reason says, `is NAME; ADVICE`.
  private static func other(_ reason: String) -> Finding {
    let parts = reason.dropFirst(3).split(separator: "; ", maxSplits: 1).map(String.init)
    return .other(parts[0], advice: parts[1])
  }

  /// What readers of labelled data know by name, which is no text to learn from either.
  private var knownElsewhere: Finding? {
    guard let source = start.source else { return nil }
    var reason = KnownText(source)?.reason
    if case .refused(let found) = JSONRecognition(source) { reason = found }
    guard let reason else { return nil }
    return .other(
      reason.hasPrefix("is ") ? String(reason.dropFirst(3)) : "a file that " + reason,
      advice: "fine-tune on it, or take the text out of it first")
  }

  /// What is within what was unpacked already.
  private var packing: String? {
    do throws(FileError) {
      let compression = try Compression(start: sample.prefix(16), path: "")
      return compression == .none
        ? nil : "packed twice, the second time with \(compression.rawValue)"
    } catch {
      return "packed within what was packed"
    }
  }

  private var isUTF16: Bool {
    let start = Array(sample.prefix(2))
    return [[0xFF, 0xFE], [0xFE, 0xFF], [0x3C, 0], [0, 0x3C]].contains(start)
  }

  // MARK: Markup

  private static let pages: Set<String> = ["mediawiki", "page", "siteinfo"]
  private static let elementsOfHTML: Set<String> = [
    "html", "head", "body", "div", "p", "span", "table", "script", "title", "meta", "a", "h1", "h2",
    "ul", "ol", "li", "br", "article", "section", "main", "link", "style", "center", "font",
  ]

  private func markup(_ letters: [UInt8]) -> Finding? {
    let prolog = XMLProlog(letters)
    let html = Finding.other("HTML", advice: "take the text out of it first")
    if prolog.documentType == "html" { return html }
    guard let root = prolog.rootName else {
      let isUnfinished = letters.starts(with: "<?xml".utf8)
      return isUnfinished ? .other("XML without an element at its start", advice: Self.dumps) : nil
    }
    if Self.pages.contains(root) { return .readable(.mediaWiki) }
    let name = root.lowercased()
    if root == "doc", ["id=", "url=", "title="].contains(where: prolog.rootAttributes.contains) {
      return .other(
        "what WikiExtractor writes, which has lost the links",
        advice: "give the dump itself, or let WikiExtractor write --json")
    }
    if Self.elementsOfHTML.contains(name) { return html }
    let closes = letters.firstRange(of: Array("</\(root)>".utf8)) != nil
    let isXML = letters[..<prolog.end].firstRange(of: Array("<?xml".utf8)) != nil
    guard isXML || closes || prolog.documentType != nil else { return nil }
    return .other("XML of another kind, with <\(root)> outermost", advice: Self.dumps)
  }

  private static let dumps =
    "dumps of MediaWiki have <mediawiki> or <page> there; take the text of others out first"

  // MARK: Bytes

  /// What has bytes that text has not.
  private var binary: Finding? {
    let zero = sample.firstIndex(of: 0)
    let controls = sample.count { $0 < 0x20 && ![0, 8, 9, 10, 12, 13, 0x1A, 0x1B].contains($0) }
    guard zero != nil || controls >= 4 && 100 * controls > sample.count else { return nil }
    let start = sample.prefix(4)
    if start.count == 4, start.starts(with: "BZh".utf8), (49...57).contains(start[3]) {
      return .noText("bzip2 data whose first block is damaged", advice: "get the file anew")
    }
    return .noText(
      zero.map { "no text: its byte \($0 + 1) is zero" }
        ?? "no text: it is full of control characters",
      advice: "give files of text")
  }
}
