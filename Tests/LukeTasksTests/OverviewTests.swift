import LukeData
import LukeTasks
import Testing

/// What is seen of files before anything is trained on them.
@Suite struct OverviewTests {
  private func sentences(_ text: String, _ change: (inout EntityDataOptions) -> Void = { _ in })
    throws -> AnnotatedCorpus
  {
    var options = EntityDataOptions()
    change(&options)
    return try EntityDataReader.read(bytes: Array(text.utf8), name: "a.conll", options: options)
  }

  private func entities(_ text: String) throws -> CorpusOverview {
    NamedEntityRecognitionTask.overview(of: try sentences(text))
  }

  /// The parts of the first example in a line.
  private func line(_ overview: CorpusOverview) -> String? {
    overview.first?.parts.map { "\($0.name) \"\($0.text)\"" }.joined(separator: "; ")
  }

  private func texts(_ overview: CorpusOverview) -> [String] {
    overview.remarks.map { "\($0.location): \($0.what); \($0.remedy)" }
  }

  /// Of columns without a mark of documents nobody knows how many there are.
  @Test func documentsAreCountedWhereTheyAreMarked() throws {
    for (text, count) in [
      ("Anna\tB-PER\nslept\tO\n\nOslo\tB-LOC\ntoo\tO\n", nil),
      ("-DOCSTART-\tO\n\nAnna\tB-PER\nslept\tO\n\nOslo\tB-LOC\ntoo\tO\n", 1),
    ] as [(String, Int?)] {
      let corpus = try sentences(text)
      #expect(NamedEntityRecognitionTask.overview(of: corpus).documentCount == count)
      #expect(
        NamedEntityRecognitionTask.describe(corpus).hasPrefix(
          "a.conll: 2 sentences, \(count == nil ? "" : "1 document, ")2 entities (LOC 1, PER 1); "))
    }
  }

  /// A semicolon ends what is counted, and so does none of a type.
  @Test func aTypeWithASemicolonIsInQuotes() throws {
    let text = #"{"text": "Anna", "entities": [{"start": 0, "end": 4, "label": "a;b"}]}"# + "\n"
    #expect(
      NamedEntityRecognitionTask.describe(try sentences(text)).contains(
        #"1 entity ("a\u{3B}b" 1); "#))
  }

  /// Of scores it is said where they are, and not how many there are of each.
  @Test func scoresAreNoLabels() throws {
    func texts(_ labels: [String]) throws -> TextCorpus {
      let rows = labels.map { "a b\t\($0)\n" }.joined()
      let source = try SourceText(bytes: Array(("text\tlabel\n" + rows).utf8), file: "a.tsv")
      return try SequenceClassificationTask.read(source, .init(), requiresLabels: true)
    }
    let scored = try texts(["0", "2.5", "5", "2.5"])
    let scores = try #require(SequenceClassificationTask.overview(of: scored).scores)
    #expect(scores.count == 4 && scores.least == 0 && scores.greatest == 5 && scores.mean == 2.5)
    #expect(
      SequenceClassificationTask.describe(scored).hasPrefix(
        "a.tsv: 4 examples, scores from 0 to 5 with a mean of 2.5; "))
    let settings = SequenceClassificationSettings()
    #expect(SequenceClassificationTask.warnings(about: [scored], settings) == [])
    #expect(
      SequenceClassificationTask.notes(about: [scored], settings) == [
        "the labels are numbers with fractions and are learned as scores; task.problem_type "
          + "\"single_label_classification\" takes them for classes"
      ])
    let classes = try texts(["0", "2", "5", "2"])
    #expect(SequenceClassificationTask.overview(of: classes).scores == nil)
    #expect(
      SequenceClassificationTask.describe(classes).hasPrefix("a.tsv: 4 examples, 3 labels; "))
    #expect(SequenceClassificationTask.notes(about: [classes], settings) == [])
  }

  @Test func sentencesWithEntities() throws {
    let overview = try entities(
      "-DOCSTART-\tO\n\nAnna\tB-PER\nBerg\tI-PER\nslept\tO\n\n-DOCSTART-\tO\n\nOslo\tB-LOC\ntoo\tO\n"
    )
    #expect(overview.unit == "sentence" && overview.documentCount == 2)
    #expect(
      overview.layout.map { "\($0.name) \($0.value)" } == [
        "format CoNLL", "columns 2, parted by tabs: words in column 0, labels in column 1",
        "tags IOB2", "encoding UTF-8",
      ])
    #expect(overview.examples.map(\.text) == ["Anna Berg slept", "Oslo too"])
    #expect(overview.examples.map(\.answer) == ["0-2 PER", "0-1 LOC"])
    #expect(overview.labels["PER"]?.count == 1 && overview.labels["LOC"]?.first.line == 9)
    #expect(overview.first?.words == ["Anna", "Berg", "slept"])
    #expect(overview.first?.tags == [["B-PER", "I-PER", "O"]])
    #expect(overview.first?.location.line == 3 && overview.remarks.isEmpty)
  }

  /// Entities that share words have rows of their own, the outer one first.
  @Test func nestedEntities() throws {
    var sentence = AnnotatedSentence(
      words: ["the", "Oslo", "Opera"], location: SourceLocation(file: "a", line: 1))
    sentence.entities = [
      EntityAnnotation(words: 1..<2, label: "LOC", line: 1),
      EntityAnnotation(words: 1..<3, label: "ORG", line: 1),
    ]
    let overview = NamedEntityRecognitionTask.overview(of: AnnotatedCorpus([sentence]))
    #expect(overview.first?.tags == [["O", "B-ORG", "I-ORG"], ["O", "B-LOC", "O"]])
  }

  @Test func tagsThatDoNotFitTheirScheme() throws {
    let fitting = "Anna\tB-PER\nBerg\tI-PER\n\nBo\tB-PER\nis\tO\n\n"
    #expect(
      texts(try entities(fitting + "Oslo\tI-LOC\nis\tO\n")) == [
        "a.conll:7: 1 tag does not fit IOB2, the first in this line, and is read as conlleval reads it; mend it, or "
          + "name the scheme in data.tag_scheme"
      ])
    #expect(
      texts(try entities(fitting + "Oslo\tI-LOC\nis\tO\nRiga\tI-LOC\n\nUlm\tB-LOC\n")) == [
        "a.conll:7: 2 tags do not fit IOB2, the first in this line, and are read as conlleval reads them; mend them, "
          + "or name the scheme in data.tag_scheme"
      ])
  }

  /// A column of numbers that the recipe names as that of the words.
  @Test func wordsThatCountUp() throws {
    let text =
      "1\tAnna\tB-PER\n2\tis\tO\n3\there\tO\n\n1\tOslo\tB-LOC\n2\tis\tO\n3\tthere\tO\n4\ttoo\tO\n\n1\tyes\tO\n"
    let counted = try sentences(text) { $0.columns.word = 0 }
    #expect(
      texts(NamedEntityRecognitionTask.overview(of: counted)) == [
        "a.conll:1: the words of 2 of 2 sentences count up, as \"1 2 3\"; set data.columns.word to the column of the "
          + "words"
      ])
    #expect(texts(try entities(text)) == [])
  }

  @Test func tagsThatAreMistyped() throws {
    let text = "Anna\tB_PER\nBerg\tI_PER\nis\t0\nhere\t0\n"
    let corpus = try sentences(text) { $0.takesAnyTags = true }
    #expect(
      texts(TokenClassificationTask.overview(of: corpus)) == [
        "a.conll:1: the tag \"0\" (2 times) marks no entity; write \"O\", if that is meant",
        "a.conll:1: the tag \"B_PER\" marks no entity; write \"B-PER\", if that is meant",
        "a.conll:1: the tag \"I_PER\" marks no entity; write \"I-PER\", if that is meant",
      ])
    // Parts of speech are tags of their own.
    let speech = try sentences("Anna\tPRP-S\nis\tVB\nhere\t0\n") { $0.takesAnyTags = true }
    #expect(texts(TokenClassificationTask.overview(of: speech)) == [])
    let spans = try sentences(
      "{\"text\": \"Anna is here\", \"entities\": [{\"start\": 0, \"end\": 4, \"label\": \"B-PER\"}]}\n"
    )
    #expect(
      texts(NamedEntityRecognitionTask.overview(of: spans)) == [
        "a.conll:1: the label \"B-PER\" has the prefix of a tag, and spans have types alone; write \"PER\", if that "
          + "is meant"
      ])
  }

  // MARK: Other tasks

  @Test func relations() throws {
    let text =
      "{\"text\": \"Ada met Bo.\", \"head\": {\"start\": 0, \"end\": 3}, \"tail\": {\"start\": 8, \"end\": 10}, "
      + "\"relation\": \"knows\"}\n"
    let corpus = try RelationDataReader.read(
      SourceText(bytes: Array(text.utf8), file: "a.jsonl"), RelationDataOptions())
    let overview = RelationClassificationTask.overview(of: corpus)
    #expect(line(overview) == "text \"[Ada: head] met [Bo: tail]. → knows\"")
    #expect(
      overview.examples.map(\.rest) == ["0-3 8-10"] && overview.labels.keys.sorted() == ["knows"])
  }

  @Test func mentions() throws {
    let location = SourceLocation(file: "a", line: 4)
    let text = MentionText(
      text: "Ada met Bo.",
      mentions: [
        .init(span: 0..<3, labels: ["woman", "person"]), .init(span: 8..<10, labels: []),
      ],
      location: location)
    let overview = EntityTypingTask.overview(of: MentionCorpus([text]))
    #expect(overview.unit == "mention" && overview.examples.count == 2)
    #expect(overview.examples.map(\.answer) == ["person, woman", ""])
    #expect(line(overview) == "text \"[Ada: woman, person] met Bo.\"")
  }

  @Test func textsInPairs() {
    let long = String(repeating: "la ", count: 50)
    let example = TextExample(
      text: "Hello,\nyou", secondText: long, labels: ["greeting"],
      location: SourceLocation(file: "a", line: 2))
    let corpus = TextCorpus([example])
    let overview = SequenceClassificationTask.overview(of: corpus)
    #expect(
      line(SequenceClassificationTask.overview(of: corpus))
        == "text \"Hello,\nyou\"; second text \"\(long)\"; label \"greeting\"")
    #expect(overview.examples[0].rest == long && overview.labels["greeting"]?.count == 1)
    #expect(line(SequenceClassificationTask.overview(of: TextCorpus([]))) == nil)
  }

  @Test func choices() {
    let location = SourceLocation(file: "a", line: 2)
    let one = ChoiceExample(
      question: "Where is it?",
      choices: [.init(text: "here", label: "A"), .init(text: "there", label: "B")], answer: 1,
      location: location)
    let several = ChoiceExample(
      context: "It is here.", question: "Where is it?",
      choices: [.init(text: "here"), .init(text: "there")], answers: [0], location: location)
    #expect(
      line(MultipleChoiceTask.overview(of: ChoiceCorpus([one])))
        == "question \"Where is it?\"; choice A \"here\"; choice B \"there\"; right \"there\"")
    #expect(
      line(MultipleChoiceTask.overview(of: ChoiceCorpus([several])))
        == "context \"It is here.\"; question \"Where is it?\"; choice 0 \"here\"; choice 1 \"there\"; right "
        + "\"here\"")
    let overview = MultipleChoiceTask.overview(of: ChoiceCorpus([one, several]))
    #expect(overview.examples.map(\.rest) == ["here\nthere", "here\nthere"])
    #expect(overview.labels.isEmpty && overview.unit == "question")
  }

  @Test func questions() {
    let location = SourceLocation(file: "a", line: 2)
    let context = String(repeating: "a", count: 50) + " in Oslo today"
    func example(_ answers: [QuestionExample.Answer]?) -> QuestionCorpus {
      QuestionCorpus([
        QuestionExample(context: context, question: "Where?", answers: answers, location: location)
      ])
    }
    let oslo = QuestionExample.Answer(text: "Oslo", span: 54..<58)
    #expect(
      line(QuestionAnsweringTask.overview(of: example([oslo, oslo])))
        == "question \"Where?\"; text \"…\(String(repeating: "a", count: 36)) in [Oslo] today\"; answer \"Oslo\""
    )
    #expect(
      line(QuestionAnsweringTask.overview(of: example([])))
        == "question \"Where?\"; text \"\(context)\"; answer \"none\"")
    #expect(
      QuestionAnsweringTask.overview(of: example(nil)).examples.map(\.answer) == [nil])
  }

  @Test func clozes() {
    let passage = ClozePassage(
      text: "Ada met Bo. Ada left.", candidates: [0..<3, 8..<10, 12..<15],
      questions: [
        ClozeQuestion(query: "@placeholder left.", answers: [.init(text: "Ada", span: 12..<15)])
      ], location: SourceLocation(file: "a", line: 2))
    let corpus = ClozeCorpus([passage])
    #expect(
      line(ClozeQuestionAnsweringTask.overview(of: corpus))
        == "passage \"Ada met Bo. Ada left.\"; candidates \"Ada, Bo\"; query \"@placeholder left.\"; right \"Ada\""
    )
    #expect(
      ClozeQuestionAnsweringTask.overview(of: corpus).examples.map(\.rest)
        == ["Ada met Bo. Ada left."])
  }
}
