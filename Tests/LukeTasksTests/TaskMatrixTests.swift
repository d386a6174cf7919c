import LukeData
import LukeTasks
import LukeTestSupport
import Testing

/// Every task is given the data of every other one: nobody learns them as something else, and all say what they
/// are and whose.
@Suite struct TaskMatrixTests {
  /// What reading a text says; where it is read, nothing but what is said of other tasks.
  private typealias Reading = @Sendable (_ text: String, _ requiresLabels: Bool) -> String

  private static func reading<Task: FineTuningTask>(_ task: Task.Type) -> Reading {
    { text, requiresLabels in
      do {
        let corpus = try Task.read(
          SourceText(bytes: Array(text.utf8), file: "sample"), Task.Data(),
          requiresLabels: requiresLabels)
        return corpus.notes.filter { $0.contains("data of") }.joined(separator: "\n")
      } catch {
        return "\(error)"
      }
    }
  }

  private static let tasks: [(kind: String, needs: String, read: Reading)] = [
    (
      "named-entity-recognition", needsOfWords, reading(NamedEntityRecognitionTask.self)
    ),
    ("token-classification", needsOfWords, reading(TokenClassificationTask.self)),
    (
      "relation-classification", "texts with two spans, \"head\" and \"tail\"",
      reading(RelationClassificationTask.self)
    ),
    (
      "entity-typing", "texts with \"entities\" of \"start\", \"end\" and \"labels\"",
      reading(EntityTypingTask.self)
    ),
    (
      "sequence-classification", "texts, or pairs of texts, with a label of each",
      reading(SequenceClassificationTask.self)
    ),
    (
      "multiple-choice", "questions with \"choices\" and which of them is right, \"answer\"",
      reading(MultipleChoiceTask.self)
    ),
    (
      "extractive-question-answering",
      "questions with the \"context\" of each and its \"answers\"",
      reading(QuestionAnsweringTask.self)
    ),
    (
      "cloze-question-answering",
      "\"passage\" with \"text\" and \"entities\", and \"qas\" with \"query\" and \"answers\", as ReCoRD has them",
      reading(ClozeQuestionAnsweringTask.self)
    ),
  ]
  private static let needsOfWords =
    "words with tags, or texts with \"entities\" of \"start\", \"end\" and \"label\""

  @Test(arguments: TaskSample.all)
  func dataAreLearnedAsWhatTheyAre(_ sample: TaskSample) {
    for (kind, needs, read) in Self.tasks {
      let said = read(sample.text, true)
      if sample.readers.contains(kind) {
        #expect(said.isEmpty, "\(kind)")
        continue
      }
      var expected = "is \(sample.name); \(kind) needs \(needs)"
      if sample.hasFields, kind == "sequence-classification" {
        expected += "; data.columns.text and data.columns.label read it as texts all the same"
      }
      if sample.hasColumns, needs == Self.needsOfWords {
        expected += "; data.columns.word and data.columns.label read its columns as words and tags"
      }
      expected = sample.others[kind] ?? expected
      // A fault of a line begins with its number.
      let mark = expected.first?.isNumber == true ? ":" : ": "
      #expect(said == "sample" + mark + expected, "\(kind)")
    }
  }

