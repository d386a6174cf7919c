import LukeTasks
import LukeTraining
import Testing

/// What a run notices of its scores.
@Suite struct ScoreNoticeTests {
  private let rate = "training.learning_rate, 1.00e-03, may be too low or too high"

  @Test func aModelThatFindsNothing() {
    let none = AnswerTally.entities.counting(annotated: ["PER": 30, "LOC": 1], answered: [:])
    #expect(
      NothingPredicted.text(of: .sample(none), in: .sample())
        == "step 200 of 200: the model finds no entity at all in the validation data, which have 31 "
        + "entities; \(rate)")
    #expect(
      NothingPredicted.text(
        of: .sample(none, step: 24, of: .test), in: .sample(steps: 24, rate: 1e-9))
        == "step 24 of 24: the model finds no entity at all in the test data, which have 31 entities; "
        + "training.learning_rate, 1.00e-09, is far below 1.00e-03, which serves random weights 16 wide as a "
        + "rule; 24 steps are few (training.steps)")
    let one = AnswerTally.entities.counting(annotated: ["PER": 30], answered: ["PER": 1])
    #expect(NothingPredicted.text(of: .sample(one), in: .sample()) == nil)
    #expect(
      NothingPredicted.text(of: .sample(none), in: .sample { $0.lossFalls = true })
        == "step 200 of 200: the model finds no entity at all in the validation data, which have 31 "
        + "entities; the loss falls, so that more steps (training.steps) or more training data may do"
    )
    // There is nothing to find.
    let empty = AnswerTally.entities.counting(annotated: [:], answered: [:])
    #expect(NothingPredicted.text(of: .sample(empty), in: .sample()) == nil)
    #expect(NothingPredicted.text(of: .sample(nil), in: .sample()) == nil)
  }

  @Test func aModelThatAnswersTheNegativeLabelAlone() {
    func text(annotated: [String: Int], answered: [String: Int]) -> String? {
      let tally = AnswerTally.relations.counting(annotated: annotated, answered: answered)
      return NothingPredicted.text(of: .sample(tally), in: .sample())
    }
    #expect(
      text(annotated: ["no_relation": 40, "born_in": 20], answered: ["no_relation": 60])
        == "step 200 of 200: the model answers nothing but \"no_relation\" on the validation data, of whose "
        + "60 examples 20 have another label; \(rate)")
    #expect(
      text(
        annotated: ["no_relation": 40, "born_in": 20], answered: ["no_relation": 59, "born_in": 1])
        == nil)
    #expect(text(annotated: ["no_relation": 60], answered: ["no_relation": 60]) == nil)
  }

  @Test func aModelWithOneAnswer() {
    func text(_ tally: AnswerTally, _ annotated: [String: Int], _ answered: [String: Int])
      -> String?
    {
      OneAnswerAlone.text(
        of: .sample(tally.counting(annotated: annotated, answered: answered)), in: .sample())
    }
    #expect(
      text(.classes, ["joy": 25, "anger": 20], ["joy": 45])
        == "step 200 of 200: the model answers nothing but \"joy\" on the validation data, of whose 45 "
        + "examples 20 are something else; \(rate)")
    #expect(text(.classes, ["joy": 25, "anger": 20], ["joy": 44, "anger": 1]) == nil)
    #expect(text(.classes, ["joy": 45], ["joy": 45]) == nil)
    #expect(
      text(.entities, ["PER": 30, "LOC": 10], ["PER": 25])
        == "step 200 of 200: the model answers nothing but \"PER\" on the validation data, of whose 40 "
        + "entities 10 are something else; \(rate)")
    // A few entities, or rare ones, may be missed.
    #expect(text(.entities, ["PER": 30, "LOC": 10], ["PER": 9]) == nil)
    #expect(text(.entities, ["PER": 98, "LOC": 2], ["PER": 90]) == nil)
    // That is told as nothing found.
    #expect(text(.relations, ["no_relation": 1, "born_in": 9], ["no_relation": 10]) == nil)
  }

  @Test func aScoreThatOneAnswerHasToo() {
    let tally = AnswerTally.classes.counting(
      annotated: ["joy": 25, "anger": 15, "fear": 10], answered: ["joy": 30, "fear": 20])
    func text(_ name: String, _ value: Double, _ tally: AnswerTally) -> String? {
      NoBetterThanOneAnswer.text(of: .sample(tally, name, value), in: .sample())
    }
    #expect(
      text("accuracy", 0.5, tally)
        == "step 200 of 200: accuracy of 50.00 on the validation data is no better than the 50.00 of "
        + "answering \"joy\" every time; \(rate)")
    #expect(text("accuracy", 0.51, tally) == nil)
    // Always answering "joy" has an F1 of 66.67 for it, and of 0 for the two others.
    #expect(text("macro_f1", 0.2222, tally)?.contains("macro_f1 of 22.22 ") == true)
    #expect(text("macro_f1", 0.2223, tally) == nil)
    #expect(text("matthews", 0, tally)?.contains("no better than the 0.00 of ") == true)
    #expect(text("matthews", 0.01, tally) == nil)
    #expect(text("f1", 0, tally) == nil)
    let entities = AnswerTally.entities.counting(annotated: ["PER": 3], answered: ["PER": 1])
    #expect(text("accuracy", 0, entities) == nil)
  }

  @Test func aScoreFarBelowThatOfTraining() {
    func text(_ training: Double, _ validation: Double, _ facts: RunFacts = .sample()) -> String? {
      func scores(_ value: Double) -> TaskScores {
        let deciding = TaskScores.Value(name: "f1", value: value)
        return TaskScores(deciding: deciding, values: [deciding], table: "")
      }
      return FarBelowTraining.text(
        of: TrainingFit(
          training: scores(training), exampleCount: 90, validation: scores(validation)), in: facts)
    }
    #expect(
      text(0.98, 0.41)
        == "f1 of 41.00 on the validation data is far below the 98.00 on 90 training examples: the model "
        + "knows these by heart; more training data help most, else a shorter training (training.steps or "
        + "training.early_stopping), more model.dropout, which is 0.1, or more training.weight_decay, which "
        + "is 0.01")
    let stopping = RunFacts.sample { $0.training.earlyStopping = EarlyStopping() }
    #expect(text(0.98, 0.41, stopping)?.contains("(training.steps), more model.dropout") == true)
    #expect(text(0.98, 0.75) == nil)
    #expect(text(0.41, 0.98) == nil)
    // What is not known by heart, and what nobody had the time to learn.
    #expect(text(0.41, 0.02) == nil)
    #expect(text(0.98, 0.41, .sample(steps: 60)) == nil)
  }

  /// Before the middle of a run a model need not have learned anything.
  @Test func whenScoresAreJudged() {
    #expect(!JudgedScores.isTime(step: 99, of: 200, isEnd: false))
    #expect(JudgedScores.isTime(step: 100, of: 200, isEnd: false))
    #expect(JudgedScores.isTime(step: 20, of: 200, isEnd: true))
  }

  /// Each is said once, also by a run that goes on.
  @Test func nothingIsSaidTwice() {
    let facts = RunFacts.sample(steps: 24)
    var watch = RunWatch()
    let first = watch.notices(at: .beginning, step: 0) { $0.text(before: facts) }
    #expect(first.map(\.name) == ["too_few_steps"] && first.map(\.moment) == [.beginning])
    #expect(watch.notices(at: .beginning, step: 0) { $0.text(before: facts) }.isEmpty)
    #expect(watch.hasTold(TooFewSteps.self) && !watch.hasTold(NothingPredicted.self))
  }

  /// The training examples that are scored at the end stand in blocks all over the files.
  @Test func trainingExamplesAreTakenFromEverywhere() {
    #expect(TrainingSample<NoCorpus>.blocks(20, of: 100) == Array(0..<10) + Array(50..<60))
    #expect(TrainingSample<NoCorpus>.blocks(25, of: 25) == Array(0..<25))
    #expect(TrainingSample<NoCorpus>([NoCorpus()], passes: 3).corpora.isEmpty)
    // A fiftieth of the training in forward passes, at most 300.
    func count(_ examples: Int, passes: Double) -> Int {
      TrainingSample([NoCorpus(count: examples)], passes: passes).corpora.reduce(0) {
        $0 + $1.count
      }
    }
    #expect(count(1000, passes: 1) == 60)
    #expect(count(100, passes: 1) == 0)
    #expect(count(100_000, passes: 3) == 300)
    #expect(count(40, passes: 100) == 40)
  }
}
