import Foundation
import LukeData
import LukeTestSupport
import Testing

/// Text is text only where nothing speaks against it.
@Suite struct RecognitionTests {
  private static let unlabelled = EntityDataOptions(requiresLabels: false)

  @Test(arguments: [
    ("# id 1\nAda\tB-PER\nleft\tO\n\n# id 2\nOslo\tB-LOC\n", [["Ada", "left"], ["Oslo"]]),
    ("#\tn-tv.de [2005]\nAda\tB-PER\tO\nleft\tO\tO\n", [["Ada", "left"]]),
    ("Ada PER\nleft O\n\nOslo LOC\n", [["Ada", "left"], ["Oslo"]]),
    ("Ada\tB-PER\t_\nleft\tO\tx\n", [["Ada", "left"]]),
    ("1\tAda\tB-PER\n2\tleft\tO\n", [["Ada", "left"]]),
    ("1\tAda\n2\tleft\n\n1\tOslo\n", [["Ada", "left"], ["Oslo"]]),
    ("-DOCSTART- -X- O\n\nAda NNP x\nleft VBD x\n", [["Ada", "left"]]),
    (
      "Ada\nleft\nOslo\n.\n\nShe\nis\nwell\n.\n",
      [["Ada", "left", "Oslo", "."], ["She", "is", "well", "."]]
    ),
    ("Ada\nleft\n\nShe\nis\n", [["Ada", "left"], ["She", "is"]]),
    ("word\ttag\nAda\tB-PER\nleft\tO\n", [["Ada", "left"]]),
    ("1\tAda\n2\tSt. Ives\n3\tleft\n", [["Ada", "St. Ives", "left"]]),
    ("Ada\tB-PER\nleft\tB_PER\nOslo\tO\n", [["Ada", "left", "Oslo"]]),
  ])
  func columnsAreColumns(text: String, words: [[String]]) throws {
    let corpus = try read(text, Self.unlabelled)
    #expect(corpus.layout.format == .conll)
    #expect(corpus.sentences.map(\.words) == words)
  }

