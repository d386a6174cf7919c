import Foundation
import LukeAutodiff
import LukeLayers
import LukeModel
import LukeTestSupport
import Testing

/// What heads are trained with: packed batches give the losses of padded ones, and parts of a batch add
/// up to the whole.
@Suite struct HeadLossTests {
  private static var configuration: LukeConfiguration {
    var configuration = LukeConfiguration()
    (configuration.vocabularySize, configuration.entityVocabularySize) = (20, 9)
    (configuration.hiddenSize, configuration.entityEmbeddingSize) = (8, 4)
    (configuration.layerCount, configuration.attentionHeadCount) = (2, 2)
    (configuration.intermediateSize, configuration.maximumPositionCount) = (16, 12)
    configuration.initializerRange = 0.3
    configuration.labels = ["a", "b", "c"]
    return configuration
  }

  private static let examples = [
    LukeExample(
      wordIDs: [0, 5, 6, 7, 2], entityIDs: [2, 8, 3], entityPositions: [[1], [2], [3]]),
    LukeExample(wordIDs: [0, 9, 2], entityIDs: [4, 2], entityPositions: [[1], [1]]),
    LukeExample(wordIDs: [0, 4, 3, 2], entityIDs: [2, 2], entityPositions: [[1], [2, 3]]),
  ]

  private func make<Head: FineTunedHead>(
    _ type: Head.Type, problem: ProblemType? = nil
  ) -> (head: Head, configuration: LukeConfiguration) {
    var configuration = Self.configuration
    configuration.architectures = [Head.architecture]
    configuration.problemType = problem
    let store = ParameterStore()
    let head = Head(configuration, in: store)
    store.allocate()
    store.initialize(seed: 3)
    return (head, configuration)
  }

  /// The loss that a trace of padded examples gives.
  private func traced<Head: FineTunedHead>(
    _ model: (head: Head, configuration: LukeConfiguration), _ examples: [LukeExample],
    _ arguments: [TraceableBatch.Argument], choiceCount: Int? = nil
  ) throws -> Float {
    let json = TraceableBatch(examples, arguments, choiceCount: choiceCount).json(paddingID: 1)
    let batch = try PaddedBatch(
      ForwardArguments(json: Data(json.utf8), origin: "b.json"),
      configuration: model.configuration)
    return try #require(try model.head.trace(batch, on: Tape(.inference)).loss).values[0]
  }

  private func packed(_ examples: [LukeExample]) -> PackedBatch {
    PackedBatch(examples, paddingID: 1)
  }

  private func loss<Head: FineTunedHead>(
    _ head: Head, _ examples: [LukeExample], _ targets: Head.Targets, _ normalizer: Float
  ) -> Float where Head.Input == PackedBatch {
    let tape = Tape(.inference)
    return head.loss(
      head.outputs(packed(examples), on: tape), targets, normalizer: normalizer, on: tape
    ).values[0]
  }

  @Test func wordsWithoutLabelsDoNotCount() throws {
    let model = make(LukeForTokenClassification.self)
    let labels: [[Int32]] = [[-1, 0, 2, 1, -1], [-1, 2, -1], [-1, 0, 0, -1]]
    let found = loss(model.head, Self.examples, labels.flatMap(\.self), 6)
    let padded = try traced(model, Self.examples, [.wordLabels(labels)])
    #expect(abs(found - padded) < 1e-5)
  }

