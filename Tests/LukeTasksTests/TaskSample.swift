import Testing

/// A few examples in one form, with the tasks that read them and what all others say of them.
struct TaskSample: Sendable, CustomTestStringConvertible {
  let form: String
  let text: String
  /// The kinds of the tasks that read it.
  let readers: Set<String>
  /// What it is and whose data, as every other task says.
  let name: String
  /// What tasks say that do not name it so.
  var others: [String: String] = [:]
  /// Whether its columns or keys may be named as those of texts with labels.
  var hasFields = false
  /// Whether its columns may be named as those of words and tags.
  var hasColumns = false

  var testDescription: String { form }

  static let all = words + relations + mentions + questions + texts
}

extension TaskSample {
  private static let taggers: Set = ["named-entity-recognition", "token-classification"]
  private static let ofEntities = "data of named-entity-recognition"
  private static let ofTags = "data of token-classification"
  private static let sentences: [[(word: String, part: String, tag: String)]] = [
    [
      ("Ada", "PROPN", "B-PER"), ("Love", "PROPN", "I-PER"), ("left", "VERB", "O"),
      (".", "PUNCT", "O"),
    ],
    [("Oslo", "PROPN", "B-LOC"), ("is", "VERB", "O"), ("cold", "ADJ", "O"), (".", "PUNCT", "O")],
    [
      ("Tom", "PROPN", "B-PER"), ("saw", "VERB", "O"), ("Rome", "PROPN", "B-LOC"),
      (".", "PUNCT", "O"),
    ],
    [("Rain", "NOUN", "O"), ("fell", "VERB", "O"), ("again", "ADV", "O"), (".", "PUNCT", "O")],
    [
      ("Nobody", "PRON", "O"), ("knew", "VERB", "O"), ("Ines", "PROPN", "B-PER"),
      (".", "PUNCT", "O"),
    ],
  ]

  /// Rows of the words of all sentences, each of them twice, with a blank line after each sentence.
  private static func rows(
    _ row: (_ number: Int, _ word: (word: String, part: String, tag: String)) -> String
  ) -> String {
    (sentences + sentences).map { sentence in
      sentence.enumerated().map { row($0 + 1, $1) + "\n" }.joined() + "\n"
    }.joined()
  }

  private static let table = "a table of words and tags"

