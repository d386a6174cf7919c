import Foundation
import LukeJSON
import LukeTasks
import LukeTestSupport
import LukeTraining
import Testing

/// Pieces of the page on a run.
@Suite struct ReportPieceTests {
  @Test func textIsNoMarkup() {
    #expect(
      HTMLText.escaped("<script>alert(\"a\" & 'b')</script>\u{0}\u{1B}é\n")
        == "&lt;script&gt;alert(&quot;a&quot; &amp; &#39;b&#39;)&lt;/script&gt;\u{FFFD}\u{FFFD}é\n")
  }

  @Test(arguments: [
    ([0.0, 1.0], [0, 0.2, 0.4, 0.6, 0.8, 1]), ([3.0, 47], [10, 20, 30, 40]),
    ([0.0, 3e-5], [0, 5e-6, 1e-5, 1.5e-5, 2e-5, 2.5e-5, 3e-5]),
    ([-1.0, 1], [-1, -0.5, 0, 0.5, 1]),
  ])
  func ticksAreRound(values: [Double], expected: [Double]) {
    let ticks = Scale(values, to: 0...100).ticks
    #expect(ticks.count == expected.count)
    #expect(zip(ticks, expected).allSatisfy { abs($0 - $1) < 1e-9 }, "\(ticks)")
  }

  /// One value, no value and values that are none have a place, too.
  @Test func oddValuesHavePlaces() {
    #expect(Scale([5, 5], to: 0...100).place(5) == 50)
    #expect(Scale([0], to: 0...100).place(0) == 50)
    #expect(!Scale([5, 5], to: 0...100).ticks.isEmpty)
    #expect(Scale([0, 0], to: 0...100).ticks == [-1, -0.5, 0, 0.5, 1])
    let empty = LinePlot(title: "loss", curves: [.init(name: "loss", points: [])])
    #expect(empty.figure == "")
    let gap = LinePlot(
      title: "loss", curves: [.init(name: "loss", points: [(1, .nan), (2, 3), (3, .infinity)])])
    #expect(gap.figure.contains("<circle") && !gap.figure.contains("\"nan"))
  }

  /// However long a run is, its plot is small.
  @Test func manyPointsAreThinned() {
    let points = (0..<100_000).map { (x: Double($0), y: Double($0 % 7)) }
    let plot = LinePlot(title: "loss", curves: [.init(name: "loss", points: points)])
    #expect(plot.figure.utf8.count < 20_000)
  }

  /// The log of a long run makes curves; a line that was broken off is passed over.
  @Test func logsOfLongRunsAreRead() throws {
    let folder = try TemporaryFolder()
    var (metrics, timings) = ("", "")
    for step in 1...100_000 {
      metrics +=
        #"{"step":\#(step),"loss":0.5,"word_loss":0.25,"learning_rate":0.001,"gradient_norm":2}"#
        + "\n"
      if step % 1000 == 0 {
        metrics +=
          #"{"step":\#(step),"split":"validation","f1":0.5,"loss":0.25,"PER/f1":0.5}"# + "\n"
      }
      timings +=
        #"{"step":\#(step),"seconds":0.25,"words_per_second":4000,"resident_bytes":2000000000}"#
        + "\n"
    }
    metrics += #"{"step":100000,"notice":"slow","text":"It is slow."}"# + "\n"
    metrics += #"{"step":100001,"loss":0."#
    timings += #"{"work":"saving","seconds":3,"resident_bytes":1}"# + "\n"
    try metrics.write(toFile: folder.path + "/metrics.jsonl", atomically: false, encoding: .utf8)
    try timings.write(toFile: folder.path + "/timings.jsonl", atomically: false, encoding: .utf8)
    let history = RunHistory(folder.path)
    let losses = history.curve("loss")
    #expect(losses.count == 100_000)
    #expect(losses.last?.x == 100_000 && losses.allSatisfy { $0.y == 0.5 })
    let scores = history.scores("validation", "f1")
    #expect(scores.count == 100 && scores[0].x == 1000 && scores.allSatisfy { $0.y == 50 })
    #expect(history.scores("validation", "loss").first?.y == 0.25)
    #expect(history.scores("test", "f1").isEmpty && history.curve("f1").isEmpty)
    #expect(history.lossParts == ["word_loss"])
    #expect(history.notices == ["It is slow."])
    #expect(history.speed.count == 100_000 && history.memory.count == 100_000)
    #expect(history.memory.last?.y == 2)
    #expect(history.seconds.map(\.work) == ["steps", "saving"])
    #expect(history.seconds.map(\.seconds) == [25_000, 3])
    let marked = LinePlot(
      title: "loss", curves: [.init(name: "loss", points: losses, hasMarks: true)])
    #expect(marked.figure.utf8.count < 120_000)
    #expect(RunHistory(folder.path + "/nowhere").curve("loss").isEmpty)
  }

  /// A point stands at its numbers, on axes that are alike, and a line where both numbers are the same.
  @Test func answeredNumbersArePlotted() {
    let plot = ScatterPlot(
      title: "score", points: [(0, 5), (5, 0), (2.5, 2.5), (.nan, 1), (1, .infinity)])
    #expect(plot.drawn.count == 3)
    for part in [
      "<circle r=\"3\" cx=\"70.0\" cy=\"12.0\"/>", "<circle r=\"3\" cx=\"466.0\" cy=\"390.0\"/>",
      "<circle r=\"3\" cx=\"268.0\" cy=\"201.0\"/>", "d=\"M70.0 390.0L466.0 12.0\"",
      "text-anchor=\"middle\">5</text>", "dominant-baseline=\"middle\">5</text>", ">annotated<",
      ">answered<",
    ] { #expect(plot.figure.contains(part), "\(part)") }
    #expect(ScatterPlot(title: "score", points: [(.nan, 1)]).figure == "")
    #expect(
      ScatterPlot(title: "score", points: [(2, 2)]).figure.contains("cx=\"268.0\" cy=\"201.0\""))
  }

  /// Of very many points as many are drawn as can be told apart: from all over, and the same every time.
  @Test func someOfManyPointsAreDrawn() {
    let points = (0..<100_000).map { (gold: Double($0), answer: Double($0 % 7)) }
    let plot = ScatterPlot(title: "score", points: points)
    #expect(plot.drawn.count == ScatterPlot.mostPoints)
    #expect(zip(plot.drawn, plot.drawn.dropFirst()).allSatisfy { $0.gold < $1.gold })
    let early = plot.drawn.count { $0.gold < 50_000 }
    #expect((900...1100).contains(early))
    let again = ScatterPlot(title: "score", points: points)
    #expect(plot.figure == again.figure && plot.figure.utf8.count < 120_000)
  }

  @Test func numbersThatAreFarthestOffComeFirst() throws {
    let lines = try [
      #"{"score": 2.5, "text": "near", "gold": 2.75, "correct": null, "file": "a.tsv", "line": 2}"#,
      #"{"score": 0.123456, "text": "far", "gold": 5, "correct": null, "file": "a.tsv", "line": 3}"#,
      #"{"score": 1, "text": "there", "gold": 1, "correct": null}"#,
      #"{"score": 1, "text": "unknown", "gold": null, "correct": null}"#,
    ].map { try JSONParser.parse(Array($0.utf8)) }
    let scores: [TaskScores.Value] = [
      .init(name: "pearson", value: 0.5), .init(name: "spearman", value: -0.25),
    ]
    let numbers = NumberAnswers(lines, split: "test", scores: scores)
    #expect(
      numbers.plot.contains(">3 examples of the test data, on average 1.71 off; on the line "))
    #expect(numbers.plot.contains("<span class=\"legend\">Pearson 50.00, Spearman -25.00</span>"))
    #expect(!numbers.plot.contains("are drawn"))
    let errors = numbers.errors.components(separatedBy: "<div class=\"example\">")
    #expect(errors.count == 3)
    #expect(errors[1].contains("a.tsv:3") && errors[1].contains("answered</span>0.123</div>"))
    #expect(errors[2].contains("annotated</span>2.75</div>"))
    let many = (0..<3000).map { number in
      JSONValue.object(["score": .integer(number), "gold": .double(Double(number) + 0.5)])
    }
    #expect(
      NumberAnswers(many, split: "validation", scores: []).plot.contains(
        " is what is annotated. 2000 of them are drawn.</p>"))
    let none = NumberAnswers([.object(["text": .string("x")])], split: "test", scores: scores)
    #expect(none.plot == "" && none.errors == "")
  }

  @Test(arguments: [
    (0.0, "0"), (0.25, "0.25"), (1200, "1200"), (2.5e-5, "2.5e-05"), (2e-5, "2e-05"),
    (3e6, "3e+06"), (12.5, "12.5"), (1, "1"),
    (3.14159, "3.14"), (100, "100"),
  ])
  func numbersAreShort(value: Double, text: String) {
    #expect(LinePlot.short(value) == text)
  }

  private func page(_ line: String) throws -> String {
    ReportExample(try JSONParser.parse(Array(line.utf8)), labels: ["head", "tail", "PER"]).page
  }

  /// Spans are in Unicode scalars; of two that overlap the first is marked, and one behind the end is not.
  @Test func spansAreMarked() throws {
    let page = try page(
      #"""
      {"text": "👩‍💻 Ada <b>", "entities": [{"start": 4, "end": 7, "label": "PER", "score": 0.9},
       {"start": 5, "end": 8, "label": "PER"}, {"start": 50, "end": 60, "label": "PER"}],
       "gold": [], "correct": false, "file": "a.conll", "line": 7}
      """#)
    #expect(page.contains("a.conll:7"))
    #expect(page.contains("annotated</span>👩‍💻 Ada &lt;b&gt;</div>"))
    #expect(
      page.contains(
        "found</span>👩‍💻 <mark class=\"c2\">Ada<sub>PER</sub></mark> &lt;b&gt;</div>"))
  }

  @Test func relationsAndLabelsAreShown() throws {
    let relation = try page(
      #"""
      {"text": "Ada met Bo", "head": {"start": 0, "end": 3}, "tail": {"start": 8, "end": 10},
       "relation": "knows", "score": 0.5, "gold": "met", "correct": false}
      """#)
    #expect(relation.contains(">Ada<sub>head</sub></mark> met <mark"))
    #expect(relation.contains("annotated</span>met</div>"))
    #expect(relation.contains("answered</span>knows</div>"))
    let several = try page(
      #"{"text": "x", "labels": [{"label": "a"}, {"label": "b"}], "gold": [], "correct": false}"#)
    #expect(several.contains("answered</span>a, b</div>"))
    #expect(several.contains("annotated</span>–</div>"))
  }
}
