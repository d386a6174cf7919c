import Foundation
import LukeData
import LukeJSON
import LukeTasks
import LukeTestSupport
import Testing

/// Scores as the official scripts give them; see Scripts/question_goldens.py.
@Suite struct AnswerScoreTests {
  private func best(
    _ scoring: AnswerScoring, _ predicted: String, _ gold: [String],
    _ language: AnswerLanguage = .english, unanswerable: Bool = false
  ) -> [Double] {
    let result = AnswerComparison(scoring, language: language, mayBeUnanswerable: unanswerable)
      .best(predicted, gold: gold)
    return [result.exactMatch, result.f1]
  }

  @Test func squad() {
    #expect(best(.squad, "the Old Bridge!", ["old bridge"]) == [1, 1])
    #expect(best(.squad, "an old bridge", ["a new bridge", "old"]) == [0, 2.0 / 3])
    #expect(best(.squad, "", ["old"]) == [0, 0])
    // Two answers of articles alone: the same, but without words in common by the rules of SQuAD 1.1.
    #expect(best(.squad, "the", ["a"]) == [1, 0])
    #expect(best(.squad, "the", ["a"], unanswerable: true) == [1, 1])
    #expect(best(.squad, "", [], unanswerable: true) == [1, 1])
    #expect(best(.squad, "old", [], unanswerable: true) == [0, 0])
  }

  @Test func mlqa() {
    #expect(best(.mlqa, "Der «alte» Turm", ["alte Turm"], .german) == [1, 1])
    #expect(best(.mlqa, "der alte Turm", ["alte Turm"], .spanish)[0] == 0)
    #expect(best(.mlqa, "una torre", ["torre"], .spanish) == [1, 1])
    #expect(best(.mlqa, "những cái cầu", ["cầu"], .vietnamese) == [1, 1])
    #expect(best(.mlqa, "البيت", ["بيت"], .arabic) == [1, 1])
    #expect(best(.mlqa, "the पुल", ["पुल"], .hindi) == [0, 2.0 / 3])
    // Every Chinese character is a word.
    #expect(best(.mlqa, "旧石桥", ["石桥"], .chinese) == [0, 0.8])
    #expect(best(.mlqa, "第2 号，桥", ["第 2号桥"], .chinese) == [1, 1])
  }

  @Test func cmrc() {
    #expect(best(.cmrc, "旧石桥。", ["旧石桥"]) == [1, 1])
    // The longest run alone counts: 石桥 of three and four.
    #expect(best(.cmrc, "旧石桥", ["新石桥头"])[1] == 2 * (2.0 / 3) * 0.5 / (2.0 / 3 + 0.5))
    #expect(best(.cmrc, "NBA联盟", ["nba"]) == [0, 0.5])
  }

