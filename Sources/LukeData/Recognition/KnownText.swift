import Foundation

/// Names formats of text that are not read, so that none is read as something else.
///
/// What a name is given for is the very form of a format: a line of text that happens to begin alike
/// must not get it. Whoever knows better says `data.format`.
package struct KnownText {
  /// What the content is and what to do, to be put after the file's name.
  package let reason: String
  /// Whether the text is a table of columns between commas or semicolons, whatever they hold.
  let isCSV: Bool

  /// Nil where the text is nothing known.
  package init?(_ source: SourceText) {
    let lines = source.firstLines(Self.sampleSize).map(\.string)
    let collection = BioCFile.holds(source) ? Self.bioC : nil
    let first =
      collection ?? lines.first.flatMap { Self.byFirstLine($0) ?? Self.element($0, source) }
    let markup = KnownMarkup(lines).map { "is \($0.name); \($0.advice)" }
    guard let found = first ?? markup ?? Self.byLines(lines) else { return nil }
    reason = found
    isCSV = found == Self.commas(lines)
  }

  /// What is said of formats of which most lines have tabs, as tables do.
  static func tabbedReason(_ source: SourceText) -> String? {
    let lines = source.firstLines(sampleSize).map(\.string)
    let webAnno = lines.first.flatMap {
      $0.hasPrefix("#FORMAT=WebAnno TSV") ? byFirstLine($0) : nil
    }
    return webAnno ?? webAnno2(lines) ?? brat(lines) ?? pubTator(lines)
  }

  private static let sampleSize = 100
  private static let bioC =
    "is BioC, which is read for named-entity-recognition and relation-classification alone"
  private static let whatIsRead =
    "write a word a line with its tag, or JSON Lines with \"text\" and \"entities\""

  // MARK: The first line

  private static let htmlStarts = [
    "<!doctype html", "<html", "<head>", "<body", "<p>", "<p ", "<div", "<table", "<span", "<h1",
    "<ul>", "<meta ", "<title>", "<!--",
  ]

  private static func byFirstLine(_ line: String) -> String? {
    let start = line.drop(while: \.isWhitespace)
    let small = start.prefix(40).lowercased()
    if htmlStarts.contains(where: small.hasPrefix) {
      return "is HTML; take its text out first"
    }
    if small.hasPrefix("<?xml") || small.hasPrefix("<!doctype ") {
      return "is XML, which holds no labelled data that is read here; \(whatIsRead)"
    }
    if small.hasPrefix("<mediawiki") || small.hasPrefix("<page>") {
      return "is a MediaWiki dump, which is for pretraining; luke-train build-corpus reads it"
    }
    if small.hasPrefix("<doc ") {
      return "is WikiExtractor's text, which is for pretraining; luke-train build-corpus reads it"
    }
    if start.hasPrefix("#FORMAT=WebAnno TSV") {
      return "is WebAnno's or INCEpTION's TSV, which is read for named-entity-recognition alone"
    }
    if start.hasPrefix("#begin document") {
      return "is CoNLL-2012 (OntoNotes), whose entities in brackets are not read; \(whatIsRead)"
    }
    if start.hasPrefix("@prefix ") { return "is RDF in Turtle; \(whatIsRead)" }
    if start.hasPrefix("TOKEN\tNE-") {
      return
        "is HIPE's table, whose sentences end at EndOfSentence in the last column; make blank lines of these, "
        + "and a mark of each document: "
        + #"awk -F'\t' '/^# .*document_id/ {print "\n-DOCSTART-\tO\n"} NF > 1 && !/^(# |TOKEN\t)/ "#
        + #"{print $1 "\t" $2; if (/EndOfSentence/) print ""}' FILE.tsv > FILE.conll"#
    }
    if ["{'", "[{'", "[('", "[(\"", "['"].contains(where: start.hasPrefix) {
      return "is written in Python's notation, which is not JSON; write it with json.dumps"
    }
    if start.hasPrefix(TextSequence.mark) {
      return "is \(TextSequence.name); \(TextSequence.advice)"
    }
    if start.hasPrefix("__label__") {
      return
        "is fastText's format of classified texts, which is not read; write {\"text\", \"label\"} of it, one object a "
        + "line"
    }
    return nil
  }

  /// XML without a declaration: an element that the end of the text closes.
  private static func element(_ line: String, _ source: SourceText) -> String? {
    guard let name = line.prefixMatch(of: /\s*<([A-Za-z_][\w:.\-]*)[\s>]/)?.1 else { return nil }
    let end = source.bytes.reversed().drop { $0.isBlank || $0 == .newline }.prefix(
      name.utf8.count + 3)
    guard end.reversed().elementsEqual("</\(name)>".utf8) else { return nil }
    return "is XML, which holds no labelled data that is read here; \(whatIsRead)"
  }

  // MARK: All lines

  private static func byLines(_ lines: [String]) -> String? {
    if let reason = webAnno2(lines) ?? brat(lines) ?? pubTator(lines) { return reason }
    if let reason = TaggedTokens.reason(lines) ?? marks(lines) ?? commas(lines) { return reason }
    return InlineMarks.reason(lines, whatIsRead: whatIsRead)
  }

  private static func webAnno2(_ lines: [String]) -> String? {
    guard let first = lines.first, first.hasPrefix("#id="),
      lines.dropFirst().first?.hasPrefix("#text=") == true
    else { return nil }
    return "is WebAnno's TSV 2, which is not read; export CoNLL 2002 there"
  }

  private static func brat(_ lines: [String]) -> String? {
    let isAnnotation = { (line: String) in
      line.wholeMatch(of: /T\d+\t\S+ -?\d+ -?\d+(;\d+ \d+)*(\t.*)?/) != nil
        || line.wholeMatch(of: /([REAMN#]\d*|\*)\t.*/) != nil
    }
    guard lines.contains(where: { $0.hasPrefix("T") }), lines.allSatisfy(isAnnotation) else {
      return nil
    }
    return
      "holds brat's annotations (.ann), which are read for named-entity-recognition alone"
  }

  private static func pubTator(_ lines: [String]) -> String? {
    guard let first = lines.first, first.prefixMatch(of: /\d+\|t\|/) != nil else { return nil }
    return "is PubTator's format, which is read for named-entity-recognition alone"
  }

  /// Words between marks, as OpenNLP's `<START:person> Ada <END>` and Markdown's tables.
  private static func marks(_ lines: [String]) -> String? {
    if lines.contains(where: { $0.contains("<START:") && $0.contains("<END>") }) {
      return "is OpenNLP's format with <START:type> and <END>, which is not read; \(whatIsRead)"
    }
    if lines.count > 1, lines.allSatisfy({ $0.hasPrefix("|") && $0.hasSuffix("|") }) {
      return "is a Markdown table; part its columns by tabs"
    }
    return nil
  }

  private static let columnNames: Set<String> = [
    "text", "sentence", "sentence #", "sentence1", "word", "words", "token", "tokens", "label",
    "labels", "column_data", "column_label", "tag", "tags", "ner", "ner_tags", "entity", "entities",
    "relation", "pos",
  ]

  /// Columns parted by commas or semicolons: known names above them, quotes around all, or tags at
  /// the end of each row.
  private static func commas(_ lines: [String]) -> String? {
    guard lines.count > 1, let first = lines.first else { return nil }
    for (separator, name) in [(Character(","), "commas"), (";", "semicolons")] {
      let names = first.split(separator: separator, omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: .whitespaces.union(["\""])).lowercased()
      }
      let isNamed =
        names.count > 1 && names.contains(where: columnNames.contains)
        && names.allSatisfy { columnNames.contains($0) || !$0.contains(" ") && !$0.contains(".") }
      let isQuoted = lines.allSatisfy {
        $0.hasPrefix("\"") && $0.hasSuffix("\"") && $0.contains("\"\(separator)\"")
      }
      let isTagged = lines.allSatisfy { line in
        let cells = line.split(separator: separator, omittingEmptySubsequences: false)
        return cells.count > 1 && EntityTag.matches(String(cells[cells.count - 1]), .prefixed)
      }
      if isNamed || isQuoted || isTagged || isEven(lines, separator) {
        return "is CSV, columns parted by \(name), which is not read; part them by tabs, or "
          + "write JSON Lines"
      }
    }
    return nil
  }

  /// Whether rows without names have as many columns each, some in quotes or all with a number last.
  private static func isEven(_ lines: [String], _ separator: Character) -> Bool {
    let rows = lines.map { cells(of: $0, separator) }
    guard rows.count > 2, let first = rows[0], first.count > 1,
      rows.allSatisfy({ $0?.count == first.count })
    else { return false }
    let hasQuotes = zip(lines, rows).contains { line, row in
      row?.contains { !$0.isEmpty && line.contains("\"\($0)\"") } ?? false
    }
    return hasQuotes || first.count > 2 && rows.allSatisfy { Double($0?.last ?? "") != nil }
  }

  /// The cells of a row of CSV, without the quotes around them; nil where a quote does not close.
  private static func cells(of line: String, _ separator: Character) -> [String]? {
    var cells = [""]
    var isQuoted = false
    for character in line {
      if character == "\"", isQuoted || cells[cells.count - 1].isEmpty {
        isQuoted.toggle()
      } else if character == separator, !isQuoted {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
    }
    return isQuoted ? nil : cells
  }
}