  static let words = [
    TaskSample(
      form: "tags after tabs", text: rows { "\($1.word)\t\($1.tag)" }, readers: taggers,
      name: "\(table), \(ofEntities)", hasFields: true),
    TaskSample(
      form: "tags after blanks", text: rows { "\($1.word) \($1.tag)" }, readers: taggers,
      name: "\(table), \(ofEntities)"),
    TaskSample(
      form: "four columns between blanks", text: rows { "\($1.word) \($1.part) O \($1.tag)" },
      readers: taggers, name: "\(table), \(ofEntities)"),
    TaskSample(
      form: "four columns between tabs",
      text: rows { "\($1.word)\t\($1.part)\tO\t\($1.tag)" }, readers: taggers,
      name: "\(table), \(ofEntities)", hasFields: true),
    TaskSample(
      form: "types without prefixes between tabs",
      text: rows { "\($1.word)\t\($1.tag.split(separator: "-").last ?? "O")" }, readers: taggers,
      name: "\(table), \(ofEntities)", hasFields: true),
    TaskSample(
      form: "tags under a header of texts",
      text: "text\tlabel\n" + rows { "\($1.word)\t\($1.tag)" },
      readers: taggers, name: "\(table), \(ofEntities)", hasFields: true),
    TaskSample(
      form: "numbered words", text: rows { "\($0)\t\($1.word)\t\($1.tag)" }, readers: taggers,
      name: "\(table), \(ofEntities)", hasFields: true),
    TaskSample(
      form: "parts of speech after tabs", text: rows { "\($1.word)\t\($1.part)" },
      readers: ["token-classification"], name: "\(table), \(ofTags)",
      others: ["named-entity-recognition": noO], hasFields: true),
    TaskSample(
      form: "parts of speech after blanks", text: rows { "\($1.word) \($1.part)" },
      readers: ["token-classification"], name: "\(table), \(ofTags)",
      others: ["named-entity-recognition": noO]),
    TaskSample(
      form: "CoNLL-U",
      text: rows { "\($0)\t\($1.word)\t_\t\($1.part)\t_\t_\t0\tdep\t_\t_" }, readers: [],
      name: "CoNLL-U, words with tags in columns, \(ofTags)",
      others: [
        "named-entity-recognition":
          "is CoNLL-U, which has no column of entity tags; where the last one has them as name=B-PER, write word "
          + "and tag as two columns",
        "token-classification":
          "is CoNLL-U, of which any column may be learned; set data.columns.label to 3 for parts of speech (UPOS), "
          + "4 for those of the language (XPOS) or 7 for relations to the head (DEPREL)",
      ], hasFields: true),
    TaskSample(
      form: "CoNLL-U with entities",
      text: rows { "\($0)\t\($1.word)\t_\t\($1.part)\t_\t_\t0\tdep\t_\tname=\($1.tag)" },
      readers: taggers, name: "CoNLL-U, words with tags in columns, \(ofEntities)", hasFields: true),
    TaskSample(
      form: "CoNLL-U with comments",
      text: rows {
        ($0 == 1 ? "# text = \($1.word)\n" : "")
          + "\($0)\t\($1.word)\t_\t\($1.part)\t_\tAnimacy=Hum|Case=Nom|Number=Sing|Person=1\t0\tdep\t_\tname=\($1.tag)"
      }, readers: taggers, name: "CoNLL-U, words with tags in columns, \(ofEntities)"),
    TaskSample(
      form: "tags in CSV", text: rows { "\($1.word),\($1.tag)" }, readers: [],
      name: "CSV of words and tags, \(ofEntities)",
      others: ["named-entity-recognition": noCSV, "token-classification": noCSV], hasFields: true),
    TaskSample(
      form: "JSON of tags",
      text: sentences.map { words in
        let list = { (values: [String]) in "[\"" + values.joined(separator: "\", \"") + "\"]" }
        return "{\"tokens\": \(list(words.map(\.word))), \"tags\": \(list(words.map(\.tag)))}\n"
      }.joined(), readers: taggers, name: "JSON of sentences with entities, \(ofEntities)"),
    TaskSample(
      form: "JSON of parts of speech",
      text: sentences.map { words in
        let list = { (values: [String]) in "[\"" + values.joined(separator: "\", \"") + "\"]" }
        return "{\"tokens\": \(list(words.map(\.word))), \"tags\": \(list(words.map(\.part)))}\n"
      }.joined(), readers: ["token-classification"], name: "JSON of words with tags, \(ofTags)",
      others: [
        "named-entity-recognition":
          "1: no word has the tag O, so \"PROPN\", \"PROPN\", \"VERB\" are hardly entity tags; set "
          + "data.columns.label to their column, or data.tag_scheme to io if they are types; task.kind "
          + "token-classification learns tags of anything"
      ]),
    TaskSample(
      form: "JSON of entities",
      text: String(
        repeating: #"{"text": "Ada left", "entities": [{"start": 0, "end": 3, "label": "PER"}]}"#
          + "\n",
        count: 2), readers: taggers, name: "JSON of sentences with entities, \(ofEntities)"),
  ]

  private static let noO =
    "1: no word has the tag O, so \"PROPN\", \"PROPN\", \"VERB\" are hardly entity tags; set data.columns.label "
    + "to their column, or data.tag_scheme to io if they are types; task.kind token-classification learns tags of "
    + "anything"
  private static let noCSV =
    "is CSV, columns parted by commas, which is not read; part them by tabs, or write JSON Lines"
}

extension TaskSample {
  private static let ofRelations = "data of relation-classification"
  private static let pairs = [
    ("Ada", "works for", "Volvo", "works_for"), ("Tom", "was born in", "Oslo", "born_in"),
    ("Ines", "met", "Rolf", "no_relation"), ("Lena", "works for", "Bosch", "works_for"),
  ]

  /// A line for each relation, with its text and its two spans.
  private static func lines(
    _ line: (_ head: String, _ between: String, _ tail: String, _ relation: String) -> String
  ) -> String { pairs.map { line($0, $1, $2, $3) + "\n" }.joined() }

