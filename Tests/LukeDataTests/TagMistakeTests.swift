import LukeData
import LukeTestSupport
import Testing

/// Tags that are none are no types.
@Suite struct TagMistakeTests {
  /// A type that is written in two ways is meant as it is mostly written.
  @Test func theTypeIsWrittenAsMostAre() {
    func fault(_ text: String) -> String { message { try read(text) } }
    let often = String(repeating: "a B-GS\nb O\n\n", count: 4)
    #expect(
      fault(often + "c b-gs\n")
        == "sample:13: tag \"b-gs\" is not O, or a prefix such as B- or I- and a type; did you mean \"B-GS\"?"
    )
    #expect(fault(often + "c I-gs\n\nd b_gs\nd B_gs\n").contains("did you mean \"B-GS\"?"))
    #expect(fault(often + "c b-gx\n").hasSuffix("did you mean \"B-gx\"?"))
    let bare = String(repeating: "a GS\nb O\n\n", count: 4)
    #expect(
      fault(bare + "c b-gs\n")
        == "sample:13: tag \"b-gs\" cannot name an entity type; did you mean \"GS\"?")
  }

  private func fault(_ tags: String...) -> String {
    message { try read(tags.map { "w\t\($0)\n" }.joined()) }
  }

  @Test(arguments: [
    ("0", "O"), ("o", "O"), ("B_PER", "B-PER"), ("PER-B", "B-PER"), ("PER_I", "I-PER"),
    ("b-per", "B-per"), ("B:PER", "B-PER"), ("I/LOC", "I-LOC"), ("B.ORG", "B-ORG"),
  ])
  func whatWasMeantIsSaid(tag: String, meant: String) {
    #expect(
      fault("B-LOC", "O", tag)
        == "sample:3: tag \"\(tag)\" is not O, or a prefix such as B- or I- and a type; did you mean \"\(meant)\"?"
    )
    // Where types stand alone, a type that the file has is meant.
    let type = meant.hasSuffix("LOC") ? "LOC" : meant
    #expect(
      fault("LOC", "O", tag)
        == "sample:3: tag \"\(tag)\" cannot name an entity type; did you mean \"\(type)\"?")
    #expect(fault(tag, "O", tag) != "no error")
    #expect(fault(tag, tag) != "no error")
  }

  @Test(arguments: ["B-", "I-", "B-O", "B--", "I-_", "PER", "_", "-"])
  func amongPrefixes(tag: String) {
    #expect(
      fault("B-LOC", "O", tag)
        == "sample:3: tag \"\(tag)\" is not O, or a prefix such as B- or I- and a type")
  }

  @Test(arguments: ["_", "-", "*", "?", "…"])
  func amongTypes(tag: String) {
    #expect(fault("LOC", "O", tag) == "sample:3: tag \"\(tag)\" cannot name an entity type")
  }

  @Test(arguments: ["B-a,B-b", "B-a|I-b", "B-a;B-b", "I-a,I-b,I-c"])
  func oneWordHasOneTag(tag: String) {
    #expect(
      fault("B-LOC", "O", tag) == "sample:3: tag \"\(tag)\" is several tags; keep one of them")
  }

  @Test func aTagMayNotBeEmpty() {
    #expect(
      message {
        _ = try read("a\tx\tB-X\nb\t\tO\n", .init(columns: .init(label: 1)))
      }
        == "sample:2: the tag is empty")
  }

  @Test func blanksAroundTagsAreLeftOutAndSaid() throws {
    let corpus = try read("a\t B-PER\nb\tI-PER\u{200B}\nc\tO\u{A0}\nd\tB-PER\n")
    #expect(corpus.sentences[0].spans == ["PER:0..<2", "PER:3..<4"])
    #expect(
      corpus.notes.first
        == "sample: 3 tags begin or end with blanks, which are left out; the first in line 1")
    let records = try read(#"{"tokens": ["a", "b"], "tags": ["O", "B-X "]}"#)
    #expect(records.sentences[0].spans == ["X:1..<2"])
    #expect(
      records.notes.first
        == "sample: 1 tag, in line 1, begins or ends with blanks, which are left out")
  }

  @Test func typesNeedAnO() throws {
    #expect(
      fault("NNP", "VBZ", "DT")
        == "sample:1: no word has the tag O, so \"NNP\", \"VBZ\", \"DT\" are hardly entity tags; set "
        + "data.columns.label to their column, or data.tag_scheme to io if they are types; task.kind "
        + "token-classification learns tags of anything")
    let types = try read("a B_x\nb y\n", EntityDataOptions(tagScheme: .io))
    #expect(types.sentences[0].spans == ["B_x:0..<1", "y:1..<2"])
  }

  @Test func tagsOfRecordsAreCheckedAlike() {
    for (tags, fault) in [
      (#""O", "0""#, "sample:1: tag \"0\" cannot name an entity type; did you mean \"O\"?"),
      (
        #""B_PER", "O""#,
        "sample:1: tag \"B_PER\" cannot name an entity type; did you mean \"B-PER\"?"
      ),
      (#""B-", "O""#, "sample:1: tag \"B-\" cannot name an entity type"),
    ] {
      let line = "{\"tokens\": [\"a\", \"b\"], \"tags\": [\(tags)]}"
      #expect(message { try read(line) } == fault)
    }
    let label = #"{"text": "a b", "entities": [{"start": 0, "end": 1, "label": " PER"}]}"#
    #expect(
      message { try read(label) }
        == "sample:1: \"entities[0].label\": \" PER\" cannot name an entity type")
  }

  @Test func honestTypesStay() throws {
    for tag in ["e-mail", "creative-work", "PART", "B", "Person", "人名", "S-norm"] {
      #expect(try read("a O\nb \(tag)\nc O\n").sentences[0].entities.count == 1, "\(tag)")
    }
  }
}
