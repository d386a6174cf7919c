import Foundation
import LukeData
import LukeTasks
import LukeTraining
import Testing

/// What is shown of what was found.
@Suite struct DataReportTests {
  private func report(
    _ data: CheckedData = CheckedData(kind: "token-classification", splits: []),
    _ findings: [Finding] = [], from folder: String = "/data"
  ) -> DataReport { DataReport("r.json", data, findings, from: folder) }

  @Test func nothingIsWrong() throws {
    #expect(
      report().lines == [
        "r.json: token-classification", "", "nothing found that is wrong",
      ])
    try report().throwIfAnyError()
  }

  /// What is said of several places is said once, with the first of them.
  @Test func theSameOfSeveralPlacesIsOneFinding() {
    func odd(_ file: String, _ line: Int) -> Finding {
      Finding(
        "odd", .warning, at: [.init(file: "/data/\(file)", line: line)], "is odd", remedy: "mend it"
      )
    }
    let many = (1...7).map { odd("a.tsv", $0) }
    #expect(
      report(.init(kind: "k", splits: []), many).lines == [
        "r.json: k", "", "1 warning",
        "warning: a.tsv:1: is odd; mend it (also in lines 2, 3, 4, 5 and 2 more)",
      ])
    let elsewhere = report(.init(kind: "k", splits: []), [odd("a.tsv", 1), odd("b.tsv", 2)])
    #expect(elsewhere.lines.last == "warning: a.tsv:1: is odd; mend it (also in b.tsv:2)")
  }

  /// A file that is not there ends it as it would end training.
  @Test func missingFilesHaveTheirStatus() {
    let missing = Finding("missing_file", .error, "data.test: no such file")
    let faults = [Finding("unreadable", .error, file: "a.tsv", "is empty"), missing]
    let error = #expect(throws: TrainingError.self) {
      try report(.init(kind: "k", splits: []), faults).throwIfAnyError()
    }
    #expect(
      error
        == .missing("r.json: 2 errors, for which the data would not be trained on"))
  }

  /// Whatever is refused has something to do.
  @Test func faultsOfReadersHaveRemedies() {
    let faults = [
      DataFault(.init(file: "a.tsv", line: 2), "tag \"B_X\" is none; did you mean \"B-X\"?"),
      DataFault(.init(file: "a.tsv", line: 3), "1 column where the other rows have 2"),
    ]
    let found =
      Finding.faults(
        of: DataError.malformed(faults: faults, count: 2), "unreadable", in: ["a.tsv"])
      + Finding.faults(
        of: DataError.unsuitable(file: "a.tsv", reason: "is empty"), "unreadable", in: ["a.tsv"])
      + [
        Finding("missing_file", .error, "data.test: t: no such file"),
        Finding("reading", .note, "so it is"),
      ]
    let json = report(.init(kind: "k", splits: []), found).json
    let remedies = json.matches(of: /"to_do":(null|"(?:[^"\\]|\\.)*")/).map { String($0.1) }
    #expect(
      remedies == [
        #""did you mean \"B-X\"?""#,
        #""mend this place; data.bad_records \"skip\" leaves out records that cannot be read""#,
        #""mend the file, or name another one""#, #""put it there, or name another file""#, "null",
      ])
    // People read it as it was said.
    #expect(found[0].description == "a.tsv:2: tag \"B_X\" is none; did you mean \"B-X\"?")
  }

  /// The worst comes first, and of many of a kind some are shown.
  @Test func findingsAreInOrderAndCapped() {
    let many = (1...7).map {
      Finding(
        "odd", .warning, at: [LukeData.SourceLocation(file: "/data/a.tsv", line: $0)],
        "is odd by \($0)")
    }
    let report = report(
      .init(kind: "k", splits: []),
      [Finding("said", .note, "so it is")] + many + [
        Finding("bad", .error, file: "/data/a.tsv", "is bad in /data/b.tsv"),
        Finding("other", .warning, "is another kind"),
      ])
    #expect(
      report.lines == [
        "r.json: k", "", "1 error, 8 warnings, 1 note", "error: a.tsv: is bad in b.tsv",
        "warning: a.tsv:1: is odd by 1", "warning: a.tsv:2: is odd by 2",
        "warning: a.tsv:3: is odd by 3", "warning: a.tsv:4: is odd by 4",
        "warning: a.tsv:5: is odd by 5", "  … and 2 more of this kind, the first in a.tsv:6",
        "warning: is another kind", "note: so it is",
      ])
    #expect(report.count(.warning) == 8)
    let error = #expect(throws: TrainingError.self) { try report.throwIfAnyError() }
    #expect(
      error?.lines == ["r.json: 1 error, for which the data would not be trained on"])
  }

  /// A table of labels, lengths, and the first example with its tags below its words, however wide these are.
  @Test func whatWasReadIsShown() {
    var train = CheckedData.File("/data/train.tsv")
    train.description = "2 sentences, 3 entities (PER 2, LOC 1); CoNLL, UTF-8"
    train.overview.unit = "sentence"
    train.overview.layout = [("format", "CoNLL"), ("encoding", "UTF-8")]
    let place = LukeData.SourceLocation(file: "/data/train.tsv", line: 4)
    for label in ["PER", "PER", "LOC"] { train.overview.add(label: label, at: place) }
    var first = ShownExample(at: place)
    first.words = ["東京", "は", "広い", "e\u{301}te\u{301}"]
    first.tags = [["B-LOC", "O", "O", "O"]]
    train.overview.first = first
    var test = CheckedData.File("/other/test.tsv")
    test.description = "1 sentence; CoNLL, UTF-8"
    test.overview.add(label: "ORG", at: place)
    var data = CheckedData.sample(("train", train), ("test", test))
    data.splits[1].isWhole = false
    var lengths = SubwordLengths()
    (lengths.passCount, lengths.subwordCount, lengths.longest) = (2, 25, 15)
    data.splits[0].subwords = lengths
    (data.maximumLength, data.unknownShare) = (64, 0.0123)
    #expect(
      report(data).lines.joined(separator: "\n") == """
        r.json: sequence-classification

        data.train
          train.tsv: 2 sentences, 3 entities
            format CoNLL; encoding UTF-8

        data.test
          /other/test.tsv: 1 sentence
            CoNLL, UTF-8
          not all files could be read

        label  train  test
        PER    2      0
        LOC    1      0
        ORG    0      1

        subwords of a pass (task.max_length 64); unknown: 1.23 %
                 mean  longest  passes
          train  12.5  15       2

        the first example as it was understood (train.tsv:4)
          東京   は  広い  e\u{301}te\u{301}
          B-LOC  O   O     O

        nothing found that is wrong
        """)
  }

  @Test func partsOfAnExampleAreNamed() {
    var file = CheckedData.File("a.tsv")
    file.description = "1 example, 1 label; CSV"
    var first = ShownExample(at: LukeData.SourceLocation(file: "a.tsv", line: 2))
    first.add("text", "one\ntwo " + String(repeating: "word ", count: 80))
    first.add("second text", nil)
    first.add("label", "day")
    file.overview.first = first
    let lines = report(.sample(("train", file))).lines
    let start = lines.firstIndex { $0.hasPrefix("the first example") } ?? 0
    #expect(lines[start + 1].hasPrefix("  text: one\\ntwo word word "))
    #expect(lines[start + 2].hasPrefix("    word word "))
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(lines.contains("  label: day") && lines.contains { $0.hasSuffix("…") })
  }

  @Test func oneObjectOfJSON() throws {
    var data = CheckedData.sample(("train", .texts("/data/a.tsv", ("it is up", "day"))))
    data.maximumLength = 64
    let finding = Finding(
      "odd", .warning,
      at: [
        LukeData.SourceLocation(file: "/data/a.tsv", line: 3),
        LukeData.SourceLocation(file: "/data/a.tsv", line: 5),
      ],
      "is odd", remedy: "mend it")
    #expect(
      report(data, [finding]).json
        == #"{"recipe":"r.json","task":"sequence-classification","splits":[{"split":"data.train","files":"#
        + #"[{"file":"a.tsv","unit":"example","examples":1,"documents":null,"found":"","layout":{}}],"#
        + #""labels":{"day":1},"subwords":null}],"first_example":null,"max_length":64,"unknown_share":null,"#
        + #""errors":0,"warnings":1,"notes":0,"findings":[{"kind":"odd","severity":"warning","file":"a.tsv","#
        + #""line":3,"column":null,"what":"is odd","to_do":"mend it","others":[{"file":"a.tsv","line":5}],"#
        + #""more":0}]}"#)
  }
}
