import LukeAutodiff
import LukeLayers
import LukeOptimizers
import LukeTestSupport
import Testing

/// Rows of tables that take their steps late end where those end that take every step at once.
@Suite struct TableRowTests {
  /// A table of words and a matrix.
  private struct Model {
    let store = ParameterStore()
    let words: Embedding
    let output: Linear
    var optimizer: AdamW

    /// Without gradients of its own for each row the table takes every step with all its rows.
    init(byRows: Bool) {
      words = Embedding(
        rows: 37, size: 21, paddingIndex: 1, standardDeviation: 1, in: store.root["words"])
      output = Linear(from: 21, to: 3, standardDeviation: 0.5, in: store.root["output"])
      store.allocate()
      if byRows { store.allocateGradients() }
      store.initialize(seed: 4)
      optimizer = Self.makeOptimizer(store)
    }

    /// Moments that are zeros, and the steps that the old optimizer's rows lack still to be taken.
    mutating func beginAnew() { optimizer = Self.makeOptimizer(store) }

    private static func makeOptimizer(_ store: ParameterStore) -> AdamW {
      var settings = AdamW.Settings()
      (settings.weightDecay, settings.epsilon) = (0.1, 1e-6)
      return AdamW(store, settings: settings)
    }

    /// One step on rows of the table.
    func step(_ rows: [Int32], rate: Float, maximumNorm: Float? = nil) {
      store.clearGradients()
      for half in [rows.prefix(rows.count / 2), rows.suffix(rows.count - rows.count / 2)] {
        let tape = Tape(.recording)
        let logits = output(tape.embeddingSum([words.lookup(Array(half), on: tape)]), on: tape)
        let labels = half.map { $0 % 3 }
        tape.backward(from: tape.crossEntropy(logits, labels: labels, normalizer: 2))
      }
      let norm = store.gradientNorm()
      optimizer.step(
        learningRate: rate,
        gradientScale: GradientClipping.scale(norm: norm, maximumNorm: maximumNorm))
    }

    var values: [[Float]] { store.parameters.map(\.tensor.values) }
    var moments: [[Float]] {
      optimizer.state.flatMap { $0.arrays.map(\.values.values) }
    }
  }

  private static func rows(_ generator: inout SeededGenerator) -> [Int32] {
    (0..<Int.random(in: 2...9, using: &generator)).map { _ in
      // Some rows are never looked up, some nearly always.
      Int32(
        min(Int.random(in: 0...30, using: &generator), Int.random(in: 0...30, using: &generator)))
    }
  }

  @Test func lateStepsAreTheSameSteps() {
    let (byRows, whole) = (Model(byRows: true), Model(byRows: false))
    var generator = SeededGenerator(seed: 8)
    for step in 1...80 {
      let rows = Self.rows(&generator)
      for model in [byRows, whole] { model.step(rows, rate: 0.1 / Float(step)) }
    }
    for (one, other) in zip(byRows.values, whole.values) { expectSameBits(one, other) }
    for (one, other) in zip(byRows.moments, whole.moments) { expectSameBits(one, other) }
    #expect(byRows.moments.contains { $0.contains { $0 != 0 } })
  }

  /// Neither looking at the values nor restoring a saved state on the way changes anything.
  @Test func lookingChangesNothing() {
    let (watched, alone) = (Model(byRows: true), Model(byRows: true))
    var generator = SeededGenerator(seed: 9)
    for step in 1...40 {
      let rows = Self.rows(&generator)
      for model in [watched, alone] {
        model.step(rows, rate: 0.1 / Float(step), maximumNorm: 0.5)
      }
      if step % 3 == 0 { _ = watched.values }
      if step % 7 == 0 {
        for state in watched.optimizer.state {
          watched.optimizer.restoreStep(state.step, of: state.name)
        }
      }
    }
    for (one, other) in zip(watched.values, alone.values) { expectSameBits(one, other) }
    for (one, other) in zip(watched.moments, alone.moments) { expectSameBits(one, other) }
  }

  /// A product with the whole table, as a tied decoder makes, sees all rows as they should be and
  /// gives every row a gradient.
  @Test func productsWithATableReadAllRows() {
    let (byRows, whole) = (Model(byRows: true), Model(byRows: false))
    for model in [byRows, whole] {
      for step in 1...5 {
        model.step([3, 4, 5, 3], rate: 0.1)
        model.store.clearGradients()
        let tape = Tape(.recording)
        let hidden = tape.embeddingSum([model.words.lookup([2, Int32(step)], on: tape)])
        let logits = tape.linear(hidden, weight: model.words.weight.tensor, bias: nil)
        tape.backward(from: tape.crossEntropy(logits, labels: [7, 9]))
        model.optimizer.step(learningRate: 0.01)
      }
    }
    for (one, other) in zip(byRows.values, whole.values) { expectSameBits(one, other) }
  }

  /// Steps that rows lack outlive the optimizer that took them, and come before those of the next one.
  @Test func optimizersMayGoAtAnyTime() {
    var (byRows, whole) = (Model(byRows: true), Model(byRows: false))
    var generator = SeededGenerator(seed: 11)
    for stage in 0..<3 {
      for _ in 0..<7 {
        let rows = Self.rows(&generator)
        for model in [byRows, whole] { model.step(rows, rate: 0.05) }
      }
      // Once with the old one told to finish, twice without.
      if stage == 1 { byRows.optimizer.finish() }
      byRows.beginAnew()
      whole.beginAnew()
    }
    for (one, other) in zip(byRows.values, whole.values) { expectSameBits(one, other) }
  }

  /// Looking some rows up brings these up to date, and no others.
  @Test func lookingUpBringsUpToDate() {
    let (byRows, whole) = (Model(byRows: true), Model(byRows: false))
    for rows in [[3, 4], [5, 6], [7, 8]] as [[Int32]] {
      for model in [byRows, whole] { model.step(rows, rate: 0.1) }
    }
    let table = byRows.words.weight.memory
    #expect(table.values != whole.words.weight.tensor.values)
    let tape = Tape(.inference)
    let lookups: [(Embedding) -> EmbeddingLookup] = [
      { $0.lookup([3, 20], on: tape) }, { $0.means([[4, 21]], on: tape) },
      { $0.classWeights([22, 1], on: tape) },
    ]
    for lookup in lookups {
      let rows = [byRows, whole].map {
        tape.embeddingSum([lookup($0.words)]).values
      }
      expectSameBits(rows[0], rows[1])
    }
    for row in [3, 20, 4, 21, 22, 1] {
      expectSameBits(
        table.rows(row..<row + 1).values,
        whole.words.weight.tensor.rows(row..<row + 1).values)
    }
    #expect(table.values != whole.words.weight.tensor.values)
  }

  @Test func clearedGradientsAreZeros() throws {
    let model = Model(byRows: true)
    model.step([3, 4], rate: 0.1)
    model.step([5, 6, 5], rate: 0.1)
    let gradient = try #require(model.words.weight.gradient).values
    for row in 0..<37 {
      let values = gradient[row * 21..<(row + 1) * 21]
      #expect(values.contains { $0 != 0 } == [5, 6].contains(row))
    }
    model.store.clearGradients()
    #expect(model.words.weight.gradient == nil)
  }
}