  @Test(arguments: [
    "Ada left Oslo.\nShe is well.\n", "Ada\n", "Ada\nBo\n", "Take vitamin\nC\n", "Vitamin B-12\n",
    "[1] Ada left.\n", "[sic] he said\n", "{curly} text\n", "\"Ada,\" she said\n",
    "# A heading\ntext here now\n",
    "彼は東京に行った。\n彼女は大阪にいる。\n\n二人は会った。\n三人も会った。\n", "1. Ada\n2. Bo is here\n",
    "Text, label and more\nof it, all\n", "a, b\nc, d\ne, f\n", "\tAda left.\n\tBo stays.\n",
    "\tAda left.\n\tBo too\tstays.\n\tWe go.\n", "", "<b>Ada</b> left.\n", "I/O\n",
    "AND/OR I/O TCP/IP\n", "snake_case is_O here\n", "[NOTE Ada] left.\n",
    "See [the list](page) now.\n", "<LOL>x</LOL>\nBo stays.\n", "<EM>Ada</EM> left.\n", "a < b\n",
    "For example:\n{\"a\": 1}\n", "Ada [PER: x] left.\n",
    "[PER Ada] left.\n" + String(repeating: "Bo stays.\n", count: 10),
  ])
  func textIsText(text: String) throws {
    let corpus = try read(text, Self.unlabelled)
    #expect(corpus.layout.format == .text)
    if !text.isEmpty {
      #expect(
        corpus.notes == ["sample: each line is read as a sentence; data.format says otherwise"])
    } else {
      #expect(corpus.notes == ["sample: is empty, so there is nothing to answer"])
    }
  }

  /// What has tags, marks or comments and no words, and rows that are not even.
  @Test(arguments: [
    ("-DOCSTART- -X- -X- O\n\n", "holds -DOCSTART- lines and no words"),
    ("# newdoc\n", "holds comments of CoNLL-U and no words"),
    ("# newdoc id = 1\n# sent_id = 1\n", "holds comments of CoNLL-U and no words"),
    ("O\nB-PER\n", "holds tags without words"), ("B-PER\n", "holds tags without words"),
    ("O\nO\n\nO\n", "holds tags without words"),
    (
      "Ada B-PER\nlives in O\n",
      "has tags at the ends of its lines, but not the same number of columns in each"
    ),
    (
      "\u{1E}{\"text\": \"Ada left.\"}\n",
      "is a JSON text sequence, whose records begin with the byte 1E; make JSON Lines of it: tr -d "
        + #"'\036' < file | jq -c ."#
    ),
  ])
  func rowsWithoutWordsAreNoText(text: String, reason: String) {
    #expect(
      throws: DataError.unsuitable(
        file: "sample", reason: reason + " (to read its lines as text, set data.format to text)")
    ) { try read(text, Self.unlabelled) }
  }

  @Test(arguments: [
    "O\n", "# newdoc is a word\nof text\n", "See O\n",
  ])
  func tagsAlonePassForText(text: String) throws {
    #expect(try read(text, Self.unlabelled).layout.format == .text)
  }

  @Test(arguments: [
    ("1\n00:00:01,000 --> 00:00:02,500\nAda left.\n", "subtitles (SubRip)"),
    ("\\documentclass{book}\n\\begin{document}\n", "LaTeX"),
    ("---\ntitle: Ada\n---\nAda left.\n", "text with YAML before it (front matter)"),
    ("From ada@x.org Mon Feb 3 10:00:00 2020\nFrom: Ada\n\nWe left.\n", "mail (mbox)"),
  ])
  func markedUpTextIsNamed(text: String, name: String) throws {
    #expect(
      message { try read(text, Self.unlabelled) }
        == "sample: is \(name); take the text out of it first (to read its lines as text, set "
        + "data.format to text)")
  }

  @Test func textCanBeForced() throws {
    let options = EntityDataOptions(format: .text, requiresLabels: false)
    for text in ["Ada\tB-PER\nleft\tO\n", "[{\"a\": 1}]", "<html>\n", "a,b\n\"text\",\"label\"\n"] {
      let corpus = try read(text, options)
      #expect(corpus.layout.format == .text)
      #expect(corpus.notes.isEmpty)
    }
  }

  @Test func columnsOfTheRecipeDecide() throws {
    let table = "7\tAda\tN\n9\tleft\tV\n"
    let options = EntityDataOptions(
      columns: .init(word: 1, label: 2), requiresLabels: false, expectsColumns: true)
    #expect(try read(table, options).sentences.map(\.words) == [["Ada", "left"]])
    #expect(
      message { try read(table, Self.unlabelled) }
        == "sample: is a table of 3 columns parted by tabs, none of them of tags; set "
        + "data.columns.word to the column of the words, or data.format to text to read its lines "
        + "as text")
    // Words alone, or columns of another file.
    #expect(try read("Ada\nleft\n", options).sentences.map(\.words) == [["Ada", "left"]])
    let other = try read("Ada\tB-PER\nleft\tO\n", options)
    #expect(other.sentences.map(\.words) == [["Ada", "left"]])
    #expect(
      other.notes.first
        == "sample: the columns that data.columns names are not there or hold tags, "
        + "so they are found out")
    #expect(try read("Ada left for Oslo.\n", options).layout.format == .text)
    #expect(throws: DataError.self) { try read("<html>\n", options) }
    #expect(throws: DataError.self) { try read("text,label\na,b\n", options) }
  }

  private static let whatIsRead =
    "write a word a line with its tag, or JSON Lines with \"text\" and \"entities\""
  private static let records =
    "write {\"text\", \"entities\": [{\"start\", \"end\", \"label\"}]} of it, one object a line"

  private static let entitiesNeeded =
    "named-entity-recognition needs words with tags, or texts with \"entities\" of \"start\", \"end\" and "
    + "\"label\""

  static let known: [(text: String, reason: String)] = [
    (
      "A man left.,A man goes.,4.5\n\"Ada, too\",Bo,1.0\nx,y,3\n",
      "is CSV, columns parted by commas, which is not read; part them by tabs, or write JSON Lines"
    ),
    (
      "Ada left,\"Bo, too\"\nx,y\nz,w\n",
      "is CSV, columns parted by commas, which is not read; part them by tabs, or write JSON Lines"
    ),
    (
      "<View attr=\"1\">\n  <Label/>\n</View>\n\n",
      "is XML, which holds no labelled data that is read here; \(whatIsRead)"
    ),
    ("<p>Ada left.</p>\n", "is HTML; take its text out first"),
    (
      "Ada/B-PER left/O\n",
      "holds one sentence a line with / between words and tags, as spaCy's .iob files do; write a word a line with its tag"
    ),
    (
      "Ada_B-PER left_O\n",
      "holds one sentence a line with _ between words and tags; write a word a line with its tag"
    ),
    (
      "Ada_B-PER_1 left_O for_O\nBo_I-PER\n",
      "holds one sentence a line with _ between words and tags; write a word a line with its tag"
    ),
    (
      "Ada/PERSON left/O for/O Oslo/LOCATION ./O\n",
      "holds one sentence a line with / between words and tags, as spaCy's .iob files do; write a word a line with its tag"
    ),
    (
      "<PER>Ada</PER> left <LOC>Oslo</LOC>.\nShe is well.\n",
      "holds sentences with marks around entities, <PER>…</PER>, which are not read; \(whatIsRead)"
    ),
    (
      "Then <person id=\"1\">Ada</person> left.\n",
      "holds sentences with marks around entities, <person>…</person>, which are not read; \(whatIsRead)"
    ),
    (
      "Then <DRUG>aspirin</DRUG> helped.\n",
      "holds sentences with marks around entities, <DRUG>…</DRUG>, which are not read; \(whatIsRead)"
    ),
    (
      "[PER Ada Bo] left [LOC Oslo] .\n",
      "holds sentences with marks around entities, [PER …], which are not read; \(whatIsRead)"
    ),
    (
      "Then [Ada](person) left.\n",
      "holds sentences with marks around entities, […](person), which are not read; \(whatIsRead)"
    ),
    (
      "[Ada: PER] left.\n",
      "holds sentences with marks around entities, […: PER], which are not read; \(whatIsRead)"
    ),
    (
      "My sentences\n{\"text\": \"Ada left.\", \"entities\": []}\n",
      "is JSON Lines but for its first line, which is no JSON; take that line out or mend it"
    ),
    (
      "{text: \"a\"}\n{\"tokens\": [\"a\"]}\n",
      "is JSON Lines but for its first line, which is no JSON; take that line out or mend it"
    ),
    (
      "<START:person> Ada <END> left .\n",
      "is OpenNLP's format with <START:type> and <END>, which is not read; \(whatIsRead)"
    ),
    (
      "| word | tag |\n|---|---|\n| Ada | B-PER |\n",
      "is a Markdown table; part its columns by tabs"
    ),
    ("<!DOCTYPE html>\n<html>\n", "is HTML; take its text out first"),
    ("  <html lang=\"en\">\n", "is HTML; take its text out first"),
    (
      "<?xml version='1.0'?><collection>\n",
      "is XML, which holds no labelled data that is read here; \(whatIsRead)"
    ),
    (
      "text,label\nAda left,PER\n",
      "is CSV, columns parted by commas, which is not read; part them by tabs, or write JSON Lines"
    ),
    (
      "Sentence #,Word,POS,Tag\nSentence: 1,Ada,NNP,B-PER\n",
      "is CSV, columns parted by commas, which is not read; part them by tabs, or write JSON Lines"
    ),
    (
      "Ada;B-PER\nleft;O\n",
      "is CSV, columns parted by semicolons, which is not read; part them by tabs, or write JSON Lines"
    ),
    (
      "\"Q1\",\"Ada\"\n\"Q2\",\"Bo, too\"\n",
      "is CSV, columns parted by commas, which is not read; part them by tabs, or write JSON Lines"
    ),
    (
      "#id=1\n#text=Ada left\n1\tAda\tB-PER\n2\tleft\tO\n",
      "is WebAnno's TSV 2, which is not read; export CoNLL 2002 there"
    ),
    (
      "Ada|NNP|B-PER left|VBD|O\nBo|NNP|B-PER\n",
      "holds one sentence a line with | between words and tags, as spaCy's .iob files do; write a word a line with its tag"
    ),
    (
      "1\t\"<e1>a</e1> b <e2>c</e2>\"\nOther\n",
      "holds sentences with <e1> and <e2>, which are for relation-classification"
    ),
    (
      "[{\"id\": 1, \"token\": [\"a\"], \"subj_start\": 0}]\n",
      "is one JSON array; JSON Lines, one object a line, are needed: jq -c '.[]'"
    ),
    (
      "{\n  \"text\": \"a\"\n}\n{\n  \"text\": \"b\"\n}\n",
      "holds JSON objects of several lines; JSON Lines, one object a line, are needed: jq -c ."
    ),
    (
      "{'text': 'Ada'}\n",
      "is written in Python's notation, which is not JSON; write it with json.dumps"
    ),
    (
      "{\"version\": \"v2\", \"data\": [{\"paragraphs\": [{\"qas\": [], \"context\": \"a\"}]}]}\n",
      "is SQuAD's JSON of questions, data of extractive-question-answering; \(entitiesNeeded)"
    ),
    (
      "{\n\"data\":\n[{\"title\": \"A\", \"paragraphs\": [{\"qas\": [], \"context\": \"a\"}]}]\n}\n",
      "is SQuAD's JSON of questions, data of extractive-question-answering; \(entitiesNeeded)"
    ),
    (
      "{\"P1\": [{\"tokens\": [\"a\"], \"h\": [], \"t\": []}], \"P2\": []}\n",
      "is FewRel's JSON, data of relation-classification; \(entitiesNeeded)"
    ),
    (
      "{\n\"P1\": [1],\n\"P2\":\n{\"text\": 1}\n}\n",
      "is JSON whose records have the keys \"P1\", \"P2\"; sentences are read from JSON Lines, objects with \"text\" or \"tokens\", one a line"
    ),
    (
      "[{\"sentence\": [\"a\"], \"ner\": []}]\n",
      "is JSON of nested entities by numbers of words, as GENIA's, which is not read; \(records)"
    ),
  ]

  @Test(arguments: known)
  func whatIsKnownIsNamed(text: String, reason: String) {
    let labelled = message { try read(text) }
    #expect(labelled == "sample: \(reason)")
    let unlabelled = message { try read(text, Self.unlabelled) }
    #expect(
      unlabelled == "sample: \(reason) (to read its lines as text, set data.format to text)")
  }

  /// Up to version 1.6, jq takes some keys that have no value behind them for words of its own.
  @Test(arguments: known.map(\.reason).filter { $0.contains("jq ") })
  func adviceIsForOlderVersionsOfJQToo(reason: String) {
    #expect(reason.matches(of: /[{,] ?(end|label)[,}]/).isEmpty)
  }

  @Test(arguments: [
    ("null\n", "the JSON value null"), ("[1, 2]\n", "a JSON array"),
    ("\"Ada left.\"", "a JSON string"), ("3\n", "a JSON number"),
    ("[3]\n[4]\n", "JSON Lines of arrays"),
  ])
  func whatIsJSONAsAWholeIsNamed(text: String, name: String) {
    let reason = "sample: is \(name); write {\"text\": …}, one object a line"
    #expect(message { try read(text) } == reason)
    #expect(
      message { try read(text, Self.unlabelled) }
        == "\(reason) (to read its lines as text, set data.format to text)")
    // Lines that each begin as TACRED's one array does are told by its reader.
    if name.hasPrefix("JSON Lines") { return }
    #expect(message { try readRelations(text) } == reason)
  }

  @Test func tabsAreNoText() {
    #expect(
      message {
        _ = try read("E\ta\tb\nC\ta\nE\tx\ty\tz\nC\tx\n", Self.unlabelled)
      }
        == "sample: has tabs in most lines, but not the same number in each; to read its lines as "
        + "text, set data.format to text")
  }

  @Test func brokenRowsOfATableAreNamed() {
    let text = "Ada NNP B-PER\nleft VBD O\nOslo NNP\n\nBo NNP B-PER\n"
    for options in [Self.unlabelled, EntityDataOptions()] {
      #expect(
        message { try read(text, options) }
          == "sample:3: 2 columns where the other rows have 3")
    }
  }

  @Test func numberedSentencesAreNoWords() {
    #expect(
      message {
        _ = try read("1\tAda left Oslo.\n2\tBo too.\n", Self.unlabelled)
      }
        == "sample: is a table of 2 columns parted by tabs, none of them of tags; set "
        + "data.columns.word to the column of the words, or data.format to text to read its lines "
        + "as text")
  }

  @Test func proseIsNoLabelledData() {
    #expect(
      message { try read("Ada left Oslo today.\nBo too.\n") }
        == "sample: is neither a table of words and tags nor JSON Lines")
  }

  @Test func keysBesideTextMayBeAnything() throws {
    let line = #"{"text": "Ada left.", "labels": [{"id": 3}], "tags": 4}"#
    #expect(try read(line, Self.unlabelled).sentences[0].words == ["Ada", "left", "."])
  }

  @Test func anArrayOfOurRecordsIsNamed() {
    let record =
      #"{"text": "a b", "head": {"start": 0, "end": 1}, "tail": {"start": 2, "end": 3}, "relation": "r"}"#
    #expect(
      message { try readRelations("[\n\(record)\n]") }
        == "sample: is one JSON array; JSON Lines, one object a line, are needed: jq -c '.[]'")
  }

  @Test func relationsOfOthersAreNamed() {
    for (text, reason) in [
      (
        "text,label\na,b\n",
        "is CSV without a column that is known to hold texts with two spans; its first row is \"text\", "
          + "\"label\"; name the columns in data.columns.text, data.columns.head, data.columns.tail and "
          + "data.columns.relation, or count them from 0 with data.header false where the row names none"
      )
    ] {
      #expect(
        message { try readRelations(text) } == "sample: \(reason)")
    }
  }
}

