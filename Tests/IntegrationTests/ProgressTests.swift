import LukeTasks
import LukeTestSupport
import LukeTraining
import Testing
import luke_train

/// Output and clock that a test holds in its hands.
private final class Stage {
  var text = ""
  var time = 100.0

  func progress(_ style: TerminalProgress.Style) -> TerminalProgress {
    TerminalProgress(style: style, write: { self.text += $0 }, clock: { self.time })
  }
}

@Suite struct ProgressTests {
  private func step(_ step: Int, words: Int) -> RunEvent {
    .step(
      RunStep(step: step, totalSteps: 200, loss: 0.12345, learningRate: 4.5e-5, words: words))
  }

  @Test func aTerminalGetsOneLineThatIsRedrawn() {
    let stage = Stage()
    let progress = stage.progress(.terminal(width: 80))
    progress.observe(.started(step: 0, totalSteps: 200))
    stage.time += 1
    progress.observe(step(1, words: 1000))
    stage.time += 0.05
    progress.observe(step(2, words: 1100))
    stage.time += 0.95
    progress.observe(step(100, words: 5000))
    progress.observe(.note("epoch 1: f1 0.5"))
    progress.observe(.stepsEnded)
    #expect(
      stage.text
        == "step   1/200  loss 0.1235  rate 4.50e-05  1000 words/s  3 min 19 s left"
        + "\r\u{1B}[Kstep 100/200  loss 0.1235  rate 4.50e-05  2500 words/s  2 s left"
        + "\r\u{1B}[Kepoch 1: f1 0.5\n")
  }

  @Test func aNarrowTerminalGetsACutLine() {
    let stage = Stage()
    let progress = stage.progress(.terminal(width: 12))
    progress.observe(.started(step: 0, totalSteps: 200))
    stage.time += 1
    progress.observe(step(1, words: 1000))
    progress.observe(.stepsEnded)
    #expect(stage.text == "step   1/20\n")
  }

  /// A wide terminal has room for a bar, parts of the loss, scores and memory; a narrower one gives up what matters
  /// least.
  @Test(arguments: [
    (
      200,
      "[=========>          ]  step 100/200  loss 0.1235  (entities 0.0200, words 0.1000)  rate 4.50e-05  "
        + "5000 words/s  1 s left  f1 50.00 (best f1 75.00)  1.5 GB"
    ),
    (
      110,
      "step 100/200  loss 0.1235  rate 4.50e-05  5000 words/s  1 s left  f1 50.00 (best f1 75.00)"
    ),
    (62, "step 100/200  loss 0.1235  1 s left  f1 50.00 (best f1 75.00)"),
    (40, "step 100/200  loss 0.1235  1 s left"), (30, "step 100/200  loss 0.1235"),
  ])
  func aLineFitsItsTerminal(width: Int, line: String) {
    let stage = Stage()
    let progress = TerminalProgress(
      style: .terminal(width: 10), write: { stage.text += $0 }, clock: { stage.time },
      columns: { width }, memory: { 1_500_000_000 })
    progress.observe(.started(step: 0, totalSteps: 200))
    for f1 in [0.75, 0.5] {
      let score = TaskScores.Value(name: "f1", value: f1)
      progress.observe(
        .evaluation(
          RunEvaluation(
            step: 1, split: .validation,
            scores: TaskScores(deciding: score, values: [score], table: ""), fileChecksums: [])))
    }
    stage.text = ""
    stage.time += 1
    progress.observe(
      .step(
        RunStep(
          step: 100, totalSteps: 200, loss: 0.12345, parts: ["words": 0.1, "entities": 0.02],
          learningRate: 4.5e-5, words: 5000)))
    #expect(stage.text == line)
    #expect(stage.text.count < width)
  }

  /// Results go their own way; one that cannot is known at the end, and the work goes on.
  @Test func resultsAreKeptApart() {
    let stage = Stage()
    var (results, isBroken) = ("", false)
    let progress = TerminalProgress(
      style: .plain, write: { stage.text += $0 },
      writeResult: {
        if isBroken { throw GoldenError("full") }
        results += $0
      }, clock: { 0 })
    progress.observe(.warning("beware"))
    progress.observe(.summary("table"))
    #expect(stage.text == "beware\n" && results == "\ntable\n")
    #expect(throws: Never.self) { try progress.checkResults() }
    isBroken = true
    progress.observe(.finished(modelPath: "run/model.h5"))
    isBroken = false
    progress.observe(.summary("more"))
    #expect(results == "\ntable\n")
    #expect(throws: GoldenError.self) { try progress.checkResults() }
  }

  @Test func aPipeGetsPlainLinesAtIntervals() {
    let stage = Stage()
    let progress = stage.progress(.plain)
    progress.observe(.started(step: 100, totalSteps: 200))
    for number in 101...200 {
      stage.time += 0.25
      progress.observe(step(number, words: (number - 100) * 100))
    }
    progress.observe(.stepsEnded)
    #expect(
      stage.text == """
        step 101/200  loss 0.1235  rate 4.50e-05  400 words/s  25 s left
        step 141/200  loss 0.1235  rate 4.50e-05  400 words/s  15 s left
        step 181/200  loss 0.1235  rate 4.50e-05  400 words/s  5 s left
        step 200/200  loss 0.1235  rate 4.50e-05  400 words/s  0 s left

        """)
  }

  @Test func otherWorkDoesNotCountAsSteps() {
    let stage = Stage()
    let progress = stage.progress(.plain)
    progress.observe(.started(step: 0, totalSteps: 200))
    for activity in [RunActivity.scoring(.validation), .saving] {
      progress.observe(.began(activity))
      stage.time += 1000
      progress.observe(.ended(activity))
    }
    stage.time += 1
    progress.observe(step(100, words: 700))
    #expect(stage.text.hasSuffix("700 words/s  1 s left\n"))
  }

  /// Work that is told of before there are steps: its share, and what is left of its own time.
  @Test func workWithoutStepsShowsItsShare() {
    let stage = Stage()
    let progress = stage.progress(.terminal(width: 80))
    func tell(_ activity: RunActivity, _ done: Int, _ unit: RunProgress.Unit, _ details: String) {
      stage.time += 0.06
      progress.observe(
        .advanced(activity, RunProgress(done, of: 200, unit, details: details)))
    }
    progress.observe(.began(.readingText))
    tell(.readingText, 1, .bytes, "")
    stage.time += 0.94
    tell(.readingText, 20, .bytes, "7 documents, 30 links")
    tell(.readingText, 40, .bytes, "9 documents, 31 links")
    progress.observe(.ended(.readingText))
    progress.observe(.began(.countingLinks))
    tell(.countingLinks, 50, .blocks, "")
    stage.time += 1.94
    tell(.countingLinks, 100, .blocks, "")
    progress.observe(.ended(.countingLinks))
    progress.observe(.wrote(RunOutput("tokenizer", "300 tokens")))
    progress.observe(.wrote(RunOutput("corpus", contents: ["9 documents", "31 links"])))
    progress.observe(.wrote(RunOutput("train")))
    #expect(
      stage.text
        == "reading text   10 %  7 documents, 30 links  10 s left"
        + "\r\u{1B}[Kcounting links   50 %  2 s left"
        + "\r\u{1B}[Ktokenizer: 300 tokens\n" + "corpus:\n  9 documents\n  31 links\n")
  }

  /// Examples are counted: at once on a terminal, elsewhere at intervals from the beginning of the work on.
  @Test(arguments: [true, false])
  func scoringIsCounted(isTerminal: Bool) {
    let stage = Stage()
    let progress = stage.progress(isTerminal ? .terminal(width: 80) : .plain)
    progress.observe(.began(.scoring(nil)))
    progress.observe(.advanced(.scoring(nil), RunProgress(3, of: 40, .examples)))
    stage.time += 20
    progress.observe(.advanced(.scoring(nil), RunProgress(40, of: 40, .examples)))
    progress.observe(.ended(.scoring(nil)))
    progress.finish()
    #expect(
      stage.text
        == (isTerminal
          ? "scoring 3/40\r\u{1B}[Kscoring 40/40  0 s left\n" : "scoring 40/40  0 s left\n"))
  }

  /// Long scoring after the last step is no silence where there is no terminal, and short scoring says nothing.
  @Test func longScoringShowsItsEstimate() {
    let stage = Stage()
    let progress = stage.progress(.plain)
    progress.observe(.started(step: 0, totalSteps: 200))
    stage.time += 100
    progress.observe(step(200, words: 1000))
    stage.time += 60
    for _ in 0..<2 {
      progress.observe(.began(.scoring(.validation)))
      stage.time += 5
      progress.observe(.advanced(.scoring(.validation), RunProgress(10, of: 100, .examples)))
      progress.observe(.ended(.scoring(.validation)))
    }
    progress.observe(.began(.scoring(.test)))
    for count in 1...5 {
      stage.time += 6
      progress.observe(.advanced(.scoring(.test), RunProgress(10 * count, of: 100, .examples)))
    }
    #expect(
      stage.text == """
        step 200/200  loss 0.1235  rate 4.50e-05  10 words/s  0 s left
        scoring test 20/100  48 s left
        scoring test 40/100  36 s left

        """)
  }

  @Test func quietShowsWarningsAndResultsAlone() {
    let stage = Stage()
    let progress = stage.progress(.quiet)
    progress.observe(.began(.readingText))
    stage.time += 60
    progress.observe(.advanced(.readingText, RunProgress(1, of: 2, .bytes)))
    progress.observe(.ended(.readingText))
    progress.observe(.wrote(RunOutput("corpus", "new", contents: ["9 documents"])))
    progress.observe(.started(step: 0, totalSteps: 200))
    progress.observe(step(1, words: 1))
    progress.observe(.note("x"))
    progress.observe(.stepsEnded)
    #expect(stage.text == "")
    progress.observe(.warning("beware"))
    progress.observe(.finished(modelPath: "run/model.h5"))
    #expect(stage.text == "beware\n\nmodel: run/model.h5\n")
  }

  @Test func oddNumbersDoNotCrash() {
    let stage = Stage()
    let progress = stage.progress(.plain)
    progress.observe(.started(step: 0, totalSteps: 2))
    stage.time += 8000
    progress.observe(
      .step(RunStep(step: 1, totalSteps: 2, loss: .nan, learningRate: 0, words: 0)))
    #expect(stage.text == "step 1/2  loss nan  rate 0  0 words/s  2 h 13 min left\n")
  }

  /// Where nobody knows how much is to come, what is done is shown without a share.
  @Test func workWithoutAnEndInSightShowsItsCount() {
    let stage = Stage()
    let progress = stage.progress(.plain)
    progress.observe(.began(.readingText))
    stage.time += 60
    progress.observe(
      .advanced(
        .readingText, RunProgress(12_345_678, of: 0, .bytes, details: "9 documents, 31 links")))
    stage.time += 60
    progress.observe(.advanced(.countingLinks, RunProgress(17, of: 0, .blocks)))
    #expect(
      stage.text == "reading text  12.3 MB  9 documents, 31 links\ncounting links  17 blocks\n")
    let terminal = Stage()
    let other = terminal.progress(.terminal(width: 80))
    other.observe(.began(.scoring(nil)))
    other.observe(.advanced(.scoring(nil), RunProgress(3, of: 0, .examples)))
    #expect(terminal.text == "scoring 3")
  }
}
