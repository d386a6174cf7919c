import Foundation
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

  @Test(arguments: EntityAnswerFormat.allCases.filter { !$0.isFolder })
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

  /// Documents that are marked have files of their own.
  @Test(arguments: [false, true])
  func brat(marksDocuments: Bool) throws {
    let files = EntityAnswers.files(
      sentences, entities, as: .brat, marksDocuments: marksDocuments)
    #expect(
      files.map(\.name)
        == (marksDocuments
          ? [
            "document-1.txt", "document-1.ann", "document-2.txt", "document-2.ann",
            "annotation.conf",
          ] : ["document-1.txt", "document-1.ann", "annotation.conf"]))
    #expect(
      files[1].lines == [
        "T1\tPER 2 11\tAda Byron", "#1\tAnnotatorNotes T1\tscore 0.5",
        "T2\tLOC_X 17 25\tNew_York", "#2\tAnnotatorNotes T2\tscore 0.25",
      ])
    #expect(
      files.last?.lines == [
        "[entities]", "LOC_X", "PER", "[relations]", "[events]", "[attributes]",
      ]
    )
    try withTemporaryFolder { folder in
      for file in files {
        let text = file.lines.map { $0 + "\n" }.joined()
        try Data(text.utf8).write(to: folder.appending(path: file.name))
      }
      let corpus = try EntityDataReader.read(file: folder.path)
      #expect(corpus.layout.format == .brat)
      #expect(corpus.sentences.map(\.text) == [sentences[0].text, "Nothing here"])
      #expect(corpus.sentences.map(\.spans) == [["PER:1..<3", "LOC_X:4..<7"], []])
      #expect(corpus.documents.count == (marksDocuments ? 2 : 1))
    }
  }

  @Test func pubTatorHasTitlesAndAbstracts() {
    var two = sentences
    two[1].document = 0
    #expect(
      EntityAnswers.lines(two, entities, as: .pubtator, marksDocuments: true) == [
        "1|t|😀 Ada Byron left New_York.", "1|a|Nothing here", "1\t2\t11\tAda Byron\tPER",
        "1\t17\t25\tNew_York\tLOC_X", "",
      ])
  }

  @Test func bioCIsEscaped() {
    let sentence = AnnotatedSentence(
      text: "R&D <x>\u{1}", location: SourceLocation(file: "x", line: 1))
    let lines = EntityAnswers.lines(
      [sentence], [[FoundEntity(words: 0..<3, label: "A\"B")]], as: .bioc)
    #expect(
      lines[3...] == [
        "<document><id>1</id>",
        "<passage><offset>0</offset><text>R&amp;D &lt;x&gt;\u{FFFD}</text>",
        "<annotation id=\"0-1\"><infon key=\"type\">A&quot;B</infon><location offset=\"0\" "
          + "length=\"3\"/><text>R&amp;D</text></annotation>",
        "</passage>", "</document>", "</collection>",
      ])
  }

  @Test func labelsThatCannotBeWritten() {
    #expect(
      EntityAnswerFormat.brat.reason(against: "A B")
        == "has a blank in it, which types of brat's have not")
    #expect(EntityAnswerFormat.bioc.reason(against: "A B") == nil)
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
