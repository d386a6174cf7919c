import LukeData
import LukeTestSupport
import Testing

/// BioC's collections, written in the tests.
@Suite struct BioCReaderTests {
  private func notes(_ corpus: AnnotatedCorpus) -> [String] {
    corpus.notes.filter { !$0.contains("the first sentence reads") }
  }

  private static func annotation(
    _ id: Int, _ type: String?, _ places: [(Int, Int)], _ text: String
  ) -> String {
    "<annotation id='\(id)'>" + (type.map { "<infon key=\"type\">\($0)</infon>" } ?? "")
      + places.map { "<location offset='\($0.0)' length='\($0.1)' />" }.joined()
      + "<text>\(text)</text></annotation>"
  }

  private static func collection(_ passages: String..., head: String = "") -> String {
    """
    <?xml version='1.0' encoding='UTF-8'?>\(head)
    <collection><source>x</source><date/><key/>
    <document><id>7</id>
    \(passages.joined(separator: "\n"))
    </document></collection>

    """
  }

  private static let title =
    "<passage><infon key=\"type\">title</infon><offset>0</offset><text>Ada &amp; Bo 😀 left</text>"
    + annotation(0, "PER", [(0, 3)], "Ada") + "</passage>"

  @Test func placesAreThoseOfTheDocument() throws {
    let text = Self.collection(
      Self.title,
      "<passage><offset>16</offset><text>Oslo in Norway.</text>"
        + Self.annotation(1, "LOC", [(16, 4)], "Oslo")
        + Self.annotation(2, "LOC", [(16, 4), (24, 6)], "Oslo Norway")
        + Self.annotation(3, "LOC", [], "") + "</passage>",
      "<passage><offset>40</offset></passage>",
      "<relation id='R0'><infon key=\"type\">x</infon><node refid=\"0\" role=\"a\"/></relation>",
      head: "<!DOCTYPE collection SYSTEM 'BioC.dtd'>")
    let corpus = try read(text)
    #expect(corpus.layout.description == "BioC, UTF-8")
    #expect(corpus.sentences.map(\.text) == ["Ada & Bo 😀 left", "Oslo in Norway."])
    #expect(corpus.sentences.map(\.spans) == [["PER:0..<1"], ["LOC:0..<1"]])
    #expect(corpus.documents == [0..<2])
    #expect(corpus.sentences[0].identifier == .text("7"))
    #expect(
      notes(corpus) == [
        "sample: 1 annotation, in line 5, is of several parts, which no span of words can be, and left out",
        "sample: 1 annotation, in line 5, has no location, as those of whole documents, and is left out",
        "sample: 1 passage, in line 6, has no text and is left out",
        "sample: 1 relation, in line 7, is not read here: only entities are",
      ])
  }

  /// Offsets in UTF-16 are known by the text that stands beside them.
  @Test func otherUnitsAreNamed() throws {
    let passage =
      "<passage><offset>5</offset><text>😀 Ada left</text>"
      + Self.annotation(0, "PER", [(8, 3)], "Ada") + "</passage>"
    let corpus = try read(Self.collection(passage))
    #expect(corpus.sentences.map(\.spans) == [["PER:1..<2"]])
    #expect(
      notes(corpus) == [
        "sample: the offsets of 1 entity, the first in line 4, count UTF-16 code units, as its text "
          + "tells, and are read so"
      ])
    #expect(
      message {
        try read(
          Self.collection(
            "<passage><offset>0</offset><text>Ada left</text>"
              + Self.annotation(4, "PER", [(0, 2)], "Ada") + "</passage>"))
      }
        == "sample:4: \"annotation 4, line 4\": characters 0 to 2 are \"Ad\", not \"Ada\"; the end seems to "
        + "be that of the last character; offsets count Unicode code points, end exclusive")
  }

  @Test func sentencesOfPassages() throws {
    let corpus = try read(
      Self.collection(
        "<passage><offset>0</offset><sentence><offset>0</offset><text>Ada left.</text>"
          + Self.annotation(0, "PER", [(0, 3)], "Ada")
          + "</sentence><sentence><offset>10</offset><text>Bo stays.</text></sentence>"
          + Self.annotation(1, "PER", [(10, 2)], "Bo") + "</passage>"))
    #expect(corpus.sentences.map(\.spans) == [["PER:0..<1"], ["PER:0..<1"]])
  }

  private static let jsonPassages =
    #""passages": [{"offset": 0, "infons": {}, "text": "Ada left", "annotations": [{"id": "1", "#
    + #""infons": {"type": "PER"}, "text": "Ada", "locations": [{"offset": 0, "length": 3}]}]}, "#
    + #"{"offset": 9, "text": "Oslo", "annotations": []}], "relations": []"#

  @Test(arguments: [
    #"{"source": "x", "documents": [{"id": "7", \#(jsonPassages)}]}"#,
    #"[{"documents": [{"id": "7", \#(jsonPassages)}]}]"#,
    #"{"PubTator3": [{"_id": "7|x", "id": "7", \#(jsonPassages)}]}"#,
    "{\n  \"documents\": [\n    {\"id\": 7,\n \(jsonPassages)}\n  ]\n}\n",
    #"{"id": "7", \#(jsonPassages)}"#,
  ])
  func json(text: String) throws {
    let corpus = try read(text)
    #expect(corpus.layout.format == .bioc)
    #expect(corpus.sentences.map(\.spans) == [["PER:0..<1"], []])
    #expect(corpus.documents == [0..<2])
    #expect(corpus.sentences[0].identifier == .text("7"))
  }

  @Test func documentsInLines() throws {
    let line = #"{"id": "7", \#(Self.jsonPassages)}"#
    let corpus = try read("\(line)\n\(line)\n")
    #expect(corpus.documents == [0..<2, 2..<4])
    #expect(corpus.sentences.map(\.location.line) == [1, 1, 2, 2])
  }

  @Test(arguments: [
    (
      "<passage><offset>x</offset><text>Ada</text></passage>",
      "sample:4: <offset>: \"x\" is no whole number"
    ),
    ("<passage><text>Ada</text></passage>", "sample:4: <offset> is missing"),
    (
      "<passage><offset>0</offset><text>Ada</text><annotation id='9'><location offset='0'/></annotation></passage>",
      "sample:4: length is missing"
    ),
    (
      "<passage><offset>0</offset><text>Ada</text>" + annotation(9, nil, [(0, 3)], "Ada")
        + "</passage>",
      "sample:4: the annotation \"9\" has no infon \"type\", which would be its entity type"
    ),
    (
      "<passage><offset>0</offset><text>Ada &who;</text></passage>",
      "sample:4: \"&who;\" stands for nothing that the file says; write the character"
    ),
    (
      "<passage><offset>0</offset><text>Ada</passage>",
      "sample:4: is not valid XML: Opening and ending tag mismatch: text line 4 and passage"
    ),
  ])
  func faults(passage: String, expected: String) {
    #expect(
      message {
        try read(Self.collection(passage, head: "<!DOCTYPE collection SYSTEM 'BioC.dtd'>"))
      } == expected)
  }

  /// A few lines that would stand for gigabytes are never expanded, and no file is looked into.
  @Test func entitiesAreNotExpanded() {
    let head =
      "<!DOCTYPE collection SYSTEM 'BioC.dtd' [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;&a;'>"
      + "<!ENTITY c SYSTEM 'file:///etc/hostname'>]>"
    let passage = "<passage><offset>0</offset><text>&b;&c;</text></passage>"
    #expect(
      message { try read(Self.collection(passage, head: head)) }
        == "sample:1: declares the entity \"a\"; entities of a file's own are not expanded, write what "
        + "they stand for")
  }

  @Test func aFileThatIsCutOffIsNamed() {
    let text = Self.collection(Self.title)
    #expect(
      message { try read(String(text.prefix(text.count - 40))) }
        .hasPrefix("sample:4: is not valid XML: "))
    #expect(
      message { try read(#"{"documents": [{"id": 1, "passages": [{"text": "Ada"}]}]}"#) }
        == "sample:1: key \"offset\" is missing")
    #expect(
      message {
        try read(#"{"documents": [{"passages": [{"offset": "x", "text": "Ada"}]}, {"a": 1}]}"#)
      }
        == "sample:1: \"offset\": expected a whole number\nsample:1: is neither a collection of BioC's "
        + "with \"documents\" nor a document with \"passages\"")
  }
}
