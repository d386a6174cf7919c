import LukeTasks
import LukeTestSupport
import Testing

/// Scores of classes and of numbers: those of scikit-learn and scipy on the same answers.
@Suite struct SequenceScoreTests {
  @Test func classes() {
    let gold = "babcaacabcacaaabbaaacbaca".map(String.init)
    let answers = "adbcbacabbabaabbcacabbaca".map(String.init)
    let scores = ClassScores(gold: gold, predicted: answers)
    #expect(scores.accuracy == 0.64)
    #expect(abs(scores.macroF1 - 0.46534914361001317) < 1e-15)
    #expect(abs(scores.matthews - 0.46425778085169417) < 1e-15)
    #expect(abs((scores.byLabel["a"]?.f1 ?? 0) - 0.7826087) < 1e-7)
    #expect(scores.byLabel["d"]?.f1 == 0)
  }

  @Test func matthewsOfOneAnswerIsZero() {
    #expect(ClassScores(gold: ["a", "b"], predicted: ["a", "a"]).matthews == 0)
    #expect(ClassScores(gold: ["a", "b"], predicted: ["a", "b"]).matthews == 1)
    #expect(ClassScores(gold: [], predicted: []).accuracy == 0)
  }

  @Test func correlations() {
    let scores = ScoreCorrelations(
      gold: [2, 1.25, 3.75, 0, 0, 3.75, 2, 0.5, 1.25, 0.5, 2, 2],
      predicted: [4.16, 1.79, 3.93, 2.83, 0.92, 2.83, 1.32, -1.4, -0.2, -0.3, 3.93, -1.05])
    #expect(abs(scores.pearson - 0.485069931903116) < 1e-15)
    #expect(abs(scores.spearman - 0.4713328111746618) < 1e-15)
    let flat = ScoreCorrelations(gold: [1, 2], predicted: [3, 3])
    #expect(flat.pearson == 0 && flat.spearman == 0)
  }
}
