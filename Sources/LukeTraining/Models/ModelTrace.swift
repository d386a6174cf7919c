import Foundation
import LukeAutodiff
import LukeCheckpoints
import LukeFiles
import LukeLayers
import LukeModel
import LukeOptimizers

/// Every output, and on request every gradient, of a model for one batch.
public enum ModelTrace {
  /// AdamW steps on the batch, at a constant rate, without dropout and clipping.
  public struct Steps: Hashable, Sendable {
    /// The number of steps.
    public var count: Int
    /// The learning rate.
    public var learningRate: Double
    /// The decoupled decay.
    public var weightDecay: Double
    /// The term in the denominator.
    public var epsilon: Double

    /// Creates the settings of the steps.
    public init(count: Int, learningRate: Double, weightDecay: Double, epsilon: Double) {
      self.count = count
      self.learningRate = learningRate
      self.weightDecay = weightDecay
      self.epsilon = epsilon
    }
  }

  /// Runs the batch of a JSON file through the model in evaluation mode and writes what came out as
  /// HDF5; of the folder of a run its model is taken.
  public static func write(
    model path: String, batch batchPath: String, to output: String, withGradients: Bool = false,
    steps: Steps? = nil, isReplacing: Bool = false, observer: any RunObserver = RunObservers()
  ) throws {
    let source = try ModelPlace(path)
    let path = source.path
    try OutputPlace(output, reading: [path, batchPath], isReplacing: isReplacing).withClaimOnFile {
      try Engine.load()
      if let note = source.note { try observer.note(note) }
      try write(
        model: path, batch: batchPath, to: output, withGradients: withGradients, steps: steps,
        report: observer.note)
      try observer.observe(.wrote(RunOutput(output, FileSize.text(ofFiles: [output]))))
    }
  }

  private static func write(
    model path: String, batch batchPath: String, to output: String, withGradients: Bool,
    steps: Steps?, report: (String) throws -> Void
  ) throws {
    let bytes = try FileAccess.read(batchPath, named: batchPath, what: "batch", as: .stream)
    try FileAccess.checkJSON(bytes, named: batchPath)
    let arguments = try ForwardArguments(json: Data(bytes), origin: batchPath)
    let run = try TraceRun(path, arguments, report: report)
    try HDF5File.write(to: output) { file in
      let (outputs, gradients) = try run.once(withGradients: withGradients)
      for output in outputs {
        try file.write(output.values, shape: output.shape, to: output.name)
      }
      try run.write(gradients, below: "gradients", to: file)
      guard let steps else { return }
      let losses = try run.train(steps)
      try file.write(losses, shape: [losses.count], to: "loss_per_step")
      let parameters = run.store.parameters.map { ($0.name, $0.shape, $0.tensor.values) }
      try run.write(parameters, below: "parameters", to: file)
    }
  }
}

/// A model and a batch, run in evaluation mode.
private struct TraceRun {
  let store = ParameterStore()
  private let model: any LukeHead
  private let batch: PaddedBatch
  private let configuration: LukeConfiguration
  private let origin: String

  init(_ path: String, _ arguments: ForwardArguments, report: (String) throws -> Void) throws {
    let archive = try ModelArgument.openModel(path)
    let head = try LukeHeads.head(of: archive.configuration, origin: path)
    model = head.init(archive.configuration, in: store)
    store.allocate()
    let isBare = head.isBareEncoder
    store.initialize(seed: 0, where: \.isOptional)
    let weights =
      if isBare {
        archive.weights.bare
      } else {
        try head.hasTiedDecoders
          ? archive.weights.belowLuke.withTiedHeads() : archive.weights
      }
    try store.load(
      from: weights,
      isIgnored: {
        ModelWeights.isDispensable($0, for: archive.configuration, isBare: isBare)
      })
    try weights.notes(onParameters: store.parameters.map(\.name)).forEach(report)
    store.allocateGradients()
    configuration = archive.configuration
    batch = try PaddedBatch(arguments, configuration: configuration)
    origin = arguments.origin
  }

  /// One array to write.
  typealias Array = (name: String, shape: [Int], values: [Float])

  /// Writes arrays of parameters under the names of the class of transformers.
  func write(_ arrays: [TraceRun.Array], below group: String, to file: HDF5File) throws {
    let named = ModelWeights(arrays, origin: origin).inTransformersLayout(of: configuration)
    for array in named.descriptions {
      try file.write(
        try named.values(array.name), shape: array.shape, to: group + "/" + array.name)
    }
  }

  func once(
    withGradients: Bool
  ) throws -> (outputs: [TracedOutput], gradients: [TraceRun.Array]) {
    let tape = Tape(withGradients ? .recording : .inference)
    let (outputs, loss) = try model.trace(batch, on: tape)
    guard withGradients else { return (outputs, []) }
    tape.backward(from: try require(loss))
    // Parameters that took no part have no gradient in transformers; here they are zeros.
    let gradients = store.parameters.map {
      TraceRun.Array(
        name: $0.name, shape: $0.shape,
        values: $0.gradient?.values ?? [Float](repeating: 0, count: $0.count))
    }
    return (outputs, gradients)
  }

  /// The loss before each step.
  func train(_ steps: ModelTrace.Steps) throws -> [Float] {
    var settings = TrainingSettings()
    (settings.weightDecay, settings.adamEpsilon) = (steps.weightDecay, steps.epsilon)
    let optimizer = settings.makeOptimizer(for: store)
    return try (0..<steps.count).map { _ in
      store.clearGradients()
      let tape = Tape(.recording)
      let loss = try require(try model.trace(batch, on: tape).loss)
      tape.backward(from: loss)
      optimizer.step(learningRate: Float(steps.learningRate))
      return loss.values[0]
    }
  }

  private func require(_ loss: Tensor?) throws -> Tensor {
    if let loss { return loss }
    throw TrainingError.usage(
      "\(origin): gradients and steps need a loss, so a model with a head and labels in the batch")
  }
}
