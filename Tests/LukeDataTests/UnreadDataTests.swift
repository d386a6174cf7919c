import LukeData
import LukeTestSupport
import Testing

/// What is said of data by those who look at a file without a task.
@Suite struct UnreadDataTests {
  private func unread(_ text: String) throws -> UnreadData {
    try UnreadData(SourceText(bytes: Array(text.utf8), file: "sample"))
  }

  /// The reader whose data a file looks like says what is wrong with it.
  @Test(arguments: [
    ("#FORMAT=WebAnno TSV 3.3\n#T_RL=x.Dependency|flavor\n", "named-entity-recognition"),
    ("12|t|Copper\n12\t0\t5\tCopper\tChemical\n", "named-entity-recognition"),
    ("{\"text\": \"a\", \"choices\": [\"b\", \"c\"], \"answer\": 7}\n", "multiple-choice"),
    ("text,label\na b,x\nc d,\n", "sequence-classification"),
    ("text,label\na,x\nb,\n,c\n,\n", "sequence-classification"),
    (
      "{\"guid\": \"a\", \"source\": \"b\", \"sentence1\": \"c\", \"sentence2\": \"d\", \"labels\": {\"e\": 1}, "
        + "\"annotations\": {\"f\": 2}}\n", "sequence-classification"
    ),
    (
      "[{\"id\": 1, \"data\": {\"uri\": \"x\"}, \"annotations\": [{\"result\": [{\"type\": \"choices\", "
        + "\"value\": {\"choices\": [\"a\"]}, \"from_name\": \"b\", \"to_name\": \"c\"}]}]}]",
      "sequence-classification"
    ),
  ])
  func theTaskOfData(text: String, kind: String) throws {
    #expect(try unread(text).kind == kind)
  }

  @Test(arguments: [
    (
      "one,two\nhello there,greet\n",
      "is CSV that no task knows by its columns; its first row is \"one\", \"two\"; data.columns of the "
        + "task that it is for names those that are read"
    ),
    (
      "a\tb\u{1B}[2J\nc\td\n",
      "is a table with tabs between columns that no task knows by its columns; its first row is \"a\", "
        + "\"b\\u{1B}[2J\"; data.columns of the task that it is for names those that are read"
    ),
    (
      "{\"one\": 1}\n{\"two\": 2}\n",
      "is JSON that no task knows by its keys, \"one\", \"two\"; data.columns of the task that it is for names "
        + "those that are read, or data.keys does"
    ),
    (
      "__label__a one two\n__label__b three\n",
      "is fastText's format of classified texts, which is not read; write {\"text\", \"label\"} of it, one object a "
        + "line"
    ),
    (
      "<mediawiki xmlns=\"x\">\n",
      "is a MediaWiki dump, which is for pretraining; luke-train build-corpus reads it"
    ),
    ("\\documentclass{article}\nWords.\n", "is LaTeX; take the text out of it first"),
  ])
  func whatItIsAndTheWayOn(text: String, reason: String) throws {
    #expect(try unread(text).reason == reason)
  }

  /// A row of names, and things below it: no sentence of two words.
  @Test(arguments: [EntityDataOptions.namesTags, .init()])
  func tablesOfThingsAreNoWords(options: EntityDataOptions) throws {
    let names = [
      "_id", "seen", "other_names", "place", "place_1", "home", "size", "of", "by", "at",
    ]
    let quoted = names.map { "\"\($0)\"" }.joined(separator: "\t") + "\n"
    let reason =
      "sample: is a table with tabs between columns that no task knows by its columns; its first row is \"_id\", "
      + "\"seen\", \"other_names\", \"place\", \"place_1\", \"home\", \"size\", \"of\", \"by\", \"at\"; "
      + "data.columns of the task that it is for names those that are read; data.columns.word and "
      + "data.columns.label read its columns as words and tags"
    let row = ["x7", "9", "[\"\"Oslo\"\"]", "a b", "", "http://x.org", "3", "d", "e", "f"]
    let few = ["x7", "9", "g", "a", "b", "c", "3", "d", "e", "f"]
    for rows in [[row], [row, row, row, row], [few]] {
      let text = quoted + rows.map { $0.joined(separator: "\t") + "\n" }.joined()
      #expect(message { try read(text, options) } == reason)
    }
  }

  /// Sentences in many columns are no tables of things.
  @Test(arguments: [
    (1...3).map { "\($0)\tw\($0)\t_\t_\tNN\tNN\t_\t_\t0\t0\tROOT\tROOT\t_\tA\n" }.joined(),
    "Ada\tada\tNNP\tX\tB-PER\nleft\tleave\tVBD\tY\tO\n",
    "Ada\tada\tNNP\tsubj\nleft\tleave\tVBD\troot\nBo\tbo\tNNP\tobj\n.\t.\t.\tpunct\n",
  ])
  func manyColumnsMayBeThoseOfWords(text: String) {
    #expect(!message { try read(text, .namesTags) }.contains("no task knows"))
  }

  @Test(arguments: ["", "Ada left Oslo today.\n", "Ada left, then Bo.\nBo came, too.\n"])
  func textMayBeAnything(text: String) throws {
    let found = try unread(text)
    #expect(found.kind == nil && found.reason == nil)
  }
}

extension EntityDataOptions {
  /// Those of a task for which tags may be of anything.
  fileprivate static var namesTags: Self {
    var options = Self()
    options.takesAnyTags = true
    return options
  }
}
