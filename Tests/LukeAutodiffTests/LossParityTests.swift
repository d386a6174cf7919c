import LukeAutodiff
import LukeTestSupport
import Testing

/// Losses with their options, and what they do to logits, against PyTorch's recorded numbers.
@Suite struct LossParityTests {
  private static let weights: [Float] = [0.5, 1, 2.5, 0.25]

  @Test(arguments: [
    ("plain", CrossEntropyOptions.plain), ("weights", .init(classWeights: weights)),
    ("smoothing", .init(labelSmoothing: 0.1)),
    ("weights-smoothing", .init(classWeights: weights, labelSmoothing: 0.3)),
    ("focal", .init(focalGamma: 2)),
  ])
  func classes(_ name: String, _ options: CrossEntropyOptions) throws {
    try check(name) { tape, logits, targets in
      tape.crossEntropy(logits, labels: targets.map { Int32($0) }, options: options)
    }
  }

  @Test(arguments: [
    ("binary", CrossEntropyOptions.plain), ("binary-weights", .init(classWeights: weights)),
    ("binary-focal", .init(focalGamma: 1.5)),
  ])
  func indicators(_ name: String, _ options: CrossEntropyOptions) throws {
    try check(name) { $0.binaryCrossEntropy($1, targets: $2, options: options) }
  }

  @Test func numbers() throws {
    try check("squares") { $0.squaredError($1, targets: $2) }
  }

  /// Options that change nothing take the way of the plain loss, to the bit.
  @Test func withoutOptionsTheBitsAreThoseOfThePlainLoss() throws {
    let golden = try golden("plain")
    let found = [nil, CrossEntropyOptions(labelSmoothing: 0, focalGamma: 0)].map { options in
      let tape = Tape(.recording)
      let logits = Tensor(golden.logits.values, rows: 6, columns: 4, requiresGradient: true)
      let labels = golden.targets.values.map { Int32($0) }
      let loss =
        options.map { tape.crossEntropy(logits, labels: labels, options: $0) }
        ?? tape.crossEntropy(logits, labels: labels)
      tape.backward(from: loss)
      return loss.values + (logits.gradient?.values ?? [])
    }
    expectSameBits(found[1], found[0])
    #expect(CrossEntropyOptions(classWeights: [1, 1]).isPlain == false)
  }

  /// Parts of a batch with the normalizer of all add up to the loss and the gradient of the whole.
  @Test func partsAddUpToTheWhole() throws {
    let golden = try golden("weights-smoothing")
    let options = CrossEntropyOptions(classWeights: Self.weights, labelSmoothing: 0.3)
    let labels = golden.targets.values.map { Int32($0) }
    let logits = Tensor(golden.logits.values, rows: 6, columns: 4, requiresGradient: true)
    let losses = [0..<2, 2..<6].map { rows -> Float in
      let tape = Tape(.recording)
      let loss = tape.crossEntropy(
        logits.rows(rows), labels: Array(labels[rows]),
        normalizer: options.normalizer(of: labels), options: options)
      tape.backward(from: loss)
      return loss.values[0]
    }
    expectClose([losses[0] + losses[1]], golden.loss.values, tolerance: 1e-6)
    expectClose(logits.gradient?.values ?? [], golden.gradient.values, tolerance: 1e-6)
  }

  private typealias Golden = (
    logits: RecordedTensor, targets: RecordedTensor, loss: RecordedTensor,
    gradient: RecordedTensor
  )

  private func golden(_ name: String) throws -> Golden {
    let all = try SafetensorsReader.read(Goldens.folder.appending(path: "losses.safetensors"))
    func array(_ part: String) throws -> RecordedTensor { try #require(all["\(name)/\(part)"]) }
    return try (array("logits"), array("targets"), array("loss"), array("gradient"))
  }

  private func check(_ name: String, _ loss: (Tape, Tensor, [Float]) -> Tensor) throws {
    let golden = try golden(name)
    let logits = Tensor(golden.logits.values, rows: 6, columns: 4, requiresGradient: true)
    let tape = Tape(.recording)
    let found = loss(tape, logits, golden.targets.values)
    tape.backward(from: found)
    expectClose(found.values, golden.loss.values, tolerance: 1e-6, "loss")
    expectClose(logits.gradient?.values ?? [], golden.gradient.values, tolerance: 1e-6, "gradient")
  }
}