  static let relations = [
    TaskSample(
      form: "FewRel",
      text:
        #"{"P1": [{"tokens": ["Ada", "met", "Tom"], "h": ["Ada", "Q1", [[0]]], "t": ["Tom", "Q2", [[2]]]}], "#
        + #""P2": [{"tokens": ["Tom", "saw", "Rome"], "h": ["Tom", "Q2", [[0]]], "t": ["Rome", "Q3", [[2]]]}]}"#,
      readers: ["relation-classification"], name: "FewRel's JSON, \(ofRelations)"),
    TaskSample(
      form: "JSON of relations",
      text: lines {
        "{\"text\": \"\($0) \($1) \($2)\", \"head\": {\"start\": 0, \"end\": \($0.count)}, \"tail\": {\"start\": "
          + "\($0.count + $1.count + 2), \"end\": \($0.count + $1.count + $2.count + 2)}, \"label\": \"\($3)\", "
          + "\"relation\": \"\($3)\"}"
      }, readers: ["relation-classification"], name: "JSON of texts with relations, \(ofRelations)",
      hasFields: true),
    TaskSample(
      form: "JSON of relations by words",
      text: lines {
        "{\"text\": \"\($0) \($1) \($2)\", \"head\": \"\($0)\", \"tail\": \"\($2)\", \"label\": \"\($3)\"}"
      }, readers: ["relation-classification"], name: "JSON of texts with two spans, \(ofRelations)",
      hasFields: true),
    TaskSample(
      form: "JSON of marked texts",
      text: lines {
        "{\"text\": \"<e1>\($0)</e1> \($1) <e2>\($2)</e2>\", \"label\": \"\($3)\"}"
      }, readers: ["relation-classification"], name: "JSON of texts with two spans, \(ofRelations)",
      others: [
        "sequence-classification":
          "has two spans marked in its texts, as \(ofRelations) have; the marks are read as text"
      ]),
    TaskSample(
      form: "relations in columns",
      text: "sentence\te1\te2\tlabel\n" + lines { "\($0) \($1) \($2)\t\($0)\t\($2)\t\($3)" },
      readers: ["relation-classification"], name: "a table of texts with two spans, \(ofRelations)",
      hasFields: true, hasColumns: true),
    TaskSample(
      form: "relations in CSV",
      text: "text,head,tail,label\n" + lines { "\($0) \($1) \($2),\($0),\($2),\($3)" },
      readers: ["relation-classification"], name: "CSV of texts with two spans, \(ofRelations)",
      hasFields: true),
    TaskSample(
      form: "marked texts in columns",
      text: lines { "<e1>\($0)</e1> \($1) <e2>\($2)</e2>\t\($3)" },
      readers: ["relation-classification"], name: "a table of texts with two spans, \(ofRelations)",
      hasFields: true, hasColumns: true),
    TaskSample(
      form: "SemEval-2010 task 8",
      text: "1\t\"<e1>Ada</e1> met <e2>Tom</e2>\"\nKnows(e1,e2)\nComment:\n\n"
        + "2\t\"<e1>Ines</e1> left <e2>Rome</e2>\"\nLeft(e1,e2)\nComment:\n",
      readers: ["relation-classification"],
      name:
        "text of sentences with two spans marked, as SemEval-2010 task 8 has them, \(ofRelations)",
      others: [
        "named-entity-recognition": markedSentences, "token-classification": markedSentences,
      ]),
    TaskSample(
      form: "TACRED",
      text: lines {
        "{\"token\": [\"\($0)\", \"\($2)\"], \"relation\": \"\($3)\", \"subj_start\": 0, \"subj_end\": 0, "
          + "\"obj_start\": 1, \"obj_end\": 1}"
      }, readers: ["relation-classification"], name: "TACRED's JSON of relations, \(ofRelations)"),
  ]

  private static let markedSentences =
    "holds sentences with <e1> and <e2>, which are for relation-classification"

  static let mentions = [
    TaskSample(
      form: "JSON of typed mentions",
      text: lines { head, between, tail, _ in
        "{\"text\": \"\(head) \(between) \(tail)\", \"entities\": [{\"start\": 0, \"end\": \(head.count), \"labels\": "
          + "[\"person\"]}]}"
      }, readers: ["entity-typing"],
      name: "JSON of texts with typed mentions, data of entity-typing"),
    TaskSample(
      form: "JSON of one mention each",
      text: lines {
        "{\"text\": \"\($0) \($1) \($2)\", \"start\": 0, \"end\": \($0.count), \"labels\": [\"person\", \"\($3)\"]}"
      }, readers: ["entity-typing"],
      name: "JSON of texts with typed mentions, data of entity-typing",
      hasFields: true),
  ]
}

extension TaskSample {
  private static let ofChoices = "data of multiple-choice"
  private static let ofQuestions = "data of extractive-question-answering"

