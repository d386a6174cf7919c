import Foundation
import LukeCorpus
import LukeTestSupport
import Testing

/// What files are taken for: what is no text is not learned as words.
@Suite struct CorpusRecognitionTests {
  /// The format that a file is taken for, or the reason why it is refused.
  private func kind(_ bytes: some Sequence<UInt8>) throws -> String {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "file").path
      try Data(bytes).write(to: URL(filePath: file))
      do { return try CorpusFile(file, format: nil).format.rawValue } catch {
        return "\(error)".replacingOccurrences(of: file, with: "file").replacing(overrule, with: "")
      }
    }
  }

  private let overrule =
    " (the format text, by data.format or --format, takes it for plain text all the same)"

  @Test(arguments: [
    "Some words.\nAnd more, of course; as ever.\n", "", "\n\n", "[1] A note.\n", "[[1]] and so on",
    "{{cite}} text", "{\\bf bold} words", "<3 hearts and <- arrows", "a < b > c", "漢字{かな}",
    "One, two, three.\nFour, five, six.\n", "Name: value\nOther: value\n", "Hello,world", "a\tb",
    "\"Hello,\" she said.\n\"Well,\" he said.\n\"Oh,\" they said.", "# A title\n\n* item\n",
    "Call me O\nAnd you B\n", "Ünïcödé täxt", "\tIndented.\n\tTwice.\n", "BZh is no bzip2",
    "He wrote a, b; c.\nThen he left, at last; never.\n", "INSERTED words", "Rar is an archiver.",
    "LZIP and GIF8 are formats.", "A bell\u{7} rings.", "null and void", "1984 was long ago",
    "[1]\nA note.\n",
    "[1] A note. " + String(repeating: "It goes on and on. ", count: 5000),
  ])
  func plainTextIsPlainText(_ text: String) throws {
    #expect(try kind(text.utf8) == "text")
  }

  /// An odd row among many makes no text of a table.
  @Test(arguments: [
    (
      "word\tO\n", "is a file of labelled words in columns; fine-tune on it; pretraining reads text"
    ),
    (
      "a\tb\tc\n",
      "is a table of 3 columns with tabs; write its texts as JSON Lines, {\"text\": …} a line"
    ),
  ])
  func tablesWithAnOddRowAreTables(_ row: String, _ reason: String) throws {
    let rows = String(repeating: row, count: 60)
    #expect(try kind((rows + "x y z\n").utf8) == "file: \(reason)")
    #expect(try kind(("x y z\n" + rows).utf8) == "file: \(reason)")
  }

  @Test(arguments: [
    "<mediawiki></mediawiki>", "<?xml version='1.0'?>\n<!-- x -->\n<mediawiki xml:lang='en'>",
    "  \n<page>\n<title>A</title></page>", "\u{FEFF}<page><title>A</title></page><page></page>",
    "<?xml version=\"1.0\"?><page></page>", "<siteinfo></siteinfo><page></page>",
  ])
  func dumpsAreDumps(_ text: String) throws {
    #expect(try kind((text + "<page></page>").utf8) == "mediawiki")
  }

  @Test(arguments: [
    #"{"text": "a"}"#, "\n\n {\"text\": \"a\"}\n", "{}", "[{\"text\": \"a\"}]", "[\n\n{}]",
    "{\n\"text\": \"a\"\n}", "\u{FEFF}{\"text\": \"a\"}", "{'text': 'a'}",
  ])
  func jsonIsJSON(_ text: String) throws {
    #expect(try kind(text.utf8) == "jsonl")
  }

  /// JSON without any text is refused at once, not at each of its records.
  @Test(arguments: [
    (#"{"version": "v2", "data": [{"title": "A", "paragraphs": []}]}"#, #""version", "data""#),
    (#"[{"P1": [1]}, {"P2": []}]"#, #""P1", "P2""#),
    ("{\"source\": [\"a\"], \"target\": []}\n{\"source\": [\"b\"]}\n", #""source", "target""#),
    ("{\n\"source\": [\"a\"],\n\"target\":\n{\"text\": \"b\"}\n}\n", #""source", "target""#),
    (
      #"{"source": ["# + String(repeating: "\"ä\", ", count: 12000) + #"""], "target": 1}"#,
      #""source", "target""#
    ),
  ])
  func recordsWithoutTextAreNamed(_ text: String, _ keys: String) throws {
    #expect(
      try kind(text.utf8)
        == "file: is JSON whose records have the keys \(keys); text is read from the key \"text\", or "
        + "from \"paragraphs\" that have it")
  }

  private static let squad =
    #"{"title": "Ä", "paragraphs": [{"qas": [{"id": 1}], "context": "Some words."}]}"#
  private static let fewRel =
    #"{"tokens": ["ä", "b"], "h": ["a", "Q1", [[0]]], "t": ["b", "Q2", [[1]]]}"#

  /// One object that is the whole file has its name, on one line or many, and however long it is.
  @Test(arguments: [
    (
      #"{"version": "v2", "data": ["#, squad, "]}",
      "SQuAD's JSON of questions; write its texts as JSON Lines, {\"text\": …} a line, for example "
        + "with jq -c '.data[].paragraphs[] | {text: .context}'"
    ),
    (
      #"{"P1": ["#, fewRel, #"], "P2": []}"#,
      "FewRel's JSON; write its texts as JSON Lines, {\"text\": …} a line, for example with jq -c "
        + "'.[][] | {text: (.tokens | join(\" \"))}'"
    ),
  ])
  func dataSetsOfOneObjectAreNamed(
    _ start: String, _ element: String, _ end: String, _ reason: String
  ) throws {
    // The last is longer than what is looked at.
    for count in [1, 2, 2000, 60000] {
      let elements = [String](repeating: element, count: count)
      let line = start + elements.joined(separator: ", ") + end
      let lines = start + elements.joined(separator: ",\n ").replacing(": [", with: ":\n[") + end
      for text in [line, line + "\n", "\u{FEFF}" + line, lines, "\n" + lines + "\n"] {
        #expect(try kind(text.utf8) == "file: is " + reason)
      }
    }
  }

  /// The first object of a text may be longer than what is looked at of others.
  @Test func longDocumentsAreDocuments() throws {
    let list = String(repeating: #"{"start_offset": 1}, "#, count: 5000)
    for key in ["annotations", "data"] {
      for count in [1, 60] {
        let lists = String(repeating: list, count: count)
        let text = #"{"\#(key)": [\#(lists){}], "text": "Words."}"#
        #expect(try kind((text + "\n" + text).utf8) == "jsonl")
      }
    }
  }

  @Test func otherTasksAreNamedOverSeveralLines() throws {
    let tagged = "{\n  \"tokens\": [\"a\"],\n  \"tags\": [\"O\"]\n}\n"
    #expect(
      try kind((tagged + tagged).utf8)
        == "file: is JSON of sentences with entities, data of named-entity-recognition; pretraining "
        + "needs texts, with \"entities\" of \"start\", \"end\" and \"title\" where they have links"
    )
  }

  /// Real files, as they are and on one line.
  @Test(
    .enabled(if: sharedData("fewrel") != nil),
    arguments: [
      ("squad_v2_cs224n/dev-v2.0.json", "SQuAD's JSON of questions; "),
      ("xquad/xquad.en.json", "SQuAD's JSON of questions; "),
      ("cmrc2018/squad-style-data/cmrc2018_trial.json", "SQuAD's JSON of questions; "),
      ("fewrel/val_wiki.json", "FewRel's JSON; "), ("fewrel/val_pubmed.json", "FewRel's JSON; "),
      ("fewrel/pid2name.json", "JSON whose records have the keys \"P2384\", "),
    ])
  func sharedFilesOfOneObjectAreNamed(path: String, reason: String) throws {
    let data = try Data(contentsOf: #require(sharedData(path)))
    let value = try JSONSerialization.jsonObject(with: data)
    let compact = try JSONSerialization.data(withJSONObject: value, options: .sortedKeys)
    let pretty = try JSONSerialization.data(
      withJSONObject: value, options: [.prettyPrinted, .sortedKeys])
    for (bytes, isSame) in [(data, true), (compact, false), (pretty, false)] {
      let found = try kind(bytes)
      // Sorted keys are others at the start.
      let expected = isSame ? reason : String(reason.prefix { $0 != "\"" })
      #expect(found.hasPrefix("file: is " + expected), "\(found)")
    }
  }

  @Test(arguments: [
    ("[]", "an empty JSON array"), ("\u{FEFF} [\n]\n", "an empty JSON array"),
    ("[1, 2]\n", "a JSON array"), ("[[1], []]", "a JSON array"), ("[null]", "a JSON array"),
    ("null", "the JSON value null"), ("true\n", "the JSON value true"),
    ("\"Some words.\"\n", "a JSON string"), (" 42\n", "a JSON number"), ("-1.5e3", "a JSON number"),
    ("[1, 2]\n[]\n\n[3]\n", "JSON Lines of arrays"),
    ("[" + String(repeating: "[1, \"a\"], ", count: 9000) + "[]]", "a JSON array"),
    ("[\n" + String(repeating: "12345,\n", count: 20000) + "1]", "a JSON array"),
    (String(repeating: "[1, 2]\n", count: 20000), "JSON Lines of arrays"),
  ])
  func whatIsJSONAsAWholeIsNoText(_ text: String, _ name: String) throws {
    #expect(try kind(text.utf8) == "file: is \(name); write {\"text\": …}, one object a line")
  }

  @Test(arguments: [
    (
      "\u{1E}{\"text\": \"a\"}\n\u{1E}{\"text\": \"b\"}\n",
      "a JSON text sequence, whose records begin with the byte 1E; make JSON Lines of it: tr -d "
        + #"'\036' < file | jq -c ."#
    ),
    (
      "true\nfalse\n",
      "a list of JSON values without text; write its texts as JSON Lines, {\"text\": …} a line"
    ),
    (
      "NaN\n\n-1.5e3\nnull\n",
      "a list of JSON values without text; write its texts as JSON Lines, {\"text\": …} a line"
    ),
    (
      String(repeating: "[", count: 200_000),
      "broken JSON, brackets without any text; write {\"text\": …}, one object a line"
    ),
  ])
  func valuesAreNoText(_ text: String, _ reason: String) throws {
    #expect(try kind(text.utf8) == "file: is " + reason)
  }

  @Test(arguments: [
    ("<!DOCTYPE html>\n<html><body>x</body></html>", "HTML; take the text out of it first"),
    ("<!-- saved -->\n<HTML lang=en>", "HTML; take the text out of it first"),
    ("<p>One.</p>\n<p>Two.</p>", "HTML; take the text out of it first"),
    (
      "<doc id=\"12\" url=\"https://x?curid=12\" title=\"Anarchism\">\nAnarchism\n\nText.\n</doc>",
      "what WikiExtractor writes, which has lost the links; give the dump itself, or let "
        + "WikiExtractor write --json"
    ),
    (
      "<?xml version=\"1.0\"?>\n<feed><doc><title>A</title></doc></feed>",
      "XML of another kind, with <feed> outermost; dumps of MediaWiki have <mediawiki> or <page> "
        + "there; take the text of others out first"
    ),
    (
      "<TEI xmlns=\"x\"><text>a</text></TEI>",
      "XML of another kind, with <TEI> outermost; dumps of MediaWiki have <mediawiki> or <page> "
        + "there; take the text of others out first"
    ),
    (
      "id,text,label\n1,\"Some, text\",x\n2,More,y\n",
      "a table of 3 columns in CSV; write its texts as JSON Lines, {\"text\": …} a line"
    ),
    (
      "id;text\n1;\"a\nb \"\"c\"\"\"\n2;d\n",
      "a table of 2 columns in CSV; write its texts as JSON Lines, {\"text\": …} a line"
    ),
    (
      "text\tlabel\nSome words\t1\nMore words\t0\n",
      "a table of 2 columns with tabs; write its texts as JSON Lines, {\"text\": …} a line"
    ),
    (
      "-DOCSTART- -X- O\n\nEU NNP B-ORG\nrejects VBZ O\nGerman JJ B-MISC\ncall NN O\n. . O\n",
      "a file of labelled words in columns; fine-tune on it; pretraining reads text"
    ),
    (
      "EU\tB-ORG\nrejects\tO\n\nGerman\tB-MISC\ncall\tO\n.\tO\n",
      "a file of labelled words in columns; fine-tune on it; pretraining reads text"
    ),
    (
      "-- MySQL dump 10.19\n--\nCREATE TABLE `page` (\n",
      "a dump of a database in SQL; give the XML dump of the pages"
    ),
    (
      "\"One.\"\n\"Two.\"\n\"Three.\"\n",
      "a list of strings of JSON; write its texts as JSON Lines, {\"text\": …} a line"
    ),
    (
      String(repeating: "Words and <b>more</b> <i>words</i>.\n", count: 20),
      "text with many tags; take the text out of them first"
    ),
    (
      String(repeating: "The [[river]] of [[town|the town]].\n", count: 20),
      "wikitext without its dump; give the XML dump of the pages"
    ),
    ("%PDF-1.7\n", "a PDF; take the text out of it first"),
    ("{\\rtf1\\ansi words}", "a document in RTF; take the text out of it first"),
    ("SQLite format 3\0", "a SQLite database; take the text out of it first"),
    ("WARC/1.0\r\n", "a WARC archive; take the text out of it first"),
    ("some\0words", "no text: its byte 5 is zero; give files of text"),
    (
      "a\u{1}\u{2}\u{3}\u{4}b", "no text: it is full of control characters; give files of text"
    ),
  ])
  func whatIsNoTextIsNamed(_ text: String, _ reason: String) throws {
    #expect(try kind(text.utf8) == "file: is " + reason)
  }

  @Test(arguments: [
    (
      "1\t\"The <e1>lid</e1> of the <e2>jar</e2> was lost.\"\nComponent-Whole(e1,e2)\nComment:\n",
      "a file of sentences with marked relations, as SemEval-2010 task 8 has; fine-tune on it; "
        + "pretraining reads text"
    ),
    (
      "% A paper.\n\\documentclass[a4paper]{article}\n\\begin{document}\nWords.\n\\end{document}\n",
      "LaTeX; take the text out of it first"
    ),
    ("\\section{Rivers}\nRivers \\emph{run}.\n", "LaTeX; take the text out of it first"),
    (
      String(repeating: "Rivers run \\cite{one} and \\emph{turn}.\n", count: 12),
      "LaTeX; take the text out of it first"
    ),
    (
      "1\n00:00:01,000 --> 00:00:02,500\nWho?\n\n2\n00:00:03,000 --> 00:00:04,000\nI am.\n",
      "subtitles (SubRip); take the text out of it first"
    ),
    (
      "\u{FEFF}WEBVTT\n\n00:01.000 --> 00:02.500 align:start\nWho is there?\n",
      "subtitles (WebVTT); take the text out of it first"
    ),
    (
      "[Script Info]\nTitle: A talk\n\n[Events]\n",
      "subtitles (SubStation Alpha); take the text out of it first"
    ),
    (
      "From ada@example.org Mon Feb  3 10:00:00 2020\nFrom: Ada <ada@example.org>\n"
        + "Subject: Rivers\n\nThey run.\n",
      "mail (mbox); take the text out of it first"
    ),
    (
      "From: ada@example.org\nSubject: Rivers,\n and brooks\nMessage-ID: <1@example.org>\n\nRun.\n",
      "mail with its headers; take the text out of it first"
    ),
    (
      "---\ntitle: Rivers\ntags:\n  - water\n---\n\nRivers run.\n",
      "text with YAML before it (front matter); take the text out of it first"
    ),
    (
      "+++\ntitle = \"Rivers\"\n+++\nRivers run.\n",
      "text with TOML before it (front matter); take the text out of it first"
    ),
    ("---\nname: rivers\nlength: 12\n", "YAML; take the text out of it first"),
    ("%YAML 1.2\n---\nname: rivers\n", "YAML; take the text out of it first"),
    (
      "rivers:\n  long: 12\n  names:\n    - Elde\nlakes: []\n",
      "YAML; take the text out of it first"
    ),
    (
      "'''Elde''' is a [[river]].<ref>Map</ref>\n\n== Course ==\nIt runs.\n{{stub}}\n",
      "wikitext without its dump; give the XML dump of the pages"
    ),
  ])
  func markedUpTextIsNamed(_ text: String, _ reason: String) throws {
    #expect(try kind(text.utf8) == "file: is " + reason)
  }

  /// Prose that speaks of such formats, or shows a piece of one.
  @Test(arguments: [
    "1\tThe lid.\nAnd more words here.\n", "He put <e1> and <e2> around the names.\n",
    "Write \\documentclass{article} at its start.\nThen \\section{One} and words.\n",
    "The sum \\frac{a}{b} is \\mathbb{R} in \\text{words}.\n",
    "Subtitles have lines as\n\n00:00:01,000 --> 00:00:02,500\n\nwhich tell when.\n"
      + String(repeating: "More words follow.\n", count: 9),
    "At 00:00:01,000 --> it began.\n", "WEBVTT is a format.\nIt has cues.\n",
    "From Monday on it rained.\nFrom: here\n",
    "From: the king\nTo: the queen\nSubject: the cat\n",
    "Received: one letter.\nIt said nothing.\n", "From now on: silence.\nMessage-ID: none\n",
    "---\nA rule above.\n---\nAnd one below.\n", "---\n\nWords.\n", "+++\nWords.\n+++\nWords.\n",
    "Shopping:\n- eggs\n- milk: two\n- bread\nTools:\n- hammer\n",
    "ANNA:\n  Who is there?\nBEN:\n  I am.\n", "Note: a river.\n  It runs.\nNote: a lake.\n",
    "Shells know [[ -f x ]], C++ [[nodiscard]], others {{x}}.\n== Note ==\n",
    "He wrote [[river]] and '''lake''' once.\n" + String(repeating: "Plain words.\n", count: 99),
  ])
  func proseWithMarksIsPlainText(_ text: String) throws {
    #expect(try kind(text.utf8) == "text")
  }

  @Test func labelledDataAreNamed() throws {
    let sentences = "Ada|B-PER lives|O\nBob|B-PER is|O\n"
    #expect(
      try kind(sentences.utf8)
        == "file: is a file that holds one sentence a line with | between words and tags, as spaCy's "
        + ".iob files do; write a word a line with its tag; fine-tune on it, or take the text out of "
        + "it first")
    let table =
      "# sent_id = 1\n1\tAda\t_\tB-PER\n2\tis\t_\tO\n\n"
      + "# sent_id = 2\n1\tBo\t_\tB-PER\n2\tis\t_\tO\n"
    #expect(
      try kind(table.utf8)
        == "file: is a table of 4 columns with tabs; write its texts as JSON Lines, {\"text\": …} a "
        + "line")
  }

  @Test func packedAndOtherBytesAreNamed() throws {
    let utf16 = try #require("\u{FEFF}Some words.\n".data(using: .utf16LittleEndian))
    #expect(
      try kind(utf16)
        == "file: is text in UTF-16; convert it to UTF-8, for example with iconv -f UTF-16 -t UTF-8"
    )
    let bzip2 = Array("BZh91AY&SX".utf8) + [0, 1, 2, 3]
    #expect(
      try kind(bzip2) == "file: is bzip2 data whose first block is damaged; get the file anew")
    #expect(
      try kind([0x50, 0x4B, 3, 4] + Array("file".utf8))
        == "file: is packed with ZIP; unpack it, or pack it with bzip2 or zstd")
    #expect(
      try kind(tar("words.txt", "Some words.\n"))
        == "file: is a tar archive; unpack it and give the files that are in it")
  }

  /// The one block of a tar archive's header, and the content.
  private func tar(_ name: String, _ content: String) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at place: Int) {
      block.replaceSubrange(place..<place + text.utf8.count, with: text.utf8)
    }
    put(name, at: 0)
    put("0000644", at: 100)
    put("00000000014", at: 124)
    put("        ", at: 148)
    put("0", at: 156)
    let digits = String(block.reduce(0) { $0 + Int($1) }, radix: 8)
    put(String(repeating: "0", count: 6 - digits.count) + digits + "\0 ", at: 148)
    return block + Array(content.utf8)
  }

  @Test func whatIsSaidOverrulesWhatIsFound() throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "file").path
      try Data("<p>One.</p>\n".utf8).write(to: URL(filePath: file))
      let error = #expect(throws: (any Error).self) { try CorpusFile(file, format: nil) }
      #expect(error.map { "\($0)".hasSuffix(overrule) } == true)
      #expect(try CorpusFile(file, format: .plainText).description == "plain text")
    }
  }

  /// Every file of the shared data that is meant for pretraining is taken for what it is.
  @Test(.enabled(if: sharedData("gensim_wiki_dumps") != nil))
  func sharedFilesAreKnown() throws {
    func check(_ folder: String, _ suffix: String, _ format: CorpusFormat) throws {
      let root = try #require(sharedData(folder))
      let names = try FileManager.default.contentsOfDirectory(atPath: root.path)
        .filter { $0.hasSuffix(suffix) }
      #expect(!names.isEmpty)
      for name in names {
        #expect(try CorpusFile(root.path + "/" + name, format: nil).format == format, "\(name)")
      }
    }
    try check("gensim_wiki_dumps", ".bz2", .mediaWiki)
    try check("dumpster_dive_smallwiki", ".xml", .mediaWiki)
    try check("wiki_fair", ".jsonl", .jsonLines)
  }

  /// Labels of texts that are learned as texts are not lost in silence.
  @Test(arguments: [
    (
      #"{"text": "a b", "head": {"start": 0, "end": 1}, "tail": {"start": 2, "end": 3}}"#,
      "JSON of texts with relations, data of relation-classification"
    ),
    (
      #"{"text": "a b", "label": 1}"#,
      #"JSON of texts with labels ("label"), as sequence-classification has"#
    ),
    (#"{"text": "a b", "label": [[0, 1, "PER"]]}"#, "doccano's JSON Lines"),
    (
      #"{"text": "a b", "choices": ["a", "b"]}"#,
      "JSON of questions with choices, data of multiple-choice"
    ),
  ])
  func labelsThatAreNotLearnedAreSaid(_ line: String, _ name: String) throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "file").path
      for format in [nil, CorpusFormat.jsonLines] {
        try Data("\(line)\n\(line)\n".utf8).write(to: URL(filePath: file))
        #expect(
          try CorpusFile(file, format: format).introduction == [
            "\(file): JSON Lines of linked text",
            "\(file): is \(name); the text alone is learned, from the key \"text\", and the labels are left "
              + "out; take the file out where that is not meant",
          ])
      }
    }
  }

  @Test(arguments: [
    #"{"text": "a b", "id": 7, "url": "x", "title": "A"}"#, #"{"paragraphs": [{"text": "a"}]}"#,
    #"{"text": "a b", "entities": [{"start": 0, "end": 1, "title": "A"}], "label": 1}"#,
  ])
  func textsWithoutLabelsAreNot(_ line: String) throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "file").path
      try Data("\(line)\n".utf8).write(to: URL(filePath: file))
      #expect(
        try CorpusFile(file, format: nil).introduction == ["\(file): JSON Lines of linked text"])
    }
  }

  /// The first bytes of a file that has no end are enough to know that there is no text.
  @Test(.timeLimit(.minutes(1)), arguments: [CorpusFormat.plainText, .jsonLines])
  func endlessZerosEnd(_ format: CorpusFormat) {
    let fault = message {
      let file = try CorpusFile("/dev/zero", format: format)
      try file.read(threads: 1, transform: { try $0.texts() }, consume: { _ in })
    }
    #expect(
      fault == "/dev/zero:1: holds the byte 0, which no text has; get the file anew, or take it out"
    )
  }

  /// A format that is given does not hide what a file is.
  @Test func dataOfOthersAreNamedInAFormatThatIsGiven() throws {
    let text = #"{"version": "v2", "data": [\#(Self.squad)]}"#
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "file").path
      try Data(text.utf8).write(to: URL(filePath: path))
      let fault = message {
        let file = try CorpusFile(path, format: .jsonLines)
        try file.read(threads: 1, transform: { try $0.texts() }, consume: { _ in })
      }
      #expect(
        fault
          == "\(path): is SQuAD's JSON of questions; write its texts as JSON Lines, {\"text\": …} a line, "
          + "for example with jq -c '.data[].paragraphs[] | {text: .context}'")
    }
  }
}