  @Test func entitiesHaveOneClassOrSeveral() throws {
    let model = make(LukeForEntityClassification.self)
    let one = loss(model.head, Self.examples, .classes([2, -1, 0]), 2)
    let several: [[Float]] = [[1, 0, 1], [0, 0, 0], [0, 1, 0]]
    let many = loss(model.head, Self.examples, .indicators(several.flatMap(\.self)), 9)
    #expect(
      abs(try traced(model, Self.examples, [.exampleLabels([2, -1, 0])]) - one) < 1e-5)
    #expect(
      abs(try traced(model, Self.examples, [.exampleNumbers(several)]) - many) < 1e-5)
    #expect(one != many)
  }

  @Test func textsHaveTheLossOfTheirProblem() throws {
    let numbers: [[Float]] = [[1, 0, 0.5], [0, 0.25, 0], [0, 1, 0]]
    let flat = numbers.flatMap(\.self)
    for (problem, targets) in [
      (ProblemType.multiLabelClassification, ClassificationTargets.indicators(flat)),
      (.regression, .numbers(flat)),
    ] {
      let model = make(LukeForSequenceClassification.self, problem: problem)
      let found = loss(model.head, Self.examples, targets, targets.normalizer())
      let padded = try traced(model, Self.examples, [.exampleNumbers(numbers)])
      #expect(abs(found - padded) < 1e-5, "\(problem)")
    }
    let model = make(LukeForSequenceClassification.self)
    let found = loss(model.head, Self.examples, .classes([2, 0, 1]), 3)
    #expect(
      abs(try traced(model, Self.examples, [.exampleLabels([2, 0, 1])]) - found) < 1e-5)
  }

  /// A packed batch has the mean of the losses that examples have alone, without any padding; padding
  /// takes part where transformers has it.
  @Test func answersAreSoughtAmongTheWordsOfTheirExample() throws {
    let model = make(LukeForQuestionAnswering.self)
    let (starts, ends): ([Int32], [Int32]) = ([1, -1, 2], [3, -1, 2])
    let alone = try [0, 2].map {
      try traced(
        model, [Self.examples[$0]],
        TraceableBatch.Argument.answers(starts: [starts[$0]], ends: [ends[$0]]))
    }
    let targets = LukeForQuestionAnswering.Targets(
      packed(Self.examples), starts: starts, ends: ends)
    let found = loss(model.head, Self.examples, targets, 2)
    #expect(abs(found - (alone[0] + alone[1]) / 2) < 1e-5)
    let padded = try traced(
      model, Self.examples, TraceableBatch.Argument.answers(starts: starts, ends: ends))
    #expect(padded > found + 0.01)
  }

  @Test func questionsMayHaveDifferentNumbersOfChoices() throws {
    let model = make(LukeForMultipleChoice.self)
    let choices = Self.examples + Self.examples.reversed()
    let even = loss(model.head, choices, .init(choiceCounts: [3, 3], labels: [1, 0]), 2)
    let padded = try traced(
      model, choices, [.perExample("labels", [1, 0])], choiceCount: 3)
    #expect(abs(even - padded) < 1e-5)
    let ragged = loss(model.head, choices, .init(choiceCounts: [4, 2], labels: [2, 1]), 2)
    let parts = [
      loss(model.head, Array(choices[..<4]), .init(choiceCounts: [4], labels: [2]), 2),
      loss(model.head, Array(choices[4...]), .init(choiceCounts: [2], labels: [1]), 2),
    ]
    #expect(abs(ragged - parts[0] - parts[1]) < 1e-5)
  }

  /// Each choice has the loss that it has alone, whatever the others of its question are.
  @Test func choicesMayBeJudgedOneByOne() throws {
    let model = make(LukeForMultipleChoice.self)
    let indicators: [Float] = [1, 0, .nan]
    let found = loss(
      model.head, Self.examples, .init(choiceCounts: [2, 1], indicators: indicators), 2)
    let logits = model.head.outputs(packed(Self.examples), on: Tape(.inference)).values
    let expected = zip(logits, indicators).map { logit, indicator in
      indicator.isNaN ? 0 : log(1 + exp(indicator == 1 ? -logit : logit))
    }
    #expect(abs(found - expected.reduce(0, +) / 2) < 1e-5)
  }

  @Test func candidatesAreScoredWithTheirPlaceholder() throws {
    let model = make(LukeForEntitySpanQA.self)
    let found = loss(model.head, Self.examples, .indicators([0, 1, 1, 0]), 4)
    let padded = try traced(
      model, Self.examples, [.perExampleNumbers("labels", [[0, 1], [1, 0], [0, 0]])])
    #expect(abs(found - padded) < 1e-5)
  }
  /// Of examples with fewer candidates than others, and of one whose labels are not known, those that are
  /// there count.
  @Test func candidatesOfRaggedExamplesHaveLabels() throws {
    let model = make(LukeForEntitySpanQA.self)
    let found = loss(model.head, Self.examples, .indicators([0, 1, .nan, 0]), 3)
    let padded = try traced(model, Self.examples, [.candidateLabels([[0, 1], [-1], [0]])])
    #expect(abs(found - padded) < 1e-5)
  }
}