  static let questions = [
    TaskSample(
      form: "JSON of choices",
      text: String(
        repeating: #"{"question": "What rings?", "choices": ["a cup", "a bell"], "answer": 1}"#
          + "\n",
        count: 2), readers: ["multiple-choice"],
      name: "JSON of questions with choices, \(ofChoices)"),
    TaskSample(
      form: "choices in CSV",
      text:
        "question,choice0,choice1,label\nWhat rings?,a cup,a bell,1\nWhat cuts?,a knife,a bell,0\n",
      readers: ["multiple-choice"], name: "CSV of questions with choices, \(ofChoices)",
      hasFields: true),
    TaskSample(
      form: "choices in columns",
      text:
        "question\tchoice0\tchoice1\tlabel\nWhat rings?\ta cup\ta bell\t1\nWhat cuts?\ta knife\ta bell\t0\n",
      readers: ["multiple-choice"], name: "a table of questions with choices, \(ofChoices)",
      hasFields: true, hasColumns: true),
    TaskSample(
      form: "choices under letters",
      text:
        "question,A,B,C,answer\nWhat rings?,a cup,a bell,a hat,B\nWhat cuts?,a knife,a bell,a hat,A\n",
      readers: ["multiple-choice"], name: "CSV of questions with choices, \(ofChoices)",
      hasFields: true),
    TaskSample(
      form: "SQuAD",
      text:
        #"{"data": [{"title": "a", "paragraphs": [{"context": "Ada left.", "qas": [{"id": "1", "#
        + #""question": "Who left?", "answers": [{"text": "Ada", "answer_start": 0}]}]}]}]}"#,
      readers: ["extractive-question-answering"],
      name: "SQuAD's JSON of questions, \(ofQuestions)"),
    TaskSample(
      form: "JSON of questions",
      text: String(
        repeating: #"{"context": "Ada left.", "question": "Who left?", "answer": "Ada"}"# + "\n",
        count: 2), readers: ["extractive-question-answering"],
      name: "JSON of questions about texts, \(ofQuestions)", hasFields: true),
    TaskSample(
      form: "questions in columns",
      text:
        "context\tquestion\tanswer\nAda left.\tWho left?\tAda\nTom met Ines.\tWho was met?\tInes\n",
      readers: ["extractive-question-answering"],
      name: "a table of questions about texts, \(ofQuestions)", hasFields: true, hasColumns: true),
    TaskSample(
      form: "ReCoRD",
      text: String(
        repeating:
          #"{"passage": {"text": "Ada left.", "entities": [{"start": 0, "end": 2}]}, "qas": [{"query": "#
          + #""@placeholder left.", "answers": [{"start": 0, "end": 2, "text": "Ada"}]}]}"# + "\n",
        count: 2), readers: ["cloze-question-answering"],
      name: "ReCoRD's JSON of cloze questions, data of cloze-question-answering"),
  ]
}

extension TaskSample {
  private static let ofTexts = "data of sequence-classification"
  private static let messages = [
    ("I want my money back.", "refund"), ("The shop was friendly.", "praise"),
    ("Nobody paid me back.", "refund"), ("Please pay me back.", "refund"),
    ("Great service, thanks.", "praise"), ("The chair is very good.", "praise"),
  ]

  static let texts = [
    TaskSample(
      form: "JSON of Prodigy's choices",
      text: messages.map {
        "{\"text\": \"\($0)\", \"options\": [{\"id\": \"refund\"}, {\"id\": \"praise\"}], "
          + "\"accept\": [\"\($1)\"], \"answer\": \"accept\"}\n"
      }.joined(), readers: ["sequence-classification"],
      name: "Prodigy's JSON Lines of classified texts, \(ofTexts)"),
    TaskSample(
      form: "texts in columns", text: "text\tlabel\n" + messages.map { "\($0)\t\($1)\n" }.joined(),
      readers: ["sequence-classification"], name: "a table of texts with labels, \(ofTexts)",
      hasColumns: true),
    TaskSample(
      form: "texts in columns without names", text: messages.map { "\($0)\t\($1)\n" }.joined(),
      readers: ["sequence-classification"], name: "a table of texts with labels, \(ofTexts)",
      hasColumns: true),
    TaskSample(
      form: "labels before texts", text: messages.map { "\($1)\t\($0)\n" }.joined(),
      readers: ["sequence-classification"], name: "a table of texts with labels, \(ofTexts)",
      hasColumns: true),
    TaskSample(
      form: "pairs of texts",
      text: "index\tsentence1\tsentence2\tlabel\n"
        + messages.enumerated().map { "\($0)\t\($1.0)\tA second text.\t\($0 % 2)\n" }.joined(),
      readers: ["sequence-classification"], name: "a table of texts with labels, \(ofTexts)",
      hasColumns: true),
    TaskSample(
      form: "texts in CSV", text: "text,label\n" + messages.map { "\"\($0)\",\($1)\n" }.joined(),
      readers: ["sequence-classification"], name: "CSV of texts with labels, \(ofTexts)"),
    TaskSample(
      form: "JSON of texts",
      text: messages.map { "{\"text\": \"\($0)\", \"label\": \"\($1)\"}\n" }.joined(),
      readers: ["sequence-classification"], name: "JSON of texts with labels, \(ofTexts)"),
    TaskSample(
      form: "JSON of pairs",
      text: messages.map {
        "{\"premise\": \"\($0)\", \"hypothesis\": \"A second text.\", \"label\": \"\($1)\"}\n"
      }.joined(), readers: ["sequence-classification"],
      name: "JSON of texts with labels, \(ofTexts)"),
  ]
}
