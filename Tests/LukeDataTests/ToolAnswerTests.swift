import LukeData
import LukeTestSupport
import Testing

/// What is written for labelling tools is read back as it was.
@Suite struct ToolAnswerTests {
  private let sentences = [
    AnnotatedSentence(
      text: "😀 Ada Byron left New_York.", document: 0,
      location: SourceLocation(file: "x", line: 1)),
    AnnotatedSentence(
      words: ["Nothing", "here"], document: 1, location: SourceLocation(file: "x", line: 2)),
  ]
  private let entities = [
    [
      FoundEntity(words: 1..<3, label: "PER", score: 0.5),
      FoundEntity(words: 4..<7, label: "LOC_X", score: 0.25),
    ], [],
  ]

  @Test(arguments: EntityAnswerFormat.allCases)
  func isReadBack(format: EntityAnswerFormat) throws {
    let lines = EntityAnswers.lines(sentences, entities, as: format)
    let corpus = try read(lines.joined(separator: "\n") + "\n")
    #expect(corpus.layout.format.rawValue == format.rawValue)
    #expect(corpus.sentences.map(\.words) == sentences.map(\.words))
    #expect(corpus.sentences.map(\.spans) == [["PER:1..<3", "LOC_X:4..<7"], []])
    if format != .conll {
      #expect(corpus.sentences[0].text == sentences[0].text)
    }
  }

  @Test func doccano() {
    #expect(
      EntityAnswers.lines(sentences, entities, as: .doccano) == [
        #"{"text":"😀 Ada Byron left New_York.","label":[[2,11,"PER"],[17,25,"LOC_X"]],"scores":[0.5,0.25]}"#,
        #"{"text":"Nothing here","label":[]}"#,
      ])
  }

  @Test func labelStudioCountsUTF16() {
    #expect(
      EntityAnswers.lines([sentences[0]], [[entities[0][0]]], as: .labelStudio) == [
        "[",
        #"{"data":{"text":"😀 Ada Byron left New_York."},"predictions":[{"model_version":"luke-train","#
          + #""score":0.5,"result":[{"id":"entity1","from_name":"label","to_name":"text","type":"labels","#
          + #""value":{"start":3,"end":12,"text":"Ada Byron","labels":["PER"]},"score":0.5}]}]}"#,
        "]",
      ])
  }

  @Test func prodigyHasTokens() {
    #expect(
      EntityAnswers.lines([sentences[1]], [[FoundEntity(words: 0..<1, label: "X")]], as: .prodigy)
        == [
          #"{"text":"Nothing here","tokens":[{"text":"Nothing","start":0,"end":7,"id":0,"ws":true},"#
            + #"{"text":"here","start":8,"end":12,"id":1,"ws":false}],"#
            + #""spans":[{"start":0,"end":7,"token_start":0,"token_end":0,"label":"X"}]}"#
        ])
  }

  @Test func columnsMarkDocuments() {
    #expect(
      EntityAnswers.lines(sentences, entities, as: .conll, marksDocuments: true) == [
        "-DOCSTART-\tO", "", "😀\tO", "Ada\tB-PER", "Byron\tI-PER", "left\tO", "New\tB-LOC_X",
        "_\tI-LOC_X", "York\tI-LOC_X", ".\tO", "", "-DOCSTART-\tO", "", "Nothing\tO", "here\tO", "",
      ])
  }

  @Test func webAnno() {
    #expect(
      EntityAnswers.lines([sentences[1]], [[FoundEntity(words: 0..<2, label: "X|Y")]], as: .webanno)
        == [
          "#FORMAT=WebAnno TSV 3.3",
          "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value", "", "",
          "#Text=Nothing here", "1-1\t0-7\tNothing\t*[1]\tX\\|Y[1]\t",
          "1-2\t8-12\there\t*[1]\tX\\|Y[1]\t", "",
        ])
  }
}
