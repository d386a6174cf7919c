import LukeAutodiff
import LukeModel

/// The floating-point operations a second that matrix products alone reach here, on a model's shapes.
enum ProductRate {
  /// Runs the products of one encoder layer and of the vocabulary heads, forward and backward, and
  /// nothing else.
  ///
  /// Each shape counts as often as a step has it. Of several rounds the median counts.
  static func measure(_ settings: BenchmarkSettings) -> Double {
    measure(shapes(settings), settings.precision, rounds: 7, operations: 4_000_000_000)
  }

  /// The same of the layers of a model that reads so many words at once, less thoroughly: it takes a few steps.
  static func measure(_ model: LukeConfiguration, rows: Int, _ precision: Precision) -> Double {
    let shapes = layerShapes(of: model, words: max(1, min(rows, 1024)), entities: 0)
    return measure(shapes.map { ($0, 1) }, precision, rounds: 3, operations: 500_000_000)
  }

  private static func measure(
    _ shapes: [(Shape, Int)], _ precision: Precision, rounds: Int, operations: Int
  ) -> Double {
    var (flop, seconds) = (0.0, 0.0)
    for (shape, count) in shapes {
      let product = Product(shape, precision)
      flop += Double(product.flop * count)
      seconds += time(product, rounds: rounds, operations: operations) * Double(count)
    }
    return flop / seconds
  }

  /// Median seconds of a linear layer's products, of rounds of at least so many operations.
  private static func time(_ product: Product, rounds: Int, operations: Int) -> Double {
    // Rounds of a tiny model are too short to be timed one by one.
    let repeats = max(1, operations / max(1, product.flop))
    var times: [Double] = []
    for round in 0..<rounds + 1 {
      let time = ContinuousClock().measure { for _ in 0..<repeats { product.run() } }
      // The first round finds cold memory.
      if round > 0 { times.append(time / .seconds(1) / Double(repeats)) }
    }
    return times.median
  }

  private struct Shape {
    let rows, input, output: Int
  }

  /// Rows, inputs and outputs of linear layers, and how many of them a model has.
  private static func shapes(_ settings: BenchmarkSettings) -> [(Shape, Int)] {
    let configuration = settings.configuration
    let hidden = configuration.hiddenSize
    let words = settings.batch * settings.words
    let entities = settings.batch * settings.entityCount
    let layer = layerShapes(of: configuration, words: words, entities: entities)
    let percent = settings.benchmark.decodedPercent
    let heads =
      percent > 0
      ? [
        Shape(
          rows: max(1, words * percent / 100), input: hidden,
          output: configuration.vocabularySize),
        Shape(
          rows: max(1, entities * percent / 100), input: configuration.entityEmbeddingSize,
          output: configuration.entityVocabularySize),
      ] : []
    return layer.map { ($0, configuration.layerCount) } + heads.map { ($0, 1) }
  }

  private static func layerShapes(
    of model: LukeConfiguration, words: Int, entities: Int
  ) -> [Shape] {
    let (hidden, inner) = (model.hiddenSize, model.intermediateSize)
    return [
      Shape(rows: words, input: hidden, output: 4 * hidden),
      Shape(rows: entities, input: hidden, output: 4 * hidden),
      Shape(rows: words + entities, input: hidden, output: hidden),
      Shape(rows: words + entities, input: hidden, output: inner),
      Shape(rows: words + entities, input: inner, output: hidden),
    ].filter { $0.rows > 0 }
  }

  /// A linear layer's three products: y = x · Wᵀ, dW = dYᵀ · x, dX = dY · W.
  private struct Product {
    private let x, weight, y: Tensor
    private let factors: (x: ProductFactor, weight: ProductFactor, y: ProductFactor)

    init(_ shape: Shape, _ precision: Precision) {
      func matrix(_ rows: Int, _ columns: Int) -> Tensor {
        let matrix = Tensor(rows: rows, columns: columns)
        matrix.fill(with: 0.01)
        return matrix
      }
      x = matrix(shape.rows, shape.input)
      weight = matrix(shape.output, shape.input)
      y = matrix(shape.rows, shape.output)
      // Results go elsewhere, as in a step.
      factors = (
        ProductFactor(matrix(x.rows, x.columns), precision),
        ProductFactor(matrix(weight.rows, weight.columns), precision),
        ProductFactor(matrix(y.rows, y.columns), precision)
      )
    }

    var flop: Int { 6 * x.rows * x.columns * y.columns }

    func run() {
      Kernels.multiply(factors.x, factors.weight.transposed, into: y, k: x.columns)
      Kernels.multiply(factors.y.transposed, factors.x, into: weight, k: x.rows)
      Kernels.multiply(factors.y, factors.weight, into: x, k: y.columns)
    }
  }
}

extension [Double] {
  /// The middle value; of an even number the mean of the two in the middle.
  var median: Double {
    let sorted = sorted()
    guard let last = sorted.last else { return 0 }
    let middle = count / 2
    return count % 2 == 1
      ? sorted[middle] : ((middle > 0 ? sorted[middle - 1] : last) + sorted[middle]) / 2
  }
}