  /// Prediction takes what it reads of the data of others for what it is, and says so, or refuses it.
  @Test(arguments: TaskSample.all)
  func dataAreAnsweredAsWhatTheyAre(_ sample: TaskSample) {
    for (kind, needs, read) in Self.tasks where !sample.readers.contains(kind) {
      // Words without tags of entities are words.
      if needs == Self.needsOfWords, TaskSample.words.contains(where: { $0.form == sample.form }) {
        continue
      }
      let said = read(sample.text, false)
      // Texts are texts, with labels or without.
      if said.isEmpty, sample.name.hasSuffix("data of sequence-classification") {
        #expect(sample.form.hasPrefix("JSON"), "\(kind)")
        #expect(needs == Self.needsOfWords, "\(kind)")
        continue
      }
      #expect(
        said.contains("data of ") || said.contains("are for relation-classification")
          || said.contains("parted by tabs, none of them of tags") || said.contains("is CSV, "),
        "\(kind): \(said)")
    }
  }

  /// A format that is known by its name is named by all, though its words have tags.
  @Test func whatIsReadByNoneIsNamedAlike() {
    let text =
      "#id=1\n#text=Ada left\n1\tAda\tB-PER\n2\tleft\tO\n\n#id=2\n#text=Bo met Tom\n1\tBo\tB-PER\n"
      + "2\tmet\tO\n3\tTom\tB-PER\n"
    for (kind, _, read) in Self.tasks {
      for requiresLabels in [true, false] {
        // Tasks of texts add how its lines are read as text.
        #expect(
          read(text, requiresLabels).hasPrefix(
            "sample: is WebAnno's TSV 2, which is not read; export CoNLL 2002 there"), "\(kind)")
      }
    }
  }

  @Test func textsOfOthersAreAnswered() throws {
    let text =
      "{\"text\": \"Ada met Tom\", \"head\": \"Ada\", \"tail\": \"Tom\", \"label\": \"met\"}\n"
    let source = try SourceText(bytes: Array((text + text).utf8), file: "sample")
    let texts = try SequenceClassificationTask.read(source, .init(), requiresLabels: false)
    #expect(texts.examples.map(\.text) == ["Ada met Tom", "Ada met Tom"])
    #expect(
      texts.notes.contains(
        "sample: is JSON of texts with two spans, data of relation-classification, whose texts alone are read"
      ))
    let words = try NamedEntityRecognitionTask.read(source, .init(), requiresLabels: false)
    #expect(
      words.notes.contains(
        "sample: is data of relation-classification, whose texts and words alone are read"))
  }

  @Test func whatIsMeantIsRead() throws {
    let table = try SourceText(
      bytes: Array("Ada\tB-PER\nleft\tO\n\nTom\tB-PER\n".utf8), file: "sample")
    let needs = "sequence-classification needs texts, or pairs of texts, with a label of each"
    #expect(
      message { try SequenceClassificationTask.read(table, .init(), requiresLabels: false) }
        == "sample: is a table of words and tags, data of named-entity-recognition; \(needs) (to read its lines "
        + "as text, set data.format to text)")
    var data = TextDataSettings()
    data.columns = TextColumns(text: .number(0), label: .number(1))
    let texts = try SequenceClassificationTask.read(table, data, requiresLabels: true)
    #expect(texts.examples.map(\.text) == ["Ada", "left", "Tom"])
    let messages = try SourceText(
      bytes: Array("A long text\tgood\nOne more text\tbad\nThe last text\tbad\n".utf8),
      file: "sample")
    var columns = EntityDataSettings()
    columns.columns.word = 0
    columns.columns.label = 1
    let words = try TokenClassificationTask.read(messages, columns, requiresLabels: true)
    #expect(words.sentences.map(\.tags) == [["good", "bad", "bad"]])
  }

  /// Classes that look a little like tags, and texts that look a little like words.
  @Test(arguments: [
    "a nice film\tO\nnot for me\tB\nso so\tO\n",
    "apple\tfruit\nbus\tvehicle\npear\tfruit\ncar\tvehicle\n",
    "yes\tgood\n\nno\tbad\n\nwell\tgood\n", "text\tlabel\nI\tgood\nO dear\tbad\n",
    "sentence1\tsentence2\tlabel\nA.\tB.\tO\nC.\tD.\tO\nE f.\tG h.\tB\n",
  ])
  func classesAreRead(text: String) throws {
    let source = try SourceText(bytes: Array(text.utf8), file: "sample")
    let corpus = try SequenceClassificationTask.read(source, .init(), requiresLabels: true)
    #expect(corpus.examples.count > 1)
  }
}
