import LukeTraining
import Testing

/// The time of steps follows from what they read.
@Suite struct StepTimesTests {
  private func seconds(_ steps: [(Int, Double)], of words: Double) -> Double {
    var times = StepTimes()
    for (words, seconds) in steps { times.add(words: words, seconds: seconds) }
    return times.seconds(ofWords: words)
  }

  /// Where nobody knows what steps read, they take what they took, and not what a step without words would.
  @Test func stepsOfUnknownSizeTakeTheMean() {
    var times = StepTimes()
    #expect(times.meanSeconds == 0)
    for (words, seconds) in [(100, 2.0), (300, 4.0)] { times.add(words: words, seconds: seconds) }
    #expect(times.meanSeconds == 3)
  }

  @Test func aLineIsLaidThroughTheSteps() {
    #expect(seconds([], of: 10) == 0)
    #expect(seconds([(100, 2)], of: 300) == 2)
    #expect(seconds([(100, 2), (100, 4)], of: 300) == 3)
    // A part of each step is the same, and the rest grows with the words.
    #expect(abs(seconds([(100, 2), (300, 4)], of: 400) - 5) < 1e-12)
    // Chance lets longer steps seem shorter, or what has no words cost less than nothing.
    #expect(seconds([(100, 4), (300, 2)], of: 400) == 3)
    #expect(abs(seconds([(100, 1), (300, 7)], of: 0)) < 1e-12)
  }
}