/// Real exports of labelling tools and data sets of other forms: each is refused by its name.
@Suite(.enabled(if: sharedData("doccano_samples") != nil))
struct RealRecognitionTests {
  @Test(arguments: [
    ("prodigy_jsonl/example-patterns/patterns_countries-GPE.jsonl", "Prodigy"),
    ("spacy_formats/ner_example_data/ner-sent-per-line.iob", "spaCy's .iob"),
    ("spacy_formats/tutorials/ner_tweets/assets/demo/demo.spacy", "DocBin"),
    ("spacy_formats/tutorials/nel_emerson/assets/entities.csv", "CSV"),
    ("spacy_formats/textcat_example_data/cooking.jsonl", "classified"),
    ("doccano_samples/data_import/tests/data/text_classification/example.xlsx", "Office|Excel"),
    ("doccano_samples/data_import/tests/data/text_classification/example.csv", "CSV"),
    ("doccano_samples/data_import/tests/data/example.utf16.csv", "CSV"),
    ("doccano_samples/data_import/tests/data/text_classification/example_fasttext.txt", "fastText"),
    ("labelstudio_samples/test_export_json_min/data.json", "Label Studio"),
    ("webanno_tsv/tsv2/example.tsv", "WebAnno"),
    ("n3_collection/News-100.ttl", "Turtle"),
    ("genia_nested/dev.json", "GENIA"), ("figer_50k/dev.json", "FIGER"),
    ("fewrel/val_wiki.json", "FewRel"),
    ("hipe2022/ajmc/de/HIPE-2022-v2.1-ajmc-dev-de.tsv", "HIPE"),
  ])
  func isNamed(path: String, name: String) throws {
    let file = try #require(sharedData(path)).path
    for requiresLabels in [true, false] {
      let error = message {
        _ = try EntityDataReader.read(
          file: file, options: EntityDataOptions(requiresLabels: requiresLabels))
      }
      #expect(name.split(separator: "|").contains { error.contains($0) }, "\(path): \(error)")
    }
  }
}
