import ArgumentParser
import LukeTraining

struct Trace: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run one given batch and write every output, for those who port or debug models.",
    discussion: """
      BATCH.json holds the arguments of transformers' forward as nested arrays (input_ids, \
      entity_ids, labels, ...). OUT.h5 gets every output by name, gradients/<parameter> with \
      --gradients, loss_per_step and parameters/<parameter> after --steps AdamW steps.
      """)

  @Argument(
    help: "A model: an .h5 file of luke-train, a Hugging Face folder, or the folder of a run.",
    completion: .file())
  var model: String

  @Argument(help: "The batch, a JSON file.", completion: .file(extensions: ["json"]))
  var batch: String

  @Argument(help: "The HDF5 file to write.", completion: .file())
  var output: String

  @Flag(help: "Write the gradient of the loss by every parameter.")
  var gradients = false

  @Option(help: ArgumentHelp("Take this many AdamW steps on the batch.", valueName: "n"))
  var steps: Int?

  @Option(help: ArgumentHelp("The learning rate of the steps.", valueName: "x"))
  var learningRate = 1e-5

  @Option(help: ArgumentHelp("AdamW's decoupled decay.", valueName: "x"))
  var weightDecay = 0.01

  @Option(help: ArgumentHelp("AdamW's term in the denominator.", valueName: "x"))
  var epsilon = 1e-6

  @OptionGroup var replacing: ReplaceOption

  @OptionGroup var common: CommonOptions

  func validate() throws {
    try OutputName.check(output, "The file to write")
    if let steps, !(1...1_000_000).contains(steps) {
      throw ValidationError("--steps must be from 1 to 1000000, but is \(steps).")
    }
    for (name, value) in [
      ("learning-rate", learningRate), ("weight-decay", weightDecay), ("epsilon", epsilon),
    ] where !Float(value).isFinite || value < 0 {
      throw ValidationError(
        value.isFinite && value > 0
          ? "--\(name): \(value) is too large for float32, which ends at 3.4e38."
          : "--\(name) must be a number, at least 0, but is \(value).")
    }
  }

  func run() throws {
    let progress = common.begin()
    try ModelTrace.write(
      model: model, batch: batch, to: output, withGradients: gradients,
      steps: steps.map {
        ModelTrace.Steps(
          count: $0, learningRate: learningRate, weightDecay: weightDecay, epsilon: epsilon)
      }, isReplacing: replacing.replace, observer: progress)
  }
}
