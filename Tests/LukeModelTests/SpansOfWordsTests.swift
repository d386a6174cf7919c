import LukeAutodiff
import LukeLayers
import LukeModel
import LukeTestSupport
import Testing

/// Spans that are classified by their words.
@Suite struct SpansOfWordsTests {
  private func configuration() -> LukeConfiguration {
    var luke = LukeConfiguration()
    (luke.vocabularySize, luke.hiddenSize, luke.layerCount) = (20, 8, 2)
    (luke.attentionHeadCount, luke.intermediateSize, luke.maximumPositionCount) = (2, 16, 12)
    luke.initializerRange = 0.3
    var plain = luke.withoutEntities(as: .bert)
    plain.labels = SpansOfWords.columns(ofClasses: ["O", "PER"])
    return plain
  }

  @Test func columnsAreNamedByPartAndClass() {
    let columns = ["first:O", "first:PER", "last:O", "last:PER", "inside:O", "inside:PER"]
    #expect(SpansOfWords.columns(ofClasses: ["O", "PER"]) == columns)
    #expect(SpansOfWords.classes(ofColumns: columns) == ["O", "PER"])
    let others = ["O", "B-PER", "I-PER"]
    #expect(SpansOfWords.classes(ofColumns: others) == others)
  }

  /// The scores are those of transformers' token classifier, summed as documented, packed or not.
  @Test func scoresAreSumsOfTheWords() throws {
    let configuration = configuration()
    let (store, other) = (ParameterStore(), ParameterStore())
    let spans = SpansOfWords(configuration, in: store)
    let words = LukeForTokenClassification(configuration, in: other)
    for store in [store, other] {
      store.allocate()
      store.initialize(seed: 3)
    }
    #expect(store.parameters.map(\.name) == other.parameters.map(\.name))
    #expect(spans.classifierBias?.count == 6 && spans.classCount == 2)

    let batch = PackedBatch(
      [LukeExample(wordIDs: [0, 9, 2]), LukeExample(wordIDs: [0, 5, 6, 7, 2])], paddingID: 1)
    let tape = Tape(.inference)
    let scores = words.outputs(batch, on: tape)
    let found = spans.outputs(.init(batch, starts: [1, 4, 5], ends: [1, 6, 5]), on: tape)
    #expect(found.rows == 3 && found.columns == 2)
    for (row, span) in [1...1, 4...6, 5...5].enumerated() {
      for label in 0..<2 {
        func score(_ word: Int, _ part: Int) -> Float { scores.values[word * 6 + part * 2 + label] }
        let inside = span.reduce(0) { $0 + score($1, 2) } / Float(span.count)
        let expected = score(span.lowerBound, 0) + score(span.upperBound, 1) + inside
        #expect(abs(found.values[row * 2 + label] - expected) < 1e-5)
      }
    }
  }
}
