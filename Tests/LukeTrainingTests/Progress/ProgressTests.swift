import LukeTraining
import Testing

/// Output and clock that a test holds in its hands.
private final class Stage {
  var text = ""
  var time = 100.0

  func reporter(_ style: ProgressReporter.Style) -> ProgressReporter {
    ProgressReporter(style: style, write: { self.text += $0 }, clock: { self.time })
  }
}

@Suite struct ProgressTests {
  private func state(_ step: Int, words: Int) -> ProgressState {
    ProgressState(step: step, totalSteps: 200, loss: 0.12345, learningRate: 4.5e-5, words: words)
  }

  @Test func aTerminalGetsOneLineThatIsRedrawn() {
    let stage = Stage()
    let reporter = stage.reporter(.terminal(width: 80))
    reporter.start(firstStep: 0)
    stage.time += 1
    reporter.update(state(1, words: 1000))
    stage.time += 0.05
    reporter.update(state(2, words: 1100))
    stage.time += 0.95
    reporter.update(state(100, words: 5000))
    reporter.note("epoch 1: f1 0.5")
    reporter.finish()
    #expect(
      stage.text
        == "step   1/200  loss 0.1235  rate 4.50e-05  1000 words/s  3 min 19 s left"
        + "\r\u{1B}[Kstep 100/200  loss 0.1235  rate 4.50e-05  2500 words/s  2 s left"
        + "\r\u{1B}[Kepoch 1: f1 0.5\n")
  }

  @Test func aNarrowTerminalGetsACutLine() {
    let stage = Stage()
    let reporter = stage.reporter(.terminal(width: 12))
    reporter.start(firstStep: 0)
    stage.time += 1
    reporter.update(state(1, words: 1000))
    reporter.finish()
    #expect(stage.text == "step   1/20\n")
  }

  @Test func aPipeGetsPlainLinesAtIntervals() {
    let stage = Stage()
    let reporter = stage.reporter(.plain)
    reporter.start(firstStep: 100)
    for step in 101...200 {
      stage.time += 0.25
      reporter.update(state(step, words: (step - 100) * 100))
    }
    reporter.finish()
    #expect(
      stage.text == """
        step 101/200  loss 0.1235  rate 4.50e-05  400 words/s  25 s left
        step 141/200  loss 0.1235  rate 4.50e-05  400 words/s  15 s left
        step 181/200  loss 0.1235  rate 4.50e-05  400 words/s  5 s left
        step 200/200  loss 0.1235  rate 4.50e-05  400 words/s  0 s left

        """)
  }

  @Test func pausesDoNotCount() {
    let stage = Stage()
    let reporter = stage.reporter(.plain)
    reporter.start(firstStep: 0)
    reporter.observe(.began(.evaluation))
    stage.time += 1000
    reporter.observe(.ended(.evaluation))
    stage.time += 1
    reporter.update(state(100, words: 700))
    #expect(stage.text.hasSuffix("700 words/s  1 s left\n"))
  }

  @Test func quietIsSilent() {
    let stage = Stage()
    let reporter = stage.reporter(.quiet)
    reporter.start(firstStep: 0)
    reporter.update(state(1, words: 1))
    reporter.note("x")
    reporter.finish()
    #expect(stage.text == "")
  }

  @Test func oddNumbersDoNotCrash() {
    let stage = Stage()
    let reporter = stage.reporter(.plain)
    reporter.start(firstStep: 0)
    stage.time += 8000
    reporter.update(
      ProgressState(step: 1, totalSteps: 2, loss: .nan, learningRate: 0, words: 0))
    #expect(stage.text == "step 1/2  loss nan  rate 0  0 words/s  2 h 13 min left\n")
  }
}
