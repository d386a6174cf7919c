import LukeData
import LukeTestSupport
import Testing

/// Tables whose columns are not known, or are not one each.
@Suite struct ColumnMessageTests {
  private static let keys =
    "; name the columns in data.columns.question, data.columns.context and data.columns.answer, or count "
    + "them from 0 with data.header false where the row names none"

  @Test(arguments: [
    "frage,absatz,antwort\nWho?,Ada left.,Ada\nWho?,Bo left.,Bo\n",
    "frage,absatz,antwort\n\"Who, then?\",Ada left.,Ada\n",
  ])
  func questions(text: String) {
    #expect(
      message { try readQuestions(text) }
        == "sample: is CSV without a column that is known to hold questions and their texts; its first row "
        + "is \"frage\", \"absatz\", \"antwort\"" + Self.keys)
  }

  @Test func oneRowOfMarkedTextIsRead() throws {
    let row = "<e1>Ada</e1> left <e2>Oslo</e2>,left\n"
    #expect(try readRelations("text,relation\n" + row).examples.map(\.relation) == ["left"])
  }

  @Test func aRowThatLacksAMarkIsNamed() {
    let row = "<e1>Ada</e1> left <e2>Oslo</e2>,left\n"
    #expect(
      message { try readRelations("text,relation\n\(row)<e1>Bo</e1> left Oslo</e2>,left\n") }
        == "sample:3: the sentence has no <e2>")
  }

  // MARK: Names that are given twice

  private func texts(_ text: String, _ columns: TextColumns = TextColumns()) throws -> TextCorpus {
    var options = TextDataOptions()
    options.columns = columns
    return try TextDataReader.read(SourceText(bytes: Array(text.utf8), file: "sample"), options)
  }

  @Test func columnsOfTheSameName() throws {
    let text = "text,label,label\ngood,a,pos\nbad,b,neg\n"
    #expect(
      message { try texts(text) }
        == "sample: two columns are named \"label\", 1 and 2, counted from 0; rename one of them, or name "
        + "columns by their numbers in data.columns")
    let numbered = TextColumns(text: .number(0), label: .number(2))
    #expect(try texts(text, numbered).examples.map(\.labels) == [["pos"], ["neg"]])
    // What nobody reads may be called alike.
    #expect(try texts("text,label,x,x\ngood,a,1,2\nbad,b,1,2\n").examples.count == 2)
  }
}