  @Test func wordsOfTheTreebank() throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Goldens/treebank-words.json")
    let cases = try #require(JSONParser.parse(Data(contentsOf: url)).elements)
    #expect(cases.count == 120)
    for golden in cases {
      let parts = golden.elements ?? []
      let words = TreebankWords.words(Array((parts[0].string ?? "").unicodeScalars))
      #expect(
        words.map { String(String.UnicodeScalarView($0)) }
          == parts[1].elements?.map { $0.string ?? "" }, "\(golden.compactText)")
    }
  }

  @Test func thresholdsAreThoseThatAreBest() {
    func result(_ value: Double) -> AnswerComparison.Result { .init(exactMatch: value, f1: value) }
    var scores = AnswerScores()
    #expect(scores.bestF1 == nil)
    scores.add(result(1), hasAnswer: true, best: result(1), margin: -2)
    scores.add(result(0), hasAnswer: true, best: result(0.5), margin: 1)
    scores.add(result(1), hasAnswer: false, best: result(0), margin: 2)
    scores.add(result(0), hasAnswer: false, best: result(0), margin: -1)
    // Without any answer 2 of 4; then 3, 2, 2.5, 1.5.
    #expect(scores.bestF1?.score == 0.75)
    #expect(scores.bestF1?.threshold == -2)
    // What is no better than no answer at all is no threshold.
    var even = AnswerScores()
    even.add(result(1), hasAnswer: false, best: result(0), margin: 3)
    even.add(result(0), hasAnswer: true, best: result(0), margin: -3)
    #expect(even.bestExactMatch?.score == 0.5)
    #expect(even.bestExactMatch?.threshold == 0)
    let told = scores.scores(.f1, rules: "SQuAD 2.0's rules")
    #expect(
      told.values.map(\.name) == [
        "exact_match", "f1", "has_answer/exact_match", "has_answer/f1", "no_answer/exact_match",
        "no_answer/f1", "best_exact_match", "best_exact_match_threshold", "best_f1",
        "best_f1_threshold",
      ])
    #expect(told.values.map(\.value) == [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.75, -2, 0.75, -2])
    #expect(
      told.table == """
        all questions   exact match  50.00  F1  50.00       4 questions
        with an answer  exact match  50.00  F1  50.00       2 questions
        without one     exact match  50.00  F1  50.00       2 questions
        best with task.no_answer_threshold -2: exact match 75.00; with -2: F1 75.00
        answers are compared by SQuAD 2.0's rules
        """)
    #expect(scores.scores(.exactMatch, rules: "").deciding.name == "exact_match")
  }

  // MARK: Real data

  /// Numbers that are the same everywhere: a multiplicative generator modulo 2**31 - 1.
  private struct Chance {
    var state = 7

    mutating func below(_ count: Int) -> Int {
      state = state * 48271 % 2_147_483_647
      return state % count
    }
  }

  /// A random part of the context, near an answer or an answer itself, and by how much none is likelier.
  private func prediction(
    _ example: QuestionExample, _ chance: inout Chance
  ) -> (text: String, margin: Double) {
    let scalars = Array(example.context.unicodeScalars)
    func part(_ start: Int, _ end: Int) -> String {
      let start = max(0, start)
      return String(String.UnicodeScalarView(scalars[start..<max(start, min(end, scalars.count))]))
    }
    let start = chance.below(max(1, scalars.count))
    var text = part(start, start + 1 + chance.below(40))
    let (kind, margin) = (chance.below(4), Double(chance.below(2001) - 1000) / 100)
    let answers = example.answers ?? []
    if let span = answers.first?.span, kind == 0 {
      // What Scripts/question_goldens.py has: the length is that of the text, as the span's.
      let first = max(0, span.lowerBound - chance.below(6))
      text = part(first, span.upperBound + chance.below(6))
    } else if let last = answers.last, kind == 1 {
      text = last.text
    }
    return (text, margin + (answers.isEmpty ? 6 : 0))
  }

  @Test(
    .enabled(if: sharedData("xquad") != nil),
    arguments: [
      ("xquad/xquad.en.json", .squad, .english, 29.49579831932773, 44.60989361354969),
      (
        "xtreme/mlqa/MLQA_V1/dev/dev-context-de-question-en.json", .mlqa, .german, 28.125,
        44.552014655415384
      ),
      ("xquad/xquad.en.json", .mlqa, .english, 29.49579831932773, 44.60989361354969),
      ("xquad/xquad.es.json", .mlqa, .spanish, 30.756302521008404, 45.6929299394075),
      ("xquad/xquad.zh.json", .mlqa, .chinese, 28.571428571428573, 46.40162980055858),
    ] as [(String, AnswerScoring, AnswerLanguage, Double, Double)])
  func randomAnswersScoreAsOfficially(
    path: String, scoring: AnswerScoring, language: AnswerLanguage, exact: Double, f1: Double
  ) throws {
    let corpus = try QuestionDataReader.read(SourceText(file: #require(sharedData(path)).path))
    let comparison = AnswerComparison(scoring, language: language, mayBeUnanswerable: false)
    var (scores, chance) = (AnswerScores(), Chance())
    for example in corpus.examples {
      let (text, _) = prediction(example, &chance)
      scores.add(
        comparison.best(text, gold: (example.answers ?? []).map(\.text)), hasAnswer: true)
    }
    // To the last digit that Python prints.
    #expect(100 * scores.all.exactMatchSum / Double(scores.all.count) == exact)
    #expect(100 * scores.all.f1Sum / Double(scores.all.count) == f1)
  }

  @Test(.enabled(if: sharedData("cmrc2018") != nil))
  func randomAnswersScoreAsCMRCHasIt() throws {
    let path = try #require(sharedData("cmrc2018/squad-style-data/cmrc2018_trial.json")).path
    var options = QuestionDataOptions()
    options.answerStarts = .nearest
    let corpus = try QuestionDataReader.read(SourceText(file: path), options)
    let comparison = AnswerComparison(.cmrc, language: .chinese, mayBeUnanswerable: false)
    var (scores, chance) = (AnswerScores(), Chance())
    for var example in corpus.examples {
      // The script takes the starts that are one too high as they are.
      if case .text(let id) = example.identifier, id.hasPrefix("TRIAL_210_"),
        let answer = example.answers?[0], let span = answer.span
      {
        example.answers?[0].span = span.lowerBound + 1..<span.upperBound + 1
      }
      let (text, _) = prediction(example, &chance)
      scores.add(
        comparison.best(text, gold: (example.answers ?? []).map(\.text)), hasAnswer: true)
    }
    #expect(100 * scores.all.exactMatchSum / Double(scores.all.count) == 27.24550898203593)
    #expect(100 * scores.all.f1Sum / Double(scores.all.count) == 49.270617751524824)
  }

  @Test(.enabled(if: sharedData("squad_v2_cs224n") != nil))
  func randomAnswersScoreAsSQuAD2HasIt() throws {
    let path = try #require(sharedData("squad_v2_cs224n/dev-v2.0.json")).path
    let corpus = try QuestionDataReader.read(SourceText(file: path))
    let comparison = AnswerComparison(.squad, language: .english, mayBeUnanswerable: true)
    var (scores, chance) = (AnswerScores(), Chance())
    for example in corpus.examples {
      let (text, margin) = prediction(example, &chance)
      let gold = (example.answers ?? []).map(\.text)
      let best = comparison.best(text, gold: gold)
      scores.add(
        margin > 0 ? comparison.best("", gold: gold) : best, hasAnswer: !gold.isEmpty, best: best,
        margin: margin)
    }
    func percent(_ sum: Double, _ sums: AnswerScores.Sums) -> Double {
      100 * sum / Double(sums.count)
    }
    #expect(percent(scores.all.exactMatchSum, scores.all) == 48.00921355709115)
    #expect(percent(scores.all.f1Sum, scores.all) == 52.417864666423974)
    #expect(percent(scores.answerable.exactMatchSum, scores.answerable) == 14.22680412371134)
    #expect(percent(scores.answerable.f1Sum, scores.answerable) == 23.43497644073034)
    #expect(percent(scores.unanswerable.f1Sum, scores.unanswerable) == 79.04040404040404)
    let (exact, f1) = (try #require(scores.bestExactMatch), try #require(scores.bestF1))
    #expect(abs(exact.score * 100 - 56.284962158604806) < 1e-12)
    #expect(abs(f1.score * 100 - 58.83015540167026) < 1e-12)
    #expect(exact.threshold == -3.99 && f1.threshold == -3.99)
  }
}
